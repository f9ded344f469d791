package dev.tripcoil.speed.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The runs of all contenders with one program, by turns. */
public final class Comparison {

    private final String title;
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();

    public Comparison(String title) {
        this.title = title;
    }

    /** Adds so many runs of each; one before them, for the file system's cache, does not count. */
    public void run(Map<String, List<String>> contenders, String classPath, String program, int times)
            throws IOException, InterruptedException {
        for (int turn = 0; turn <= times; turn++) {
            for (Map.Entry<String, List<String>> each : contenders.entrySet()) {
                Run run = Run.of(each.getValue(), classPath, program);
                if (turn > 0) {
                    runs.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add(run);
                }
            }
            System.err.println(title + ": turn " + turn + " of " + times);
        }
    }

    /** In Markdown. */
    public String table() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        text.append("| | elapsed ms (quartiles) | more | CPU ms (quartiles) | ratio | peak MiB (quartiles) | more |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        List<Run> base = runs.get(Contenders.NO_AGENT);
        for (Map.Entry<String, List<Run>> each : runs.entrySet()) {
            Spread elapsed = spread(each.getValue(), Run::elapsed);
            Spread cpu = spread(each.getValue(), Run::cpu);
            Spread peak = spread(each.getValue(), Run::peak);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %+,.0f | %s | %.2f | %s | %+,.0f |%n",
                    each.getKey(),
                    elapsed,
                    elapsed.median() - spread(base, Run::elapsed).median(),
                    cpu,
                    cpu.median() / spread(base, Run::cpu).median(),
                    peak,
                    peak.median() - spread(base, Run::peak).median()));
        }
        return text.toString();
    }

    private static Spread spread(List<Run> runs, ToDoubleFunction<Run> value) {
        return Spread.of(runs.stream().mapToDouble(value).toArray());
    }

    /** Every run. */
    public String json() {
        StringBuilder text = new StringBuilder("    \"" + title + "\": {\n");
        String between = "";
        for (Map.Entry<String, List<Run>> each : runs.entrySet()) {
            text.append(between).append("      \"" + each.getKey() + "\": {");
            text.append("\"elapsedMillis\": " + list(each.getValue(), Run::elapsed));
            text.append(", \"cpuMillis\": " + list(each.getValue(), Run::cpu));
            text.append(", \"peakMiB\": " + list(each.getValue(), Run::peak)).append('}');
            between = ",\n";
        }
        return text.append("\n    }").toString();
    }

    private static List<String> list(List<Run> runs, ToDoubleFunction<Run> value) {
        return runs.stream()
                .map(run -> String.format(Locale.ROOT, "%.1f", value.applyAsDouble(run)))
                .toList();
    }

    /** How many classes the program loads without agent. */
    public static long classes(String classPath, String program) throws IOException, InterruptedException {
        Path log = Files.createTempFile("classes", ".log");
        Run.of(List.of("-Xlog:class+load:file=" + log), classPath, program);
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).count();
        } finally {
            Files.delete(log);
        }
    }
}
