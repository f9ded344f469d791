package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** The test application, as the demo runs it, at a quarter of the time. */
class OrderServiceIT {

    private static final String SCALE = "0.25";

    @TempDir
    Path folder;

    @OnEachJdk
    void the_breaker_opens_refuses_tries_and_closes_while_the_application_runs_as_ever(Jdk jdk) throws Exception {
        Child.Ended unguarded =
                Child.brief(jdk).with("-jar", Child.TEST_APP.toString(), SCALE).run();
        Path rules = rules(
                "open-for: 750ms\n    when-open: {throw: java.net.ConnectException, message: '{breaker} is {state}'}");
        Child.Ended guarded = Child.brief(jdk)
                .agent(rules.toString())
                .with("-jar", Child.TEST_APP.toString(), SCALE)
                .run();

        assertThat(guarded.exitCode()).as(guarded.text()).isZero();
        assertThat(guarded.output())
                .anyMatch(line -> line.contains("FAILED  java.net.ConnectException: stock is OPEN"));
        List<String> log = guarded.agentLines().stream()
                .map(line -> line.replaceFirst("^\\S+ tripcoil: ", ""))
                .toList();
        assertThat(log.get(0)).contains("1 breaker and 1 rule of " + rules + " in force");
        assertThat(log.get(1))
                .isIn(
                        "stock: CLOSED \u2192 OPEN: 3 failures in a row, last: java.io.IOException: HTTP 503 from the stock"
                                + " service; trying again in 750 ms",
                        "stock: CLOSED -> OPEN: 3 failures in a row, last: java.io.IOException: HTTP 503 from the stock"
                                + " service; trying again in 750 ms");
        assertThat(log.get(2)).contains("HALF_OPEN: open-for has passed");
        assertThat(log.get(log.size() - 1)).contains("CLOSED: the trial succeeded");

        // The same orders; more of them served, and less time lost.
        assertThat(number(guarded, "orders")).isEqualTo(number(unguarded, "orders"));
        assertThat(number(guarded, "served")).isGreaterThan(number(unguarded, "served"));
        assertThat(number(guarded, "turned away")).isLessThan(number(unguarded, "turned away"));
        assertThat(number(guarded, "in vain")).isLessThan(number(unguarded, "in vain") / 2);
    }

