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
 *
 * <p>All that a call writes while all is well stands together, for each thread or few: with a thousand keys it is not the writing that
 * takes time, but to fetch what another processor has written last.
 */
final class KeyUse {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final VarHandle NUMBER;

    static {
        try {
            NUMBER = MethodHandles.lookup().findVarHandle(KeyUse.class, "number", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In the word of calls begun: the breaker is gone. */
    private static final long GONE = 1;

    /** What a call counts there, above that bit. */
    private static final long CALL = 2;

    /** A power of two; for more processors than that, two that write at the same time may have to wait for each other. */
    private static final int STRIPES = Math.max(
            4, Math.min(16, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1)));

    /**
     * Words from one stripe to the next: so many that no line of a processor's cache, of 64 bytes, holds a word of two, however the array
     * lies in memory, nor one of a stripe and the array's head.
     */
    private static final int APART = 12;

    private static final int USED = 1;
    private static final int SUCCESSFUL = 2;

    private final SplitBreaker split;
    private final String key;

    /** A number of that text, if calls have brought one. Written once. */
    private volatile Object number;

    /** In each stripe: calls that have begun; when there was one last, by the clock of the split breaker; calls that ended well. */
    private final long[] words = new long[(STRIPES + 1) * APART];

    KeyUse(SplitBreaker split, String key, long now) {
        this.split = split;
        this.key = key;
        touch(now);
    }

    SplitBreaker split() {
        return split;
    }

    String key() {
        return key;
    }

    /** Whether the number is the one by which it is found without a text. */
    boolean isFoundBy(Object one) {
        if (number == null) {
            NUMBER.compareAndSet(this, null, one);
        }
        return number.equals(one);
    }

    /** Null if there is none. */
    Object number() {
        return number;
    }

    /** Where the stripe of this thread begins: threads that come one after the other have different ones. */
    private static int stripe() {
        return ((int) Thread.currentThread().getId() & STRIPES - 1) * APART + APART;
    }

    /** Writes nothing while the clock shows what it did at the thread's last use. */
    void touch(long now) {
        int place = stripe() + USED;
        if ((long) WORDS.getOpaque(words, place) != now) {
            WORDS.setOpaque(words, place, now);
        }
    }

    /** When it was used last. */
    long used() {
        long latest = 0;
        for (int i = APART; i < words.length; i += APART) {
            latest = Math.max(latest, (long) WORDS.getOpaque(words, i + USED));
        }
        return latest;
    }

    /** A call begins; false if the breaker is gone, and the call has to look for its key's breaker again. */
    boolean begin() {
        int place = stripe();
        if (((long) WORDS.getAndAdd(words, place, CALL) & GONE) == 0) {
            return true;
        }
        WORDS.getAndAdd(words, place, -CALL);
        return false;
    }

    /** A call that began is over, and is not in the totals. */
    void cancel() {
        WORDS.getAndAdd(words, stripe(), -CALL);
    }

    /** A call is at its end, but is in the totals already: until {@link #cancel} it counts as being in flight. */
    void hold() {
        WORDS.getAndAdd(words, stripe(), CALL);
    }

    /** A call ended well. */
    void succeeded() {
        WORDS.getAndAdd(words, stripe() + SUCCESSFUL, 1L);
    }

    long successful() {
        long sum = 0;
        for (int i = APART; i < words.length; i += APART) {
            sum += (long) WORDS.getVolatile(words, i + SUCCESSFUL);
        }
        return sum;
    }

    /**
     * Whether no call is in flight, as far as can be seen without holding any up.
     *
     * @param totals those of its breaker
     */
    boolean isIdle(Totals totals) {
        long ended = totals.ended(); // first: so what ends meanwhile counts as being in flight
        long begun = 0;
        for (int i = APART; i < words.length; i += APART) {
            begun += (long) WORDS.getVolatile(words, i) >> 1;
        }
        return begun == ended;
    }

    /**
     * Takes the breaker out of use, unless a call is in flight or it is not closed. One thread at a time; calls that come meanwhile wait for
     * its verdict in {@link SplitBreaker}.
     */
    boolean leave(Breaker breaker) {
        boolean left = false;
        try {
            for (int i = APART; i < words.length; i += APART) {
                WORDS.getAndBitwiseOr(words, i, GONE);
            }
            // From here on no call begins. A failure that ends holds the breaker before it is in the totals: idle now
            // means that all that ended have done to the state what they do.
            left = isIdle(breaker.totals()) && breaker.isAtRest();
            return left;
        } finally {
            if (!left) {
                for (int i = APART; i < words.length; i += APART) {
                    WORDS.getAndBitwiseAnd(words, i, ~GONE);
                }
            }
        }
    }

    boolean isGone() {
        return ((long) WORDS.getVolatile(words, APART) & GONE) != 0;
    }
}
