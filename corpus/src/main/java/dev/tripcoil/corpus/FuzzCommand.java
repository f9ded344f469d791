package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has {@link Fuzz} try mutants, some thousand to a JVM with little memory. Should a mutant end the JVM, the next one
 * begins after it.
 */
final class FuzzCommand {

    private static final int TO_A_JVM = 10_000;

    private final Options options;
    private final Path work;
    private final Jdk jdk;
    private final Map<String, Long> sums = new TreeMap<>();
    private int failures;
    private int crashes;

    FuzzCommand(Options options) throws IOException {
        this.options = options;
        work = Places.work("fuzz");
        jdk = options.selectedJdks().get(0);
    }

    boolean run() throws Exception {
        System.out.println("seed " + options.seed() + ", mutants " + options.first() + " to "
                + (options.first() + options.count() - 1) + ", " + jdk);
        int next = options.first();
        int end = options.first() + options.count();
        while (next < end) {
            next = runJvm(next, Math.min(TO_A_JVM, end - next));
        }
        System.out.println("    of each kind " + sums);
        System.out.println("ALL " + main());
        System.out.println("    " + failures + " failures, " + crashes + " JVMs ended before their time");
        return failures == 0 && crashes == 0 && sums.getOrDefault("tried", 0L) == options.count();
    }

    private String main() {
        var text = new StringBuilder();
        for (var what : List.of("tried", "readable", "woven", "linked")) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(sums.getOrDefault(what, 0L))
                    .append(' ')
                    .append(what);
        }
        return text.toString();
    }

    /** Returns the number of the mutant to go on with. */
    private int runJvm(int first, int count) throws IOException, InterruptedException {
        var output = work.resolve("run-" + first);
        var arguments = new ArrayList<String>(
                List.of(work.toString(), Long.toString(options.seed()), Integer.toString(first), "" + count));
        for (var jar : Places.jars()) {
            arguments.add(jar.toString());
        }
        var child = new ChildJvm(
                        jdk,
                        output,
                        "-Xverify:all",
                        "-Xmx256m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+UseSerialGC",
                        "-XX:ErrorFile=" + work.resolve("crash-" + first + ".log"))
                .main(Fuzz.class, arguments);
        int code = child.run(60);
        for (var line : child.output()) {
            if (line.startsWith(Fuzz.FAILURE)) {
                failures++;
                System.out.println(line);
            } else if (line.startsWith(Fuzz.COUNT)) {
                var parts = line.substring(Fuzz.COUNT.length()).split(" ");
                sums.merge(parts[0], Long.valueOf(parts[1]), Long::sum);
            }
        }
        if (code == 0) {
            System.out.println("    up to " + (first + count) + ": " + main());
            return first + count;
        }
        return afterCrash(first, code, child.errors());
    }

    /** The child notes a mutant before it tries it. */
    private int afterCrash(int first, int code, String errors) throws IOException {
        var note = work.resolve(Fuzz.NOTE);
        int mutant =
                Files.exists(note) ? Integer.parseInt(Files.readString(note).strip()) : first;
        crashes++;
        System.out.println("JVM " + first + " ended at mutant " + mutant + " with " + code + ": " + errors);
        return Math.max(mutant, first) + 1;
    }
}
