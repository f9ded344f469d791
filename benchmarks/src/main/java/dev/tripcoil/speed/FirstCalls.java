package dev.tripcoil.speed;

import com.acme.speed.Asked;
import com.acme.speed.Once;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Calls the methods of many copies of a class for the first time. The plain one comes first in every other copy, as the first of them bears
 * what is the class's.
 */
public final class FirstCalls {

    private static final int COPIES = 2_000;

    /** Calls that the agent's own code is still new to. */
    private static final int WARM_UP = 500;

    private static final long GOAL = 5_000;

    private FirstCalls() {}

    public static void main(String[] arguments) throws Exception {
        byte[] classFile;
        try (InputStream in = Once.class.getResourceAsStream("Once.class")) {
            classFile = in.readAllBytes();
        }
        long[] plain = new long[COPIES];
        long[] guarded = new long[COPIES];
        long[] second = new long[COPIES];
        for (int i = 0; i < COPIES; i++) {
            Asked copy = new Copies().define(classFile);
            if (i % 2 == 0) {
                plain[i] = plain(copy);
                guarded[i] = guarded(copy);
            } else {
                guarded[i] = guarded(copy);
                plain[i] = plain(copy);
            }
            second[i] = guarded(copy);
        }
        long first = guarded[0];
        long median = print("first call of a method without a breaker", plain);
        long above = print("first call of a guarded method", guarded) - median;
        print("its second call", second);
        System.out.printf(
                Locale.ROOT,
                "first guarded call of the JVM: %,d ns%n"
                        + "first call, above that of a method without a breaker: %,d ns; goal: at most %,d ns, %s%n",
                first,
                above,
                GOAL,
                above <= GOAL ? "met" : "missed");
        Proof.calls("b", 2L * COPIES);
    }

    private static long plain(Asked copy) {
        long start = System.nanoTime();
        copy.plain(1);
        return System.nanoTime() - start;
    }

    private static long guarded(Asked copy) {
        long start = System.nanoTime();
        copy.guarded(1);
        return System.nanoTime() - start;
    }

    /** Returns the median. */
    private static long print(String what, long[] nanos) {
        long[] sorted = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
        Arrays.sort(sorted);
        long median = sorted[sorted.length / 2];
        System.out.printf(
                Locale.ROOT,
                "%-42s median %,8d ns, quartiles %,8d to %,8d ns, %d calls%n",
                what + ":",
                median,
                sorted[sorted.length / 4],
                sorted[sorted.length * 3 / 4],
                sorted.length);
        return median;
    }

    /** Has one class. */
    private static final class Copies extends ClassLoader {
        Copies() {
            super(FirstCalls.class.getClassLoader());
        }

        Asked define(byte[] classFile) throws ReflectiveOperationException {
            Class<?> copy = defineClass("com.acme.speed.Once", classFile, 0, classFile.length);
            return (Asked) copy.getDeclaredConstructor().newInstance();
        }
    }
}
