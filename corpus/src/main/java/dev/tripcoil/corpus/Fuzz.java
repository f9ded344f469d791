package dev.tripcoil.corpus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Runs in a JVM of its own: makes mutants of class files, weaves them and links them, before and after. The mutant of a
 * number is the same in every run with the same seed, jars and JDK.
 */
final class Fuzz {

    static final String FAILURE = "FAILURE ";
    static final String COUNT = "count ";

    /** A file with the number of the mutant under way. */
    static final String NOTE = "under-way";

    /** Of the processor's time, for one mutant. */
    private static final long MOST_SECONDS = 20;

    private final Path work;
    private final long seed;
    private final Originals originals;
    private final Map<String, Integer> counts = new TreeMap<>();
    private volatile int current;
    private volatile byte[] currentMutant = {};

    Fuzz(Path work, long seed, Originals originals) {
        this.work = work;
        this.seed = seed;
        this.originals = originals;
    }

    public static void main(String... arguments) throws Exception {
        var jars = new ArrayList<Path>();
        for (int i = 4; i < arguments.length; i++) {
            jars.add(Path.of(arguments[i]));
        }
        var work = Path.of(arguments[0]);
        try (var originals = new Originals(jars)) {
            var fuzz = new Fuzz(work, Long.parseLong(arguments[1]), originals);
            fuzz.watch(Thread.currentThread());
            fuzz.tryAll(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            fuzz.printCounts();
        }
        // A class under test may have started something.
        Runtime.getRuntime().halt(0);
    }

    private void tryAll(int first, int count) throws IOException {
        try (var note = new RandomAccessFile(work.resolve(NOTE).toFile(), "rw")) {
            for (int i = first; i < first + count; i++) {
                note.seek(0);
                note.writeBytes(String.format("%10d", i));
                tryOne(i);
                if (i % 500 == 499) {
                    printCounts();
                }
            }
        }
    }

    /** Those since they were printed last: so that few are lost with a JVM. */
    private void printCounts() {
        counts.forEach((what, count) -> System.out.println(COUNT + what + " " + count));
        System.out.flush();
        counts.clear();
    }

    /** Returns what went wrong with a mutant, or null. */
    String tryOne(int number) {
        // Seeds that are near each other give sequences that are alike at first.
        var random = new Random((seed * 31 + number) * 0x9E3779B97F4A7C15L);
        var original = originals.draw(random);
        var mutant = Mutant.of(original.classFile(), random);
        currentMutant = mutant.classFile();
        current = number;
        var trial = Trial.of(mutant.classFile(), original, random);
        count("tried", true);
        count("readable", trial.readable);
        count("woven", trial.woven);
        count("linked", trial.linked);
        count("linked:" + mutant.kind(), trial.linked);
        if (trial.failure == null) {
            return null;
        }
        var failure = number + " " + mutant.kind() + " of " + original.name() + ": " + trial.failure;
        System.out.println(FAILURE + failure + " (" + write(number, mutant.classFile()) + ")");
        return failure;
    }

    int counted(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void count(String what, boolean holds) {
        counts.merge(what, holds ? 1 : 0, Integer::sum);
    }

    private Path write(int number, byte[] mutant) {
        try {
            return Files.write(work.resolve(seed + "-" + number + ".class"), mutant);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the JVM if a mutant takes too long. */
    private void watch(Thread worker) {
        var watchdog = new Thread(() -> {
            var threads = ManagementFactory.getThreadMXBean();
            int watched = -1;
            long since = 0;
            while (true) {
                long now = threads.getThreadCpuTime(worker.getId());
                if (watched != current) {
                    watched = current;
                    since = now;
                } else if (now - since > MOST_SECONDS * 1_000_000_000L) {
                    var text = new StringBuilder(FAILURE + watched + " hangs (" + write(watched, currentMutant) + ")");
                    for (var frame : worker.getStackTrace()) {
                        text.append("\n    ").append(frame);
                    }
                    System.out.println(text);
                    System.out.flush();
                    Runtime.getRuntime().halt(3);
                }
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watchdog.setDaemon(true);
        watchdog.start();
    }
}
