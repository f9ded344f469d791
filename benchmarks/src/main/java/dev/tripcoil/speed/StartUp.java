package dev.tripcoil.speed;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * How long whole processes take that load many classes, none of which the rules select: with the agent and without, by
 * turns. Arguments: the agent's jar, the number of classes, the number of runs.
 */
public final class StartUp {

    private StartUp() {}

    public static void main(String[] arguments) throws Exception {
        Path agent = Path.of(arguments[0]);
        int classes = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory("start-up");
        Path jar = write(folder.resolve("classes.jar"), classes);
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("without agent", List.of());
        kinds.put("one name", agent(agent, rules(folder, "one", names(1))));
        kinds.put("1,000 names", agent(agent, rules(folder, "names", names(1000))));
        kinds.put(
                "subtype-of",
                agent(
                        agent,
                        rules(folder, "subtype", "- {subtype-of: java.sql.Statement, method: 'm*', breaker: b}\n")));
        System.out.println(classes + " classes, " + runs + " runs of each, Java " + Runtime.version());
        for (int count : new int[] {0, classes}) {
            Map<String, long[]> times = measure(kinds, jar, count, runs);
            long without = median(times.get("without agent"));
            times.forEach((kind, millis) -> System.out.printf(
                    "%6d loaded, %-14s median %5d ms, quartiles %5d to %5d ms, %+5d ms%n",
                    count,
                    kind,
                    median(millis),
                    millis[millis.length / 4],
                    millis[millis.length * 3 / 4],
                    median(millis) - without));
        }
    }

    private static long median(long[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static Map<String, long[]> measure(Map<String, List<String>> kinds, Path jar, int count, int runs)
            throws Exception {
        Map<String, long[]> times = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> times.put(kind, new long[runs]));
        for (int run = -1; run < runs; run++) { // one for the file system's cache
            for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
                long millis = run(kind.getValue(), jar, count);
                if (run >= 0) {
                    times.get(kind.getKey())[run] = millis;
                }
            }
        }
        times.values().forEach(Arrays::sort);
        return times;
    }

    private static long run(List<String> options, Path jar, int count) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", jar.toString(), "many.Main", Integer.toString(count)));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        int exitCode = process.waitFor();
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (exitCode != 0) {
            throw new IllegalStateException(command + " ended with " + exitCode);
        }
        return millis;
    }

    private static List<String> agent(Path jar, Path rules) {
        return List.of("-javaagent:" + jar + "=" + rules);
    }

    private static String names(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("- {class: com.acme.Client").append(i).append(", method: fetch, breaker: b}\n");
        }
        return text.toString();
    }

    private static Path rules(Path folder, String name, String rules) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), "breakers: {b: {}}\nrules:\n" + rules);
    }

    /** Copies of one class under other names, in packages of a hundred, and a main class that loads as many as it is told. */
    private static Path write(Path jar, int count) throws Exception {
        Path sources = Files.createDirectories(jar.resolveSibling("sources"));
        Path main = Files.writeString(sources.resolve("Main.java"), """
                package many;

                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        int count = Integer.parseInt(arguments[0]);
                        for (int i = 0; i < count; i++) {
                            Class.forName("many.p" + i / 100 + ".C" + i);
                        }
                    }
                }
                """);
        List<String> files = new ArrayList<>(List.of(main.toString()));
        for (int i = 0; i < count; i++) {
            files.add(Files.writeString(sources.resolve("C" + i + ".java"), """
                            package many.p%d;

                            public class C%d extends java.util.ArrayList<String> implements Runnable {
                                private int field = %d;

                                public void run() {
                                    field++;
                                }

                                int more(int by) {
                                    return field + by;
                                }

                                String maybe(boolean yes) {
                                    return yes ? "yes" : null;
                                }
                            }
                            """.formatted(i / 100, i, i))
                    .toString());
        }
        Path classes = Files.createDirectories(jar.resolveSibling("classes"));
        Path list = Files.write(sources.resolve("files.txt"), files);
        int failed = javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-nowarn", "-d", classes.toString(), "@" + list);
        if (failed != 0) {
            throw new IllegalStateException("javac failed");
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                var all = Files.walk(classes)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                entries.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                Files.copy(path, entries);
            }
        }
        return jar;
    }
}
