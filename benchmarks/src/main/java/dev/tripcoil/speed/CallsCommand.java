package dev.tripcoil.speed;

import dev.tripcoil.speed.Speed.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures all rows of the table. The forks of one benchmark are not run one after the other: each round has one fork of each, on one thread
 * and on two, so that a machine that is slow for a while is so to all of them.
 */
final class CallsCommand {

    private static final String BENCHMARKS = "dev.tripcoil.speed.calls.";
    private static final int[] THREADS = {1, 2};

    /** How long a run takes. */
    enum Length {
        QUICK(1, 3, 300, 5, 200),
        FULL(3, 3, 500, 5, 500);

        final int forks;
        final int warmUps;
        final int warmUpMillis;
        final int iterations;
        final int millis;

        Length(int forks, int warmUps, int warmUpMillis, int iterations, int millis) {
            this.forks = forks;
            this.warmUps = warmUps;
            this.warmUpMillis = warmUpMillis;
            this.iterations = iterations;
            this.millis = millis;
        }
    }

    /** What is measured at a time. */
    private record Job(String benchmark, int threads) {
        @Override
        public String toString() {
            return benchmark + ", " + (threads == 1 ? "1 thread" : threads + " threads");
        }
    }

    private final Length length;
    private final int forks;
    private final String only;
    private final Map<Job, List<BenchmarkResult>> results = new LinkedHashMap<>();
    private final Map<Job, BenchmarkParams> parameters = new LinkedHashMap<>();
    private final Set<String> failed = new LinkedHashSet<>();

    CallsCommand(Length length, List<String> arguments) throws UsageException {
        this.length = length;
        only = Speed.option(arguments, "--only", "--only", "--forks");
        String count = Speed.option(arguments, "--forks", "--only", "--forks");
        try {
            forks = count == null ? length.forks : Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new UsageException("--forks wants a number, not " + count);
        }
    }

    int run() throws IOException, UsageException {
        Places.needAll();
        List<Job> jobs = jobs();
        Path log = Places.TARGET.resolve("speed.log");
        System.out.println(jobs.size() + " benchmarks in " + forks + (forks == 1 ? " fork" : " forks") + " of "
                + Runtime.version() + "; what JMH says of them is in " + log);
        long start = System.nanoTime();
        try (PrintStream out = new PrintStream(Files.newOutputStream(log), true, "UTF-8")) {
            for (int fork = 1; fork <= forks; fork++) {
                for (int i = 0; i < jobs.size(); i++) {
                    String place = forks == 1 ? "" : "fork " + fork + ", ";
                    System.out.printf(
                            Locale.ROOT,
                            "%s%3d of %d, %4d s: %-50s ",
                            place,
                            i + 1,
                            jobs.size(),
                            (System.nanoTime() - start) / 1_000_000_000,
                            jobs.get(i));
                    System.out.println(measure(jobs.get(i), out));
                }
                write();
            }
        }
        TableCommand.print(name(), files());
        System.out.println("Took " + (System.nanoTime() - start) / 1_000_000_000 + " s; raw results: " + files());
        failed.forEach(problem -> System.out.println("FAILED: " + problem + "; " + log + " says why"));
        return failed.isEmpty() ? 0 : 1;
    }

    private List<Job> jobs() throws UsageException {
        Pattern wanted = wanted();
        Set<Job> jobs = new LinkedHashSet<>();
        for (Row row : Rows.all()) {
            for (int threads : THREADS) {
                if (wanted.matcher(row.benchmark()).find()) {
                    jobs.add(new Job(row.benchmark(), threads));
                }
            }
        }
        if (jobs.isEmpty()) {
            throw new UsageException("no benchmark is meant by --only " + only);
        }
        return new ArrayList<>(jobs);
    }

    private Pattern wanted() throws UsageException {
        try {
            return Pattern.compile(only == null ? "" : only);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--only: " + e.getMessage());
        }
    }

    /** Returns what to print of it. */
    private String measure(Job job, PrintStream log) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(BENCHMARKS + job.benchmark()) + "$")
                .threads(job.threads())
                .forks(1)
                .warmupIterations(length.warmUps)
                .warmupTime(TimeValue.milliseconds(length.warmUpMillis))
                .measurementIterations(length.iterations)
                .measurementTime(TimeValue.milliseconds(length.millis))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        if (Runtime.version().feature() >= 24) {
            options.jvmArgs("--sun-misc-unsafe-memory-access=allow"); // JMH's own use of it makes the JVM warn
        }
        try {
            RunResult result = new Runner(
                            options.build(), OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
                    .runSingle();
            results.computeIfAbsent(job, key -> new ArrayList<>()).addAll(result.getBenchmarkResults());
            parameters.putIfAbsent(job, result.getParams());
            return String.format(
                    Locale.ROOT, "%10.2f ns", result.getPrimaryResult().getScore());
        } catch (RunnerException e) {
            e.printStackTrace(log);
            failed.add(job.toString());
            return "FAILED";
        }
    }

    private void write() throws IOException {
        Files.createDirectories(Places.RESULTS);
        for (int threads : THREADS) {
            List<RunResult> all = new ArrayList<>();
            results.forEach((job, forks) -> {
                if (job.threads() == threads) {
                    all.add(new RunResult(parameters.get(job), forks));
                }
            });
            try (PrintStream out = new PrintStream(Files.newOutputStream(file(threads)), false, "UTF-8")) {
                ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(all);
            }
        }
        Machine.write(Places.RESULTS.resolve(name() + "-machine.json"), settings());
    }

    private String settings() {
        return "forks: " + forks + ", warm-up: " + length.warmUps + " of " + length.warmUpMillis + " ms, measured: "
                + length.iterations + " of " + length.millis + " ms, G1 with a heap of 1 GB";
    }

    /** What is less than everything, or quick, must not take the place of what the documentation tells about. */
    private String name() {
        String kind = only != null ? "some-" : length == Length.QUICK ? "quick-" : "";
        return kind + "jdk" + Runtime.version().feature();
    }

    private Path file(int threads) {
        return Places.RESULTS.resolve(name() + "-" + threads + "threads.json");
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (int threads : THREADS) {
            files.add(file(threads));
        }
        return files;
    }
}
