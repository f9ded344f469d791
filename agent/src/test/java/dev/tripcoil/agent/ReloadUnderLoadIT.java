package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.Reloaded;

/**
 * Reloads while two threads call without a pause, and a third has new classes loaded. {@code -Dtripcoil.reloads=1000} makes it a
 * thousand of them.
 */
class ReloadUnderLoadIT {

    private static final int RELOADS = Integer.getInteger("tripcoil.reloads", 100);

    @TempDir
    Path folder;

    @OnEachJdk
    void totals_stay_exact_and_nothing_grows(Jdk jdk) throws Exception {
        save(1, true, true);
        try (Child child = Child.on(jdk)
                        .in(folder)
                        .with("-Dcom.sun.management.jmxremote", "-Xmx256m")
                        .agent("rules=rules.yaml,reload=off,log-level=error")
                        .main(Reloaded.class)
                        .start();
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.reply()).isEqualTo("main begins");
            Jmx.Bean agent = jmx.agent();
            Jmx.Bean steady = jmx.breaker("steady");
            Jmx.Bean changing = jmx.breaker("changing");
            List<long[]> memory = new ArrayList<>();
            long begun = System.nanoTime();
            for (int i = 1; i <= RELOADS; i++) {
                save(i, i % 2 == 0, i == RELOADS || i % 3 == 0);
                agent.invoke("reload");
                if (i % (RELOADS / 10) == 0) {
                    assertThat(agent.lines("RulesErrors")).isEmpty();
                    assertThat(changing.get("Definition").toString()).contains("minimum-calls: " + (20 + i % 50));
                    memory.add(memory(child));
                }
            }
            System.out.printf(
                    "[reloads] JDK %s: %d in %.1f s; heap and metaspace in KiB after each tenth: %s%n",
                    jdk, RELOADS, (System.nanoTime() - begun) / 1e9, text(memory));
            assertThat(least(memory, 0, 7, 10)).as("heap").isLessThan(least(memory, 0, 4, 7) + (8 << 20));
            assertThat(least(memory, 1, 7, 10)).as("metaspace").isLessThan(least(memory, 1, 4, 7) + (1 << 20));

            child.send("stop");
            exact(steady, child.reply());
            exact(changing, child.reply());
            assertThat(child.reply()).startsWith("coming ").endsWith(" 0");
            assertThat(agent.count("InternalErrors")).isZero();
            assertThat(agent.count("WeavingFailures")).isZero();
            assertThat(agent.lines("SkippedMethods")).isEmpty();
            assertThat(steady.get("State")).isEqualTo("CLOSED");

            // No class has slipped through between two sets of rules.
            Jmx.Bean late = jmx.breaker("late");
            long before = late.count("Calls");
            int called = Integer.parseInt(child.ask("late"));
            assertThat(called).isPositive();
            assertThat(late.count("Calls") - before).isEqualTo(called);
            assertThat(child.snapshot().errors()).isEmpty();
        }
    }

    /** Each call that the application saw is in the totals, as what it was. */
    private static void exact(Jmx.Bean breaker, String seen) throws Exception {
        String[] parts = seen.split(" ");
        assertThat(breaker.get("Name")).isEqualTo(parts[0]);
        assertThat(breaker.count("SuccessfulCalls")).isEqualTo(Long.parseLong(parts[1]));
        assertThat(breaker.count("FailedCalls")).isEqualTo(Long.parseLong(parts[2]));
        assertThat(breaker.count("RejectedCalls")).isEqualTo(Long.parseLong(parts[3]));
        assertThat(parts[4]).as("wrong outcomes").isEqualTo("0");
        assertThat(breaker.count("SuccessfulCalls")).isPositive();
    }

    /**
     * @param i makes the definition of {@code changing} another one each time
     */
    private void save(int i, boolean coming, boolean late) throws Exception {
        String rules = """
                breakers:
                  steady: {}
                  changing:
                    trip-on: {failure-rate: %d%%, minimum-calls: %d}
                    open-for: 1ms
                  coming: {}
                  late: {}
                rules:
                  - {class: programs.Reloaded$Service, method: steady, breaker: steady}
                  - {class: programs.Reloaded$Service, method: changing, breaker: changing}
                """.formatted(i % 7 == 0 ? 5 : 50, 20 + i % 50);
        if (coming) {
            rules += "  - {class: programs.Reloaded$Service, method: coming, breaker: coming}\n";
        }
        if (late) {
            rules += "  - {class: programs.Reloaded$Late, method: run, breaker: late}\n";
        }
        Files.writeString(folder.resolve("rules.yaml"), rules);
    }

    private static long[] memory(Child child) throws Exception {
        String[] parts = child.ask("memory").split(" ");
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    /** Of some of the measurements: what had just been made, and not been collected yet, counts least there. */
    private static long least(List<long[]> memory, int kind, int from, int to) {
        return memory.subList(from, to).stream()
                .mapToLong(each -> each[kind])
                .min()
                .orElseThrow();
    }

    private static String text(List<long[]> memory) {
        StringBuilder text = new StringBuilder();
        for (long[] each : memory) {
            text.append(each[0] >> 10).append('/').append(each[1] >> 10).append(' ');
        }
        return text.toString();
    }
}
