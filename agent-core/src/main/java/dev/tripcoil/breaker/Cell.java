package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one thread has of its own in one breaker: whether it is in a call, and how many of its calls ended well while that told the
 * breaker nothing new. So a call that is let through and succeeds writes nothing that another thread reads, as a rule, and needs no
 * atomic operation.
 *
 * <p>Words are written by the thread alone, but for {@link #taken}, which is of the breaker's lock. An array of numbers, as storing a
 * reference may cost a collector's barrier as much as all else together; and because woven code, which knows no type of the
 * agent's, has to end a call without calling anything.
 */
public final class Cell {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    // In a place: what woven code holds while the call is under way. The rest of it is ActiveCalls'.

    /** The words. */
    public static final int WORDS_OF_PLACE = 0;

    /** The cell; null where the breaker has none for the thread. */
    public static final int CELL_OF_PLACE = 1;

    // In the words.

    /** {@link #FREE}, or what the thread is doing. Woven code sets it to 0. */
    public static final int USE = 0;

    /** The number of the {@link Tally} that the calls count in; another than of any tally where that has to be looked up. */
    private static final int TALLY = 1;

    /** What the tally's word was when the thread last looked. */
    private static final int SEEN = 2;

    /** Calls that ended well and that counted nowhere else. */
    private static final int GOOD = 3;

    /** Calls that were refused. */
    private static final int REFUSED = 4;

    /** So long that no two cells' words share a line of a processor's cache, 64 bytes, nor does one with the head of the next. */
    private static final int LENGTH = REFUSED + 1 + 7;

    public static final long FREE = 0;
    public static final long IN_CALL = 1;

    /** Free, but a constructor of the thread waits for another, and is told if that is guarded by the same breaker. */
    public static final long AWAITED = 2;

    final Caller caller;
    /** The thread's number. */
    final long thread;

    private final Breaker breaker;
    private final long[] words = new long[LENGTH];
    private final Object[] place;

    /** Of those that ended well, how many the tally has taken. Under the breaker's lock. */
    private long taken;

    /** @param placeSize how long a place is */
    Cell(Caller caller, Breaker breaker, long thread, int placeSize) {
        this.caller = caller;
        this.thread = thread;
        this.breaker = breaker;
        place = new Object[placeSize];
        place[WORDS_OF_PLACE] = words;
        place[CELL_OF_PLACE] = this;
    }

    Breaker breaker() {
        return breaker;
    }

    /** What woven code gets. */
    public Object[] place() {
        return place;
    }

    public long use() {
        return words[USE];
    }

    public void use(long now) {
        words[USE] = now;
    }

    /** On the hot path: begins a call where the thread is in none, and the breaker is as it was when the thread last looked. */
    public boolean begin() {
        long[] own = words;
        if (own[USE] != FREE || caller.works || breaker.current().number != own[TALLY]) {
            return false;
        }
        own[USE] = IN_CALL;
        return true;
    }

    /** On the hot path: the call that {@link #begin} began ended well. False where that has to be told to the breaker. */
    public boolean succeeded() {
        long[] own = words;
        State now = breaker.current();
        if (now.number != own[TALLY] || now.tally.word != own[SEEN]) {
            return false;
        }
        WORDS.setRelease(own, GOOD, own[GOOD] + 1);
        return true;
    }

    /** On the hot path: a call was refused. */
    public void refused() {
        WORDS.setRelease(words, REFUSED, words[REFUSED] + 1);
    }

    long good() {
        return (long) WORDS.getAcquire(words, GOOD);
    }

    long refusals() {
        return (long) WORDS.getAcquire(words, REFUSED);
    }

    /** The tally that the call under way counts in. */
    long tally() {
        return words[TALLY];
    }

    /** By its thread, under the breaker's lock: calls count in that tally from here on. */
    void countIn(Tally tally) {
        words[TALLY] = tally.number;
        words[SEEN] = 0;
        taken = words[GOOD];
    }

    /** Likewise: the tally's word is known. */
    void see(long word) {
        words[SEEN] = word;
    }

    /** Under the breaker's lock: what the tally's word was when the calls ended that {@link #take} gives. */
    long seen() {
        return words[SEEN];
    }

    /** Under the breaker's lock: how many calls have ended well that the tally has not taken yet; it takes them. */
    long take() {
        long good = good();
        long fresh = good - taken;
        taken = good;
        return fresh;
    }
}
