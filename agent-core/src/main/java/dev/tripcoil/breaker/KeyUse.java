package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a key's own breaker has that others don't need: when it was last used, and how many of its calls have begun, so that it is known
 * whether one is in flight. Thread-safe, without locks.
 *
 * <p>Calls that have begun are counted here, those that have ended are in the breaker's totals anyway. A breaker goes only
 * when they are the same; then the mark that it is gone stands in the very words that a call counts its beginning in. So either the
 * call is seen, or it sees the mark: none is ever in a breaker that is gone.
 */
final class KeyUse {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle USED;

    static {
        try {
            USED = MethodHandles.lookup().findVarHandle(KeyUse.class, "used", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In each word: the breaker is gone. */
    private static final long GONE = 1;

    /** What a call counts, above that bit. */
    private static final long CALL = 2;

    private static final int STRIPES = 4;

    /** Words from one to the next, so that no two are in one line of a processor's cache, nor in that of the array's head. */
    private static final int APART = 8;

    private final SplitBreaker split;
    private final String key;

    /** Calls that have begun, by thread: threads that use one key would wait for each other if it was one word. */
    private final long[] begun = new long[(STRIPES + 1) * APART];

    /** By the clock of the split breaker. */
    private long used;

    KeyUse(SplitBreaker split, String key, long now) {
        this.split = split;
        this.key = key;
        used = now;
    }

    SplitBreaker split() {
        return split;
    }

    String key() {
        return key;
    }

    /** Writes nothing while the clock shows what it did at the last use. */
    void touch(long now) {
        if ((long) USED.getOpaque(this) != now) {
            USED.setOpaque(this, now);
        }
    }

    long used() {
        return (long) USED.getOpaque(this);
    }

    /** A call begins; false if the breaker is gone, and the call has to look for its key's breaker again. */
    boolean begin() {
        int place = place();
        if (((long) WORDS.getAndAdd(begun, place, CALL) & GONE) == 0) {
            return true;
        }
        WORDS.getAndAdd(begun, place, -CALL);
        return false;
    }

    /** A call that began is over, and is not in the totals. */
    void cancel() {
        WORDS.getAndAdd(begun, place(), -CALL);
    }

    /** A call is at its end, but is in the totals already: until {@link #cancel} it counts as being in flight. */
    void hold() {
        WORDS.getAndAdd(begun, place(), CALL);
    }

    private static int place() {
        return ((System.identityHashCode(Thread.currentThread()) & STRIPES - 1) + 1) * APART;
    }

    /**
     * Whether no call is in flight, as far as can be seen without holding any up.
     *
     * @param totals those of its breaker
     */
    boolean isIdle(Totals totals) {
        long ended = totals.ended(); // first: so what ends meanwhile counts as being in flight
        long sum = 0;
        for (int i = 1; i <= STRIPES; i++) {
            sum += (long) WORDS.getVolatile(begun, i * APART) >> 1;
        }
        return sum == ended;
    }

    /**
     * Takes the breaker out of use, unless a call is in flight or it is not closed. One thread at a time; calls that come meanwhile wait for
     * its verdict in {@link SplitBreaker}.
     */
    boolean leave(Breaker breaker) {
        boolean left = false;
        try {
            long sum = 0;
            for (int i = 1; i <= STRIPES; i++) {
                sum += (long) WORDS.getAndBitwiseOr(begun, i * APART, GONE) >> 1;
            }
            left = sum == breaker.totals().ended() && breaker.isAtRest();
            return left;
        } finally {
            if (!left) {
                for (int i = 1; i <= STRIPES; i++) {
                    WORDS.getAndBitwiseAnd(begun, i * APART, ~GONE);
                }
            }
        }
    }

    boolean isGone() {
        return ((long) WORDS.getVolatile(begun, APART) & GONE) != 0;
    }
}
