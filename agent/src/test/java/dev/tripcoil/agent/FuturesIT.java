package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Futures;

/** Methods that return futures: their calls end when these do. */
class FuturesIT {

    private static final String RULES = """
            breakers:
              fetch:
                open-for: 300ms
              price:
                trip-on: {consecutive-failures: 1}
                open-for: 1h
                when-open: {return: none}
              ticket:
                trip-on: {consecutive-failures: 1}
                open-for: 1h
                max-concurrent: 1
              healing:
                when-open: {return: "instead", also-on-failure: true}
            rules:
              - {class: programs.Futures, method: fetch, breaker: fetch}
              - {class: programs.Futures, method: price, breaker: price}
              - {class: programs.Futures, method: ticket, breaker: ticket}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void calls_end_when_their_futures_do_and_refusals_are_failed_futures(Jdk jdk) throws Exception {
        try (Child child = started(jdk, RULES);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean fetch = jmx.breaker("fetch");
            assertThat(child.ask("fetch good")).isEqualTo("its own");
            assertThat(child.ask("fetch cancelled")).isEqualTo("its own");
            assertThat(fetch.count("Calls")).isZero();
            child.ask("complete good tea");
            child.ask("cancel cancelled");
            assertThat(child.ask("see good")).isEqualTo("tea");
            assertThat(fetch.count("SuccessfulCalls")).isEqualTo(1);
            assertThat(fetch.count("IgnoredCalls")).isEqualTo(1);

            for (int i = 0; i < 5; i++) {
                child.ask("fetch " + i);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(fetch.get("State")).isEqualTo("CLOSED");
                child.ask("fail " + i);
                assertThat(child.ask("see " + i)).isEqualTo("failed: java.io.IOException: down");
            }
            assertThat(fetch.get("LastFailure")).isEqualTo("java.io.IOException: down");
            assertThat(child.ask("fetch refused")).isEqualTo("another");
            assertThat(child.ask("see refused"))
                    .startsWith("failed: dev.tripcoil.CircuitOpenException: fetch is OPEN, and tries again in ");

            fetch.awaitState("HALF_OPEN");
            assertThat(child.ask("fetch trial")).isEqualTo("its own");
            assertThat(child.ask("fetch second")).isEqualTo("another");
            assertThat(fetch.get("State")).isEqualTo("HALF_OPEN");
            child.ask("complete trial tea");
            assertThat(fetch.get("State")).isEqualTo("CLOSED");
            assertThat(fetch.count("Calls")).isEqualTo(8);
            assertThat(fetch.count("RejectedCalls")).isEqualTo(2);
        }
    }

    @OnEachJdk
    void stage_of_any_kind_is_answered_by_one_of_its_kind(Jdk jdk) throws Exception {
        try (Child child = started(jdk, RULES);
                Jmx jmx = Jmx.of(child)) {
            child.ask("price a");
            child.ask("fail a");
            jmx.breaker("price").awaitState("OPEN");
            child.ask("price b");
            assertThat(child.ask("see b")).isEqualTo("none");

            assertThat(child.ask("ticket a")).isEqualTo("its own");
            assertThat(jmx.breaker("ticket").get("CallsInFlight")).isEqualTo(1);
            child.ask("ticket b");
            assertThat(child.ask("see b")).startsWith("failed: dev.tripcoil.CircuitOpenException: ticket is CLOSED");
            child.ask("complete a tea");
            assertThat(jmx.breaker("ticket").get("CallsInFlight")).isEqualTo(0);
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void failure_may_be_answered_too_in_a_future_of_ours(Jdk jdk) throws Exception {
        try (Child child = started(
                        jdk, RULES.replace("method: fetch, breaker: fetch", "method: fetch, breaker: healing"));
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("fetch a")).isEqualTo("another");
            assertThat(child.ask("see a")).isEqualTo("pending");
            child.ask("fail a");
            assertThat(child.ask("see a")).isEqualTo("instead");
            child.ask("fetch b");
            child.ask("complete b tea");
            assertThat(child.ask("see b")).isEqualTo("tea");
            child.ask("fetch c");
            child.ask("cancel c");
            assertThat(child.ask("complete c tea"))
                    .as("the work is cancelled with what the caller has")
                    .isEqualTo("false");
            Jmx.Bean healing = jmx.breaker("healing");
            assertThat(healing.count("FailedCalls")).isEqualTo(1);
            assertThat(healing.count("IgnoredCalls")).isEqualTo(1);
        }
    }

    @OnEachJdk
    void http_client_of_the_jdk_is_judged_by_what_its_future_brings(Jdk jdk) throws Exception {
        String rules = """
                breakers:
                  http:
                    trip-on: {consecutive-failures: 2}
                    open-for: 1h
                    failures:
                      result-if: ((java.net.http.HttpResponse) result).statusCode() >= 500
                rules:
                  - {subtype-of: java.net.http.HttpClient, method: sendAsync, breaker: http}
                """;
        try (Child child = started(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("http 200")).isEqualTo("200");
            assertThat(child.ask("http 503")).isEqualTo("503");
            assertThat(child.ask("http 503")).isEqualTo("503");
            Jmx.Bean http = jmx.breaker("http");
            http.awaitState("OPEN");
            assertThat(http.get("LastFailure"))
                    .isEqualTo("result: ((java.net.http.HttpResponse) result).statusCode() >= 500");
            assertThat(child.ask("http 200")).startsWith("failed: dev.tripcoil.CircuitOpenException: http is OPEN");
            assertThat(http.count("Calls")).isEqualTo(3);
            assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();
        }
    }

    private Child started(Jdk jdk, String rules) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        Child child = Child.brief(jdk)
                .agent(file.toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(Futures.class)
                .start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }
}
