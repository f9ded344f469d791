package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.Notification;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** Rates, slow calls and limits, on the test application: five good answers, then failures, then calls that hang. */
class RatesIT {

    private static final String SCALE = "0.25";

    @TempDir
    Path folder;

    @OnEachJdk
    void half_of_the_calls_in_the_window_open_the_breaker_and_the_log_says_how_many(Jdk jdk) throws Exception {
        Child.Ended run = run(jdk, """
                trip-on: {failure-rate: 50%, window: 10 calls, minimum-calls: 4}
                    open-for: {initial: 200ms, multiplier: 2, maximum: 400ms}
                """);
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(ascii(run.agentLines()))
                .anyMatch(line -> line.matches(".*stock: CLOSED -> OPEN: 5 of 10 calls failed \\(50% >= 50%\\), last:"
                        + " java.io.IOException: HTTP 503 .*; trying again in 200 ms"))
                .anyMatch(
                        line -> line.matches(".*stock: HALF_OPEN -> OPEN: a trial failed, .*; trying again in 400 ms"));
    }

    @OnEachJdk
    void calls_that_hang_open_the_breaker_before_they_return(Jdk jdk) throws Exception {
        // Only hanging calls are slow; the client gives up on them after 475 ms.
        Child.Ended run = run(jdk, """
                trip-on: {slow-rate: 20%, slower-than: 300ms, window: 2s, minimum-calls: 3}
                    open-for: 10s
                    max-concurrent: 50
                """);
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(ascii(run.agentLines()))
                .filteredOn(line -> line.contains("CLOSED -> OPEN"))
                .singleElement()
                .asString()
                .matches(".* of \\d+ calls were slow \\(.*% >= 20%\\).*");
    }

    /** On a program that calls when it is told to: the notice comes once, and whoever listens must be there before. */
    @OnEachJdk
    void metrics_only_refuses_nothing_and_says_when_it_would_have_opened(Jdk jdk) throws Exception {
        Path rules = rules("trip-on: {failure-rate: 50%, window: 10}\n    start-as: metrics-only");
        Files.writeString(rules, Files.readString(rules).replace("com.acme.shop.StockClient", "programs.Stock"));
        try (Child child = Child.on(jdk)
                        .agent(rules.toString())
                        .with("-Dcom.sun.management.jmxremote")
                        .main(StockCalls.class)
                        .start();
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.reply()).isEqualTo("main begins");
            Jmx.Bean stock = jmx.breaker("stock");
            List<String> notices = new CopyOnWriteArrayList<>();
            jmx.server.addNotificationListener(
                    stock.name, (notification, handback) -> notices.add(text(notification)), null, null);
            for (int i = 0; i < 15; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            Await.until("a notice", notices::size, size -> size > 0);
            assertThat(notices.get(0)).startsWith("dev.tripcoil.would-open: 10 of 10 calls failed (100% ");
            assertThat(stock.get("State")).isEqualTo("METRICS_ONLY");
            assertThat(stock.count("FailedCalls")).isEqualTo(15);
            assertThat(stock.count("RejectedCalls")).isZero();
            Await.until(
                    "a line in the log",
                    () -> child.snapshot().agentLines(),
                    lines -> lines.stream()
                            .anyMatch(line -> line.contains("stock: METRICS_ONLY: would have opened: 10 of 10")));
            assertThat(notices).hasSize(1);
        }
    }

    @OnEachJdk
    void jmx_shows_rates_and_calls_in_flight_and_the_definition_with_every_default(Jdk jdk) throws Exception {
        Path rules = rules("trip-on: {failure-rate: 100%, slow-rate: 100%, slower-than: 1s, window: 60s}\n"
                + "    max-concurrent: 1");
        try (Child child = Child.on(jdk)
                        .agent(rules.toString())
                        .with("-Dcom.sun.management.jmxremote", "-jar", Child.TEST_APP.toString(), "1")
                        .start();
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean stock = jmx.breaker("stock");
            assertThat((String) stock.get("Definition"))
                    .contains(
                            "failure-rate: 100%",
                            "slower-than: 1s", "window: 1m", "minimum-calls: 20", "max-concurrent: 1");
            assertThat(stock.get("FailureRate")).isEqualTo(-1.0); // fewer calls than the minimum
            Await.until("a rate", () -> (Double) stock.get("FailureRate"), rate -> rate > 0 && rate < 100);
            Await.until("a call that hangs", () -> stock.count("SlowCallsInFlight"), slow -> slow == 1);
            assertThat(stock.count("OldestCallInFlightMillis")).isBetween(1000L, 5000L);
            assertThat(stock.count("CallsInFlight")).isEqualTo(1); // the other worker's is refused
            assertThat(stock.count("SlowCalls")).isPositive();
            Await.until("a refusal for want of room", () -> stock.count("RejectedCalls"), rejected -> rejected > 0);
            assertThat(stock.get("State")).isEqualTo("CLOSED");
        }
    }

    private Child.Ended run(Jdk jdk, String definition) throws Exception {
        return Child.on(jdk)
                .agent(rules(definition).toString())
                .with("-jar", Child.TEST_APP.toString(), SCALE)
                .run();
    }

    private Path rules(String definition) throws Exception {
        return Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock:
                    %s
                rules:
                  - class: com.acme.shop.StockClient
                    method: fetch
                    breaker: stock
                """.formatted(definition));
    }

    private static List<String> ascii(List<String> lines) {
        return lines.stream()
                .map(line -> line.replace("\u2192", "->").replace("\u2265", ">="))
                .toList();
    }

    private static String text(Notification notification) {
        return notification.getType() + ": " + notification.getMessage();
    }
}
