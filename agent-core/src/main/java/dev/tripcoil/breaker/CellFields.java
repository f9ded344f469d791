package dev.tripcoil.breaker;

import java.lang.ref.WeakReference;

/** What a thread uses of its {@link Cell}, before what keeps that apart from other threads' objects. */
abstract sealed class CellFields extends WeakReference<Thread> permits Cell {

    /** So many words after what a thread writes that no line of a processor's cache, of 64 bytes, holds that and what another uses. */
    private static final int APART = 7;

    final Caller caller;
    final Breaker breaker;
    final long[] words = new long[1 + APART];
    final Object[] place;

    /** The thread's number. */
    final long thread;

    /** The state that the breaker had when the thread last looked. Written under the breaker's lock. */
    State state;

    /** That state's. Likewise. */
    Tally tally;

    /** What the tally's word was when the thread last looked. Likewise. */
    long seen;

    /** Calls that ended well and that counted nowhere else. */
    long good;

    /** Of those, how many the tally has taken, or never will. Under the breaker's lock. */
    long taken;

    /** Calls that were refused. */
    long refused;

    CellFields(Thread owner, Caller caller, Breaker breaker, int placeSize) {
        super(owner);
        this.caller = caller;
        this.breaker = breaker;
        thread = owner.getId();
        place = new Object[placeSize];
    }
}
