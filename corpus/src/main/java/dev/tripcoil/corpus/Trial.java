package dev.tripcoil.corpus;

import com.sun.management.ThreadMXBean;
import dev.tripcoil.corpus.Originals.Original;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodGuard;
import dev.tripcoil.weave.MethodOutline;
import dev.tripcoil.weave.Needs;
import dev.tripcoil.weave.Result;
import dev.tripcoil.weave.Weaver;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What became of one mutant. Its fields are counts of 0 or 1, but for the two last. */
final class Trial {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A class file is at most some MB; what the weaver takes for it is a multiple of that. */
    private static final long MOST_MEMORY = 64L << 20;

    private static final long BYTES_PER_BYTE = 400;

    boolean readable;
    boolean woven;
    boolean linked;

    /** What went wrong, or null. */
    String failure;

    static Trial of(byte[] mutant, Original original, Random random) {
        var trial = new Trial();
        try {
            trial.run(mutant, original, random);
        } catch (Throwable e) {
            var trace = e.getStackTrace();
            trial.failure = "threw " + e + (trace.length == 0 ? "" : " at " + trace[0]);
        }
        return trial;
    }

    private void run(byte[] mutant, Original original, Random random) {
        var given = mutant.clone();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        var guards = guards(mutant, original, random);
        var result = Weaver.weave(mutant, guards);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        failure = problemOf(result, guards, allocated, mutant);
        if (failure == null && !Arrays.equals(mutant, given)) {
            failure = "the bytes given were changed";
        }
        if (failure != null || result.classFile() == null) {
            return;
        }
        woven = true;
        if (problemOf(mutant, original) == null) {
            linked = true;
            var problem = problemOf(result.classFile(), original);
            failure = problem == null ? null : "links no more: " + problem;
        }
    }

    private List<MethodGuard> guards(byte[] mutant, Original original, Random random) {
        List<MethodOutline> methods;
        try {
            methods = ClassOutline.read(mutant).methods();
            readable = true;
        } catch (IllegalArgumentException e) {
            methods = ClassOutline.read(original.classFile()).methods();
        }
        var guards = new ArrayList<MethodGuard>();
        for (var each : methods) {
            if (random.nextInt(10) > 0) {
                int site = random.nextInt(1 << random.nextInt(31));
                var needs = random.nextBoolean() ? Needs.NOTHING : RandomNeeds.of(each, random);
                guards.add(new MethodGuard(each.name(), each.descriptor(), site, random.nextBoolean(), needs));
            }
        }
        return guards;
    }

    private static String problemOf(Result result, List<MethodGuard> guards, long allocated, byte[] mutant) {
        if (result.woven().size() + result.unwoven().size() != guards.size()) {
            return guards.size() + " guards asked for, " + result.woven().size() + " woven and "
                    + result.unwoven().size() + " not";
        }
        if (allocated > MOST_MEMORY + BYTES_PER_BYTE * mutant.length) {
            return "took " + allocated + " bytes of memory for a class file of " + mutant.length;
        }
        for (var unwoven : result.unwoven()) {
            if (unwoven.reason().contains("OutOfMemoryError")) {
                return "ran out of memory: " + unwoven.reason();
            }
        }
        return null;
    }

    /** What keeps the class from linking, in a class loader of its own. */
    private static String problemOf(byte[] classFile, Original original) {
        var name = original.name();
        return new CorpusLoader(each ->
                        each.equals(name) ? classFile : original.others().apply(each))
                .problemOf(name);
    }
}
