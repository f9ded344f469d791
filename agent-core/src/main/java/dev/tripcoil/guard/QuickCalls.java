package dev.tripcoil.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What the hook's hot path begins calls with, by the number of the site: the {@link dev.tripcoil.breaker.Cells#pairs pairs} of its breaker, where calls
 * take nothing but to be let through and counted. Under the lock of {@link Sites}, but for {@link #knows}.
 *
 * <p>They are as they were when a call last came another way, which is where they are brought up to date.
 */
final class QuickCalls {

    private static final VarHandle PAIRS = MethodHandles.arrayElementVarHandle(long[][][][].class);

    private volatile long[][][][] bySite = new long[64][][][];

    /**
     * Writes the hook's field, volatile, which leads to them. Seldom, as that may be within {@code transform}, and a JDK makes a class of its own for
     * writing a field by reflection when that has been done a hundred times.
     */
    private Consumer<long[][][][]> hook;

    /** @param field null from the moment on where no call is quick any more */
    void publish(Consumer<long[][][][]> field) {
        if (field == null && hook != null) {
            hook.accept(null);
        }
        hook = field;
        write(bySite);
    }

    /** There is a site of that number. */
    void makeRoom(int number) {
        if (number >= bySite.length) {
            write(Arrays.copyOf(bySite, Math.max(number + 1, bySite.length * 2)));
        }
    }

    boolean knows(int number, long[][][] pairs) {
        return bySite[number] == pairs;
    }

    /** @param pairs null where calls take more, or the site is not open */
    void know(int number, long[][][] pairs) {
        PAIRS.setVolatile(bySite, number, pairs);
    }

    /** Every thread sees what is in them from here on. */
    private void write(long[][][][] all) {
        bySite = all;
        if (hook != null) {
            hook.accept(all);
        }
    }
}
