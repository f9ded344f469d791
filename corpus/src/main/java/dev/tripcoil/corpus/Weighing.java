package dev.tripcoil.corpus;

import dev.tripcoil.weave.Weaver;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What weaving every method of every class of a jar comes to, by the weaver alone. */
final class Weighing {

    /** Of the processor's time: other programs have no part in it. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    int classes;
    int methods;
    long fileGrowth;
    long codeGrowth;
    long totalNanos;
    long longestNanos;
    String longestClass = "";
    final Map<String, Integer> skipped = new TreeMap<>();

    private final boolean counting;

    private Weighing(boolean counting) {
        this.counting = counting;
    }

    /** Weaves all of it twice, and times the second turn. */
    static Weighing of(Path jar) {
        weigh(jar, new Weighing(false));
        return weigh(jar, new Weighing(true));
    }

    private static Weighing weigh(Path jar, Weighing weighing) {
        try (var classFiles = new JarClasses(jar)) {
            for (var name : classFiles.names()) {
                weighing.weave(name, classFiles.read(name));
            }
        }
        return weighing;
    }

    private void weave(String name, byte[] original) {
        var guards = Guards.all(original, false);
        long start = THREADS.getCurrentThreadCpuTime();
        var result = Weaver.weave(original, guards);
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        classes++;
        totalNanos += nanos;
        if (nanos > longestNanos) {
            longestNanos = nanos;
            longestClass = name;
        }
        methods += result.woven().size();
        for (var each : result.unwoven()) {
            skipped.merge(firstWords(each.name(), each.reason()), 1, Integer::sum);
        }
        if (counting && result.classFile() != null) {
            fileGrowth += result.classFile().length - original.length;
            codeGrowth += codeBytes(result.classFile()) - codeBytes(original);
        }
    }

    /** Reasons end with advice, after a colon, and some have a detail in brackets. */
    private static String firstWords(String method, String reason) {
        if (method.equals("<init>")) {
            return "constructor: " + reason.replaceFirst("[:(].*", "").strip();
        }
        return reason.replaceFirst("[:(].*", "").strip();
    }

    private static long codeBytes(byte[] classFile) {
        long sum = 0;
        for (var code : new ClassFileMap(classFile).codes) {
            sum += code.length();
        }
        return sum;
    }

    void add(Weighing other) {
        classes += other.classes;
        methods += other.methods;
        fileGrowth += other.fileGrowth;
        codeGrowth += other.codeGrowth;
        totalNanos += other.totalNanos;
        if (other.longestNanos > longestNanos) {
            longestNanos = other.longestNanos;
            longestClass = other.longestClass;
        }
        new HashMap<>(other.skipped).forEach((reason, count) -> skipped.merge(reason, count, Integer::sum));
    }

    static Weighing sum() {
        return new Weighing(true);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d classes, %d methods woven, +%.1f bytes of code and +%.1f of class file for each,"
                        + " %.0f us for a class, at most %.1f ms (%s)",
                classes,
                methods,
                (double) codeGrowth / Math.max(1, methods),
                (double) fileGrowth / Math.max(1, methods),
                totalNanos / 1e3 / Math.max(1, classes),
                longestNanos / 1e6,
                longestClass));
        skipped.forEach((reason, count) ->
                text.append("\n    left alone ").append(count).append(": ").append(reason));
        return text.toString();
    }
}
