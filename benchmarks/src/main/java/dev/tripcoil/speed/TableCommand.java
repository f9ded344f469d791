package dev.tripcoil.speed;

import dev.tripcoil.speed.Speed.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints results that have been measured before. */
final class TableCommand {

    private static final String END = "threads.json";

    private TableCommand() {}

    static int run(List<String> arguments) throws IOException, UsageException {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            files.add(Path.of(argument));
        }
        if (files.isEmpty() && Files.isDirectory(Places.RESULTS)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(Places.RESULTS, "jdk*" + END)) {
                all.forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new UsageException(
                    "No results in " + Places.RESULTS.toAbsolutePath()
                            + "\nName the files, or run  java -jar benchmarks/target/speed.jar full  in the project's folder first.");
        }
        for (Map.Entry<String, List<Path>> run : byRun(files).entrySet()) {
            print(run.getKey(), run.getValue());
        }
        return 0;
    }

    /** What was measured together, on one thread and on two, belongs into one table. */
    private static Map<String, List<Path>> byRun(List<Path> files) throws UsageException {
        Map<String, List<Path>> runs = new TreeMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!Files.isRegularFile(file) || !name.endsWith(END)) {
                throw new UsageException(file + " is no file of results: they end with " + END);
            }
            String run = name.substring(0, name.length() - END.length()).replaceFirst("-\\d+$", "");
            runs.computeIfAbsent(run, key -> new ArrayList<>()).add(file);
        }
        return runs;
    }

    static void print(String run, List<Path> files) throws IOException {
        Results results = new Results();
        for (Path file : files) {
            results.read(file);
        }
        System.out.println("\n## " + run + "\n");
        Path machine = files.get(0).resolveSibling(run + "-machine.json");
        if (Files.isRegularFile(machine)) {
            System.out.println(Machine.read(machine) + "\n");
        }
        System.out.println(new Table(results).text());
    }
}
