package dev.tripcoil.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;

class RowsTest {

    @TempDir
    Path folder;

    @Test
    void each_row_has_a_benchmark_of_its_own() throws Exception {
        for (Row row : Rows.all()) {
            String[] name = row.benchmark().split("\\.");
            Method method = null;
            for (Method each :
                    Class.forName("dev.tripcoil.speed.calls." + name[0]).getMethods()) {
                method = each.getName().equals(name[1]) && each.isAnnotationPresent(Benchmark.class) ? each : method;
            }
            assertThat(method).as(row.benchmark()).isNotNull();
        }
        assertThat(Rows.all()).extracting(Row::benchmark).doesNotHaveDuplicates();
    }

    @Test
    void what_rows_are_compared_with_and_goals_are_about_is_measured_too() throws Exception {
        Results results = results(100, 100);
        for (Row row : Rows.all()) {
            for (String other : new String[] {row.base(), row.rival()}) {
                assertThat(other == null || results.figure(1, other) != null)
                        .as(row.call() + ": " + other)
                        .isTrue();
            }
            for (Goal goal : row.goals()) {
                // A ratio of differences between equal figures has no value.
                assertThat(goal.isMeasured(results)
                                || goal.text().contains("what Resilience4j adds")
                                || goal.text().contains("above the frames"))
                        .as(row.call() + ": " + goal.text())
                        .isTrue();
            }
        }
    }

    @Test
    void goals_say_whether_the_figures_are_good_enough() throws Exception {
        Map<String, Double> good =
                Map.of("TripcoilCalls.plain", 0.5, "TripcoilCalls.consecutive", 3.0, "ByteBuddyCalls.rate", 66.0);
        Map<String, Double> bad =
                Map.of("TripcoilCalls.plain", 0.5, "TripcoilCalls.consecutive", 4.6, "ByteBuddyCalls.rate", 66.0);

        assertThat(row("5 failures", table(good)))
                .contains("| 3.0 ± 0.00 |", "| 22 (22) |", "met: ≤ 4 ns above plain")
                .contains("**missed:** 40 times cheaper than Resilience4j on 2 threads;");
        assertThat(row("5 failures", table(bad)))
                .contains("**missed:** ≤ 4 ns above plain on 1 thread, 15 times cheaper than Resilience4j on 1 thread,")
                .contains("met: 0 B, 2 : 1 ≤ 1.3 |");
    }

    @Test
    void one_slow_iteration_is_no_figure() throws Exception {
        Results results = new Results();
        Path file = folder.resolve("jdk17-1threads.json");
        Files.writeString(file, "[" + result("TripcoilCalls.plain", 1, "[1.0, 2.0, 90.0], [3.0, 2.0]") + "]");
        results.read(file);
        assertThat(results.nanos(1, "TripcoilCalls.plain")).isEqualTo(2.0);
        assertThat(results.nanos(2, "TripcoilCalls.plain")).isNaN();
    }

    private static String row(String call, String table) {
        return table.lines()
                .filter(line -> line.startsWith("| " + call))
                .findFirst()
                .orElseThrow();
    }

    private String table(Map<String, Double> nanos) throws Exception {
        List<String> all = new ArrayList<>();
        nanos.forEach((benchmark, value) -> {
            all.add(result(benchmark, 1, "[" + value + "]"));
            all.add(result(benchmark, 2, "[" + value + "]"));
        });
        return new Table(read(all)).text();
    }

    private Results results(double one, double two) throws Exception {
        List<String> all = new ArrayList<>();
        for (Row row : Rows.all()) {
            all.add(result(row.benchmark(), 1, "[" + one + "]"));
            all.add(result(row.benchmark(), 2, "[" + two + "]"));
        }
        return read(all);
    }

    private Results read(List<String> all) throws Exception {
        Results results = new Results();
        results.read(Files.writeString(folder.resolve("jdk17-threads.json"), all.toString()));
        return results;
    }

    private static String result(String benchmark, int threads, String samples) {
        return """
                {"benchmark": "dev.tripcoil.speed.calls.%s", "threads": %d, "primaryMetric": {"rawData": [%s]},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [[0.1]]}}}
                """.formatted(benchmark, threads, samples);
    }
}
