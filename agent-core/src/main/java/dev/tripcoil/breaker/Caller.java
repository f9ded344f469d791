package dev.tripcoil.breaker;

import java.lang.ref.WeakReference;

/**
 * A thread that makes guarded calls. The thread holds nothing of it but a weak reference, so that the agent can go; it is there for as long
 * as the thread is in such a call, or has a {@link Cell}. For its thread alone, but for whether that is gone.
 */
public final class Caller extends WeakReference<Thread> {

    private final boolean hasCells;

    /** Whether the thread is at work for the agent: no call within counts for any breaker. */
    boolean works;

    /** The place of its outermost call that has none in a cell. Of {@code ActiveCalls}. */
    public Object[] first;

    /** The last refusal that was thrown on it. */
    public WeakReference<Throwable> refusal;

    /**
     * @param hasCells whether it is worth having a {@link Cell} in each breaker that it calls. A virtual thread is not: there may be
     *     millions, for a call each
     */
    public Caller(Thread thread, boolean hasCells) {
        super(hasCells ? thread : null);
        this.hasCells = hasCells;
    }

    boolean hasCells() {
        return hasCells;
    }

    public boolean works() {
        return works;
    }

    public void works(boolean now) {
        works = now;
    }
}
