package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Expressed;

/** Expressions of the rules in a real JVM, on types that they were not written for. */
class ExpressionsIT {

    private static final String ONE = """
            agent: {reload: 100ms}
            breakers:
              one: {trip-on: {consecutive-failures: 2}, open-for: 1h, %s}
            rules:
              - {%s, breaker: one}
            """;

    private static final String ASK = "class: programs.Expressed$Service, method: ask";

    private static final Path H2 = Path.of(org.h2.Driver.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());

    @TempDir
    Path folder;

    @OnEachJdk
    void the_jdks_http_client_is_judged_by_status(Jdk jdk) throws Exception {
        String rules = ONE.formatted(
                "failures: {result-if: result == null || result.statusCode() >= 500}",
                "subtype-of: java.net.http.HttpClient, method: send");
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean one = jmx.breaker("one");
            assertThat(child.ask("http 503")).isEqualTo("503"); // the value reaches the caller
            assertThat(child.ask("http 404")).isEqualTo("404");
            assertThat(child.ask("http 500")).isEqualTo("500");
            assertThat(child.ask("http 503")).isEqualTo("503");
            assertThat(child.ask("http 200")).isEqualTo(Rules.REFUSED);
            assertThat(one.count("FailedCalls")).isEqualTo(3); // the very first call among them
            assertThat(one.count("SuccessfulCalls")).isEqualTo(1);
            assertThat(one.get("LastFailure")).isEqualTo("result: result == null || result.statusCode() >= 500");
            Shop.allIsWell(jmx, child);
        }
    }

    @OnEachJdk
    void a_database_is_judged_by_its_sql_state(Jdk jdk) throws Exception {
        String rules = ONE.formatted(
                "failures: {exceptions: [java.sql.SQLException], others: success,"
                        + " exception-if: '!error.getSQLState().startsWith(\"42\")'}",
                "subtype-of: java.sql.Statement, method: execute");
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean one = jmx.breaker("one");
            assertThat(child.ask("sql nonsense")).isEqualTo("org.h2.jdbc.JdbcSQLSyntaxErrorException"); // 42000
            assertThat(child.ask("sql select 1")).isEqualTo("true");
            for (int i = 0; i < 2; i++) {
                assertThat(child.ask("sql select 1 / 0")).isEqualTo("org.h2.jdbc.JdbcSQLDataException"); // 22012
            }
            assertThat(child.ask("sql select 1")).isEqualTo(Rules.REFUSED);
            assertThat(one.count("FailedCalls")).isEqualTo(2);
            assertThat(one.count("SuccessfulCalls")).isEqualTo(2);
            Shop.allIsWell(jmx, child);
        }
    }

    @OnEachJdk
    void one_that_does_not_compile_leaves_its_method_unguarded_and_is_reported(Jdk jdk) throws Exception {
        String rules = ONE.formatted("failures: {result-if: result.size() > 3}", ASK)
                + "  - {class: programs.Expressed$Service, method: later, breaker: two}\n";
        rules = rules.replace(
                "rules:", "  two: {failures: {result-if: 'result.isEmpty() || !self.secret.isKept()'}}\nrules:");
        String reported = "programs.Expressed$Service#ask(java.lang.String)java.lang.String: breaker one: result-if at "
                + folder.resolve("rules.yaml") + ":3:88: there is no method 'size' that could be called here";
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("ask a")).isEqualTo("a");
            Await.until(
                    "the report",
                    () -> jmx.agent().lines("SkippedMethods"),
                    lines -> lines.stream().anyMatch(each -> each.startsWith(reported)));
            assertThat(jmx.breaker("one").lines("GuardedMethods")).isEmpty();
            assertThat(jmx.breaker("one").count("Calls")).isZero();
            assertThat(jmx.agent().count("WovenMethods")).isEqualTo(1);
            child.awaitLog(
                    "programs.Expressed$Service#ask(java.lang.String)java.lang.String: is not guarded: breaker one:"
                            + " result-if at");
            // The other one works all the same.
            assertThat(child.ask("later b")).isEqualTo("b");
            assertThat(jmx.breaker("two").count("SuccessfulCalls")).isEqualTo(1);
            assertThat(jmx.agent().count("InternalErrors")).isZero();

            // Once it is put right, it is in force.
            Rules.save(folder, rules.replace("size()", "length()"));
            Await.until(
                    "a guard",
                    () -> jmx.breaker("one").lines("GuardedMethods"),
                    lines -> lines.toString().contains("#ask"));
            Await.until(
                    "a failure",
                    () -> {
                        child.ask("ask long");
                        return jmx.breaker("one").count("FailedCalls");
                    },
                    failed -> failed == 2);
            assertThat(child.ask("ask long")).isEqualTo(Rules.REFUSED);
            assertThat(jmx.agent().lines("SkippedMethods")).noneMatch(each -> each.contains("#ask"));
        }
    }

    @OnEachJdk
    void check_reports_what_does_not_compile(Jdk jdk) throws Exception {
        Path file = Files.writeString(
                folder.resolve("rules.yaml"), ONE.formatted("failures: {result-if: result.size() > 3}", ASK));
        String classes = Expressed.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Child.Ended ended = Child.brief(jdk)
                .with("-jar", Child.AGENT.toString(), "check", file.toString(), "-cp", classes)
                .run();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(String.join("\n", ended.output()))
                .contains(file + ":3:88: there is no method 'size' that could be called here", "Service#ask");

        Files.writeString(file, ONE.formatted("failures: {result-if: result.length() > 3}", ASK));
        assertThat(Child.brief(jdk)
                        .with("-jar", Child.AGENT.toString(), "check", file.toString(), "-cp", classes)
                        .run()
                        .exitCode())
                .isZero();
    }

    @OnEachJdk
    void one_that_fails_counts_the_call_as_a_failure_and_is_said_once(Jdk jdk) throws Exception {
        String rules = ONE.formatted("failures: {result-if: result.length() > arg0.length() + 9}", ASK);
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("ask a")).isEqualTo("a");
            assertThat(child.ask("ask null")).isEqualTo("null");
            assertThat(child.ask("ask null")).isEqualTo("null");
            assertThat(child.ask("ask a")).isEqualTo(Rules.REFUSED);
            assertThat(jmx.agent().count("InternalErrors")).isEqualTo(2);
            assertThat(jmx.breaker("one").count("FailedCalls")).isEqualTo(2);
            child.awaitLog(
                    "one: `result.length() > arg0.length() + 9` failed for a call of programs.Expressed$Service");
            assertThat(child.snapshot().agentLines())
                    .filteredOn(line -> line.contains("failed for a call"))
                    .hasSize(1);
        }
    }

    @OnEachJdk
    void another_expression_takes_effect_by_reload(Jdk jdk) throws Exception {
        String rules = ONE.formatted("failures: {result-if: 'result.length() == 1'}", ASK);
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean one = jmx.breaker("one");
            child.ask("ask a");
            child.ask("ask ab");
            assertThat(one.count("FailedCalls")).isEqualTo(1);
            Rules.save(folder, rules.replace("== 1", "== 2"));
            child.awaitLog("reloaded: changed: one; 1 class woven anew");
            child.ask("ask a");
            child.ask("ask a");
            assertThat(one.count("FailedCalls")).isEqualTo(1);
            child.ask("ask ab");
            child.ask("ask ab");
            assertThat(child.ask("ask a")).isEqualTo(Rules.REFUSED);
            assertThat(one.count("FailedCalls")).isEqualTo(3);
            assertThat(jmx.agent().count("InternalErrors")).isZero();
            assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();
        }
    }

    private Child start(Jdk jdk, String rules) throws Exception {
        Child child = Child.brief(jdk)
                .agent(Files.writeString(folder.resolve("rules.yaml"), rules).toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(Expressed.class, H2)
                .start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }
}
