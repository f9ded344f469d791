package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one thread has of its own in one breaker: whether it is in a call, and how many of its calls ended well while that told the
 * breaker nothing new. So a call that is let through and succeeds writes nothing that another thread reads, as a rule, and needs no
 * atomic operation. For its thread alone, but for what is of the breaker's lock, and what sums up.
 *
 * <p>On the hot path no reference is stored: that may cost a collector's barrier as much as all else together. Whether the thread is in
 * a call is a number in an array, as woven code, which knows no type of the agent's, has to end a call without calling anything.
 */
public final class Cell extends CellFields {

    private static final VarHandle GOOD;
    private static final VarHandle REFUSED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            GOOD = lookup.findVarHandle(CellFields.class, "good", long.class);
            REFUSED = lookup.findVarHandle(CellFields.class, "refused", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // In a place: what woven code holds while the call is under way. The rest of it is ActiveCalls'.

    /** The words: numbers, of which the first says whether the place is free. */
    public static final int WORDS_OF_PLACE = 0;

    /** The cell; null where the breaker has none for the thread. */
    public static final int CELL_OF_PLACE = 1;

    /** In the first word: the thread is in no call. Woven code sets it to this. */
    public static final long FREE = 0;

    public static final long IN_CALL = 1;

    /** Free, but a constructor of the thread waits for another, and is told if that is guarded by the same breaker. */
    public static final long AWAITED = 2;

    @SuppressWarnings("unused")
    private long apart1, apart2, apart3, apart4, apart5, apart6, apart7;

    /** @param placeSize how long a place is */
    Cell(Thread owner, Caller caller, Breaker breaker, int placeSize) {
        super(owner, caller, breaker, placeSize);
        place[WORDS_OF_PLACE] = words;
        place[CELL_OF_PLACE] = this;
    }

    /** What woven code gets. */
    public Object[] place() {
        return place;
    }

    public long use() {
        return words[0];
    }

    public void use(long now) {
        words[0] = now;
    }

    /**
     * On the hot path: begins a call where the thread is in none, and the breaker is as it was when the thread last looked.
     */
    public boolean begin() {
        if (breaker.current() != state || words[0] != FREE || caller.works) {
            return false;
        }
        words[0] = IN_CALL;
        return true;
    }

    /** On the hot path: the call that {@link #begin} began ended well. False where that has to be told to the breaker. */
    public boolean succeeded() {
        if (breaker.current() != state || tally.word != seen) {
            return false;
        }
        GOOD.setRelease((CellFields) this, good + 1);
        return true;
    }

    /** As {@link #succeeded}, where that could not count it. */
    public void tellSuccess() {
        breaker.succeeded(this);
    }

    /** A call was refused. */
    public void refused() {
        REFUSED.setRelease((CellFields) this, refused + 1);
    }

    /** Of the call that {@link #begin} began: that of its stay, as far as that goes on. */
    public Permit permit() {
        return breaker.permitOf(this);
    }

    long good() {
        return (long) GOOD.getAcquire((CellFields) this);
    }

    long refusals() {
        return (long) REFUSED.getAcquire((CellFields) this);
    }

    /** By its thread, under the breaker's lock: that is the breaker's state, and calls count in its tally from here on. */
    void see(State now) {
        if (tally != now.tally) {
            tally = now.tally;
            seen = 0;
            taken = good;
        }
        state = now;
    }

    /** Under the breaker's lock: how many calls have ended well that the tally has not taken yet; it takes them. */
    long take() {
        long now = good();
        long fresh = now - taken;
        taken = now;
        return fresh;
    }

    /** Whether the thread has ended. */
    boolean isGone() {
        Thread owner = get();
        return owner == null || !owner.isAlive();
    }
}
