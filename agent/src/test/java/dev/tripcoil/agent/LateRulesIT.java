package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** Rules that come while the application runs. */
class LateRulesIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void a_file_that_was_bad_guards_as_soon_as_it_is_good(Jdk jdk) throws Exception {
        save(Rules.STOCK.replace("method:", "methd:"));
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean agent = jmx.agent();
            assertThat(agent.lines("RulesErrors"))
                    .containsExactly("rules.yaml:5:5: unknown key 'methd'; did you mean 'method'?");
            assertThat(agent.get("RulesLoadedAt")).isNull();
            assertThat(agent.get("RulesFile")).isEqualTo("rules.yaml");
            for (int i = 0; i < 6; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED); // Stock is loaded, and unguarded
            }

            save(Rules.STOCK + "rulse: []\n");
            Await.until(
                    "another error",
                    () -> agent.lines("RulesErrors"),
                    errors -> errors.toString().contains("rules.yaml:7:1: unknown key 'rulse'"));

            save(Rules.STOCK);
            Jmx.Bean breaker = jmx.breaker("stock");
            assertThat(agent.lines("RulesErrors")).isEmpty();
            assertThat(agent.lines("RulesWarnings")).isEmpty();
            assertThat(agent.get("RulesLoadedAt")).isNotNull();
            assertThat(agent.count("WovenMethods")).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            assertThat(breaker.get("State")).isEqualTo("OPEN");
            child.awaitLog("unknown key 'methd'", "unknown key 'rulse'", "rules.yaml: is good now, and in force");
        }
    }

    @OnEachJdk
    void a_file_that_was_missing_guards_as_soon_as_it_is_there(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            assertThat(jmx.agent().lines("RulesErrors"))
                    .singleElement()
                    .asString()
                    .startsWith("rules.yaml: no such file");
            save("agent: {log-level: debug, log-file: agent.log, jmx-domain: elsewhere}\n" + Rules.STOCK);
            jmx.breaker("stock");
            for (int i = 0; i < 5; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            Await.until(
                    "a warning",
                    () -> jmx.agent().lines("RulesWarnings"),
                    warnings -> warnings.toString().contains("jmx-domain elsewhere takes effect at the next start"));
            Await.until(
                    "the log file",
                    () -> Files.readString(folder.resolve("agent.log")),
                    log -> log.contains("rules.yaml: is good now, and in force") && log.contains("CLOSED"));
        }
    }

    @OnEachJdk
    void rules_from_a_pipe_guard(Jdk jdk) throws Exception {
        Path pipe = folder.resolve("pipe");
        try {
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
        } catch (IOException e) {
            return; // no pipes with names here
        }
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, Rules.STOCK);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.setDaemon(true);
        writer.start();
        try (Child child = Child.on(jdk)
                .with("-Dcom.sun.management.jmxremote")
                .agent("rules=" + pipe + ",reload=50ms")
                .main(StockCalls.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            for (int i = 0; i < 5; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.agent().lines("RulesErrors")).isEmpty();
            }
        }
    }

    private Child start(Jdk jdk) throws Exception {
        Child child = Child.on(jdk)
                .in(folder)
                .with("-Dcom.sun.management.jmxremote") // makes the MBean server before main: nothing to wait for
                .agent("rules=rules.yaml,reload=50ms")
                .main(StockCalls.class)
                .start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }

    private void save(String rules) throws Exception {
        Rules.save(folder, rules);
    }
}
