package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Secured;

/** A security manager, as JDKs up to 23 have it, with a policy that grants nothing to anybody. */
class SecurityManagerIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void the_agent_guards_and_shows_it_and_the_application_may_do_no_more_than_before(Jdk jdk) throws Exception {
        assumeTrue(jdk.version() < 24, "there is no security manager any more");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                agent: {log-file: %s}
                breakers:
                  stock:
                    trip-on: {consecutive-failures: 2}
                    failures: {result-if: result == null, exception-if: error.getMessage() != null && arg0 != null}
                    when-open: {throw: java.lang.IllegalStateException}
                  missing:
                    start-as: forced-open
                    when-open: {return: missing}
                rules:
                  - {class: programs.Secured, method: fetch, breaker: stock}
                  - {class: programs.Secured, method: fetchOrMissing, breaker: missing}
                """.formatted(folder.resolve("agent.log")));
        Path policy = Files.writeString(folder.resolve("policy"), "grant { };");
        try (Child child = Child.on(jdk)
                .with("-Djava.security.manager", "-Djava.security.policy==" + policy)
                .with("-Dcom.sun.management.jmxremote")
                .agent("rules=" + rules + ",reload=50ms")
                .main(Secured.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            assertThat(child.ask("forbidden")).isEqualTo("java.security.AccessControlException");
            assertThat(child.ask("go")).isEqualTo("42");
            assertThat(child.ask("or missing")).isEqualTo("missing");
            assertThat(child.ask("fail")).isEqualTo("java.io.IOException");
            assertThat(child.ask("fail")).isEqualTo("java.io.IOException");
            assertThat(child.ask("go")).isEqualTo("java.lang.IllegalStateException");
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("stock");
                assertThat(breaker.get("State")).isEqualTo("OPEN");
                assertThat(breaker.count("FailedCalls")).isEqualTo(3);
                breaker.invoke("reset");
                assertThat(child.ask("go")).isEqualTo("42");
                assertThat(jmx.agent().count("InternalErrors")).isZero();
                assertThat(jmx.agent().lines("RulesWarnings")).isEmpty();
                assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();

                Files.writeString(rules, "nonsense: 1\n");
                Await.until("an error", () -> jmx.agent().lines("RulesErrors"), errors -> !errors.isEmpty());
            }
            Await.until(
                    "the log",
                    () -> Files.readString(folder.resolve("agent.log")),
                    log -> log.contains("in force") && log.contains("CLOSED"));
        }
    }

    @OnEachJdk
    void fallbacks_last_results_and_causes_are_found_though_nothing_is_allowed(Jdk jdk) throws Exception {
        assumeTrue(jdk.version() < 24, "there is no security manager any more");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                defaults: {trip-on: {consecutive-failures: 1}, open-for: 1h}
                breakers:
                  remembered: {when-open: {return-last: 1h}}
                  called: {when-open: {call: 'programs.Secured#instead'}}
                  thrown: {when-open: {throw: programs.Secured$Closed, message: closed}}
                rules:
                  - {class: programs.Secured, method: remembered, breaker: remembered}
                  - {class: programs.Secured, method: called, breaker: called}
                  - {class: programs.Secured, method: thrown, breaker: thrown}
                """);
        Path policy = Files.writeString(folder.resolve("policy"), "grant { };");
        try (Child child = Child.brief(jdk)
                .with("-Djava.security.manager", "-Djava.security.policy==" + policy)
                .agent(rules.toString())
                .main(Secured.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            assertThat(child.ask("remembered")).isEqualTo("done word");
            assertThat(child.ask("down")).isEqualTo("is down");
            for (String line : new String[] {"remembered", "called", "thrown"}) {
                assertThat(child.ask(line)).isEqualTo("java.lang.IllegalArgumentException: word");
            }
            assertThat(child.ask("remembered")).isEqualTo("done word");
            assertThat(child.ask("called")).isEqualTo("word instead, and java.security.AccessControlException");
            assertThat(child.ask("thrown"))
                    .isEqualTo("programs.Secured$Closed: closed because of java.lang.IllegalArgumentException: word");
            assertThat(child.snapshot().agentLines()).noneMatch(line -> line.contains("fault"));
        }
    }

    @OnEachJdk
    void a_second_agent_is_one_too_many_here_too(Jdk jdk) throws Exception {
        assumeTrue(jdk.version() < 24, "there is no security manager any more");
        Path policy = Files.writeString(folder.resolve("policy"), "grant { };");
        Child.Ended ended = Child.on(jdk)
                .with("-Djava.security.manager", "-Djava.security.policy==" + policy)
                .agent(Rules.stock(folder).toString())
                .agent(Rules.stock(folder).toString())
                .main(programs.StockCalls.class)
                .with("6")
                .run();
        assertThat(ended.output())
                .containsExactly(
                        "main begins",
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.REFUSED);
        assertThat(ended.errors())
                .filteredOn(line -> line.contains("is in this JVM already"))
                .hasSize(1);
    }
}
