package dev.tripcoil.speed;

import dev.tripcoil.speed.start.Comparison;
import dev.tripcoil.speed.start.Contenders;
import dev.tripcoil.speed.start.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Tripcoil and its peers cost the start of a trivial program and of a large application, by whole processes: time, processor's time and
 * memory. To be run in the project's folder; on Linux, by the JDK that is measured.
 */
public final class StartUp {

    private static final String USAGE =
            "usage: StartUp [--runs N] [--only REGEX] [--program trivial|large] [--agent JAR]";

    private static final Path TARGET = Path.of("benchmarks", "target", "start-up");

    private int runs = 15;
    private Pattern only = Pattern.compile(".*");
    private String program = "";
    private Path agent = Path.of("agent", "target", "tripcoil.jar");

    private StartUp() {}

    public static void main(String[] arguments) throws Exception {
        StartUp command = new StartUp();
        for (int i = 0; i < arguments.length; i += 2) {
            command.set(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : null);
        }
        command.run();
    }

    private void set(String option, String value) {
        if (value == null) {
            throw new IllegalArgumentException(USAGE);
        }
        switch (option) {
            case "--runs" -> runs = Integer.parseInt(value);
            case "--only" -> only = Pattern.compile(value);
            case "--program" -> program = value;
            case "--agent" -> agent = Path.of(value);
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("start-up");
        Map<String, List<String>> contenders = new LinkedHashMap<>();
        new Contenders(agent, TARGET, folder).options().forEach((name, options) -> {
            if (name.equals(Contenders.NO_AGENT) || only.matcher(name).find()) {
                contenders.put(name, options);
            }
        });
        String programs = new Programs(folder).programs().toString();
        String large = TARGET.resolve("zipkin-server-slim.jar").toAbsolutePath() + ":" + programs;
        List<Comparison> comparisons = new ArrayList<>();
        if (!program.equals("large")) {
            comparisons.add(compared("a trivial program", contenders, programs, "start.Hello"));
        }
        if (!program.equals("trivial")) {
            comparisons.add(compared("a large application, Zipkin", contenders, large, "start.Large"));
        }
        String title = "JDK " + Runtime.version() + ", " + cpu() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors; " + runs + " runs of each, by turns";
        System.out.println("Start-up. " + title + "\n");
        comparisons.forEach(each -> System.out.println(each.table()));
        write(title, comparisons);
    }

    private Comparison compared(String name, Map<String, List<String>> contenders, String classPath, String main)
            throws Exception {
        Comparison comparison = new Comparison(name + " (" + Comparison.classes(classPath, main) + " classes)");
        comparison.run(contenders, classPath, main, runs);
        return comparison;
    }

    private static void write(String title, List<Comparison> comparisons) throws IOException {
        Path results = Files.createDirectories(Path.of("benchmarks", "results"));
        Path file = results.resolve("startup-jdk" + Runtime.version().feature() + ".json");
        Files.writeString(
                file,
                "{\n  \"run\": \"" + title + "\",\n  \"programs\": {\n"
                        + String.join(
                                ",\n",
                                comparisons.stream().map(Comparison::json).toList()) + "\n  }\n}\n");
        System.err.println(file);
    }

    private static String cpu() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