    @OnEachJdk
    void jmx_shows_every_attribute_and_takes_every_operation(Jdk jdk) throws Exception {
        Path rules = rules("description: the stock service\n    open-for: 1h");
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote", "-jar", Child.TEST_APP.toString(), "1")
                .start()) {
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean stock = jmx.breaker("stock");
                List<String> transitions = stock.transitions();
                stock.awaitState("OPEN"); // by three answers of 503
                assertThat(stock.get("Name")).isEqualTo("stock");
                assertThat(stock.get("Key")).isNull();
                assertThat(stock.get("Description")).isEqualTo("the stock service");
                assertThat(stock.get("FailureCount")).isEqualTo(3);
                assertThat(stock.get("SuccessCount")).isEqualTo(0);
                assertThat(stock.get("FailureRate")).isEqualTo(-1.0);
                assertThat(stock.get("SlowCallRate")).isEqualTo(-1.0);
                assertThat(stock.count("Calls")).isEqualTo(stock.count("SuccessfulCalls") + stock.count("FailedCalls"));
                assertThat(stock.count("FailedCalls")).isEqualTo(3);
                assertThat(stock.count("IgnoredCalls")).isZero();
                assertThat(stock.count("SlowCalls")).isZero();
                assertThat(stock.count("CallsInFlight")).isEqualTo(-1);
                assertThat(stock.count("TimesOpened")).isEqualTo(1);
                assertThat((String) stock.get("LastFailure"))
                        .isEqualTo("java.io.IOException: HTTP 503 from the stock service");
                assertThat((String) stock.get("Definition")).contains("consecutive-failures: 3");
                assertThat(stock.lines("GuardedMethods"))
                        .contains("com.acme.shop.StockClient#fetch(java.lang.String)int");
                Date opened = (Date) stock.get("OpenedAt");
                assertThat(stock.get("StateSince")).isEqualTo(opened);
                assertThat(((Date) stock.get("HalfOpenAt")).getTime() - opened.getTime())
                        .isBetween(3_600_000L - 2, 3_600_000L + 2);
                assertThat(stock.get("LastFailureAt")).isInstanceOf(Date.class);
                Await.until("refusals", () -> stock.count("RejectedCalls"), rejected -> rejected > 0);

                stock.invoke("forceOpen");
                stock.awaitState("FORCED_OPEN");
                assertThat(stock.get("HalfOpenAt")).isNull();
                assertThat(jmx.agent().lines("OpenBreakers")).containsExactly("stock");
                stock.invoke("disable");
                stock.awaitState("DISABLED");
                stock.invoke("metricsOnly");
                stock.awaitState("METRICS_ONLY");
                stock.invoke("trip");
                stock.awaitState("OPEN");
                stock.invoke("forceOpen");
                jmx.agent().invoke("resetAll");
                stock.awaitState("CLOSED");
                Await.until("every notification", transitions::size, size -> size >= 7);
                assertThat(transitions)
                        .startsWith(
                                "CLOSED OPEN",
                                "OPEN FORCED_OPEN",
                                "FORCED_OPEN DISABLED",
                                "DISABLED METRICS_ONLY",
                                "METRICS_ONLY OPEN",
                                "OPEN FORCED_OPEN",
                                "FORCED_OPEN CLOSED");
                assertThat(jmx.agent().get("Version")).isEqualTo(System.getProperty("project.version"));
                assertThat(jmx.agent().get("RulesFile")).isEqualTo(rules.toString());
                assertThat(jmx.agent().count("WovenClasses")).isEqualTo(1);
                assertThat(jmx.agent().count("WovenMethods")).isEqualTo(2);
            }
        }
    }

    @OnEachJdk
    void what_is_not_guarded_is_told_with_the_reason(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock: {}
                  orders: {when-open: {return: seven}}
                  later: {failures: {result-if: result.seven}}
                rules:
                  - {class: com.acme.shop.StockClient, method: fetchAll, breaker: stock}
                  - {class: com.acme.shop.StockClient, method: fetchLater, breaker: later}
                  - {class: com.acme.shop.StockClient, method: 'fetch(String)', breaker: orders}
                  - {class: com.acme.Nowhere, method: fetch, breaker: stock}
                  - {class: java.util.ArrayList, method: add, breaker: stock}
                """);
        try (Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .with("-Dcom.sun.management.jmxremote", "-jar", Child.TEST_APP.toString(), "1")
                        .start();
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean agent = jmx.agent();
            Await.until("the client's loading", () -> agent.lines("SkippedMethods"), lines -> lines.size() >= 3);
            assertThat(agent.lines("SkippedMethods"))
                    .anyMatch(line -> line.startsWith(
                            "com.acme.shop.StockClient#fetchLater(java.lang.String)java.util.concurrent.CompletableFuture:"
                                    + " breaker later: result-if at " + rules + ":4:"))
                    .anyMatch(line ->
                            line.startsWith("com.acme.shop.StockClient#fetch(java.lang.String)int: breaker orders:"
                                    + " when-open: return: 'seven' doesn't fit the return type int"))
                    .anyMatch(line -> line.startsWith("java.util.ArrayList: Tripcoil stands on this class"));
            assertThat(agent.lines("UnmatchedRules"))
                    .anyMatch(line -> line.contains("rules.yaml:6 ")
                            && line.contains(" in com.acme.shop.StockClient; it has ")
                            && line.contains("fetch(java.lang.String,int)"))
                    .anyMatch(line -> line.contains("com.acme.Nowhere") && line.contains("no class that it names"));
        }
    }

    private Path rules(String definition) throws Exception {
        return Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock:
                    trip-on: {consecutive-failures: 3}
                    %s
                rules:
                  - class: com.acme.shop.StockClient
                    method: fetch
                    breaker: stock
                """.formatted(definition));
    }

    private static long number(Child.Ended run, String label) {
        Matcher matcher = Pattern.compile("  summary .*  " + label + " (\\d+)")
                .matcher(run.output().get(run.output().size() - 1).replaceFirst("summary  ", "summary   "));
        assertThat(matcher.find()).as(label + " in\n" + run.text()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
