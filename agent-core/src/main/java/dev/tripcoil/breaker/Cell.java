package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * What one thread has of its own in one breaker: whether it is in a call, and how many of its calls ended well while that told the
 * breaker nothing new. So a call that is let through and succeeds writes nothing that another thread reads, as a rule, and needs no
 * atomic operation. For its thread alone, but for what is of the breaker's lock, and what sums up.
 *
 * <p>The hot path itself is in the hook, between guarded methods and the agent: it knows no type of the agent's, so all that it needs stands in
 * arrays of numbers. A <em>pair</em> is the words of a cell and the pass of the tally that the thread's calls count in: while the pass is what
 * the thread has seen, the breaker is closed, and a success has nothing to tell but that it was one.
 *
 * <pre>
 *   begin   the thread's number in the words is that of the current one, the use is FREE, and the pass is as seen: the use becomes IN_CALL
 *   end     the use becomes FREE; if the pass is as seen, one more has ended well
 * </pre>
 *
 * No reference is stored there: that may cost a collector's barrier as much as all else together.
 */
public final class Cell extends WeakReference<Thread> {

    // In the words.

    /** What the thread is doing: {@link #FREE}, {@link #IN_CALL} or {@link #AWAITED}. Woven code, too, sets it to 0. */
    public static final int USE = 0;

    /** The thread's number. */
    public static final int THREAD = 1;

    /** What the pass of the tally was when the thread last looked. */
    public static final int SEEN = 2;

    /** Calls that ended well and that counted nowhere else. */
    public static final int GOOD = 3;

    /** So long that no line of a processor's cache, of 64 bytes, holds words of two cells, or words and the head of the next object. */
    private static final int LENGTH = GOOD + 1 + 7;

    // In a place: what woven code holds of a call that the hot path has not begun. The rest of it is ActiveCalls'.

    /** The words. */
    public static final int WORDS_OF_PLACE = 0;

    /** The cell; null where the breaker has none for the thread. */
    public static final int CELL_OF_PLACE = 1;

    /** The thread is in no call. */
    public static final long FREE = 0;

    public static final long IN_CALL = 1;

    /** Free, but a constructor of the thread waits for another, and is told if that is guarded by the same breaker. */
    public static final long AWAITED = 2;

    /** In place of the thread's number, which is above 0, while it works for the agent. */
    private static final long NOBODY = 0;

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    final Caller caller;

    private final Breaker breaker;
    private final long[] words = new long[LENGTH];
    private final Object[] place;

    /** The state that the breaker had when the thread last looked; null before. Written under the breaker's lock. */
    private State state;

    /** That state's. Likewise. */
    private Tally tally;

    /** Of the words and that tally's pass. Likewise. */
    private long[][] pair;

    /** Of the calls that ended well, how many the tally has taken, or never will. Under the breaker's lock. */
    private long taken;

    /**
     * @param placeSize how long a place is
     */
    Cell(Thread owner, Caller caller, Breaker breaker, int placeSize) {
        super(owner);
        this.caller = caller;
        this.breaker = breaker;
        words[THREAD] = caller.thread;
        place = new Object[placeSize];
        place[WORDS_OF_PLACE] = words;
        place[CELL_OF_PLACE] = this;
    }

    /** What woven code gets where the hot path can't begin the call. */
    public Object[] place() {
        return place;
    }

    /** What the hot path begins with, and gives to woven code; null while the breaker does not let calls through without looking. */
    long[][] pair() {
        return pair;
    }

    public boolean isOf(long[][] other) {
        return other[0] == words;
    }

    public long use() {
        return words[USE];
    }

    public void use(long now) {
        words[USE] = now;
    }

    /** Whether the hot path begins no call, as the thread is at work for the agent. */
    void pause(boolean now) {
        words[THREAD] = now ? NOBODY : caller.thread;
    }

    /** The call that the hot path has begun ended well, which it could not count. */
    public void succeeded() {
        breaker.succeeded(this);
    }

    /** Of the call that the hot path has begun: that of its stay, as far as that goes on. */
    public Permit permit() {
        return breaker.permitOf(this);
    }

    /** As the hot path does it at the end of a call. */
    boolean count() {
        if (tally.pass() != words[SEEN]) {
            return false;
        }
        WORDS.setRelease(words, GOOD, words[GOOD] + 1);
        return true;
    }

    long good() {
        return (long) WORDS.getAcquire(words, GOOD);
    }

    State state() {
        return state;
    }

    Tally tally() {
        return tally;
    }

    /** What the tally's pass was while those calls ended that {@link #take} gives. */
    long seen() {
        return words[SEEN];
    }

    /** By its thread, under the breaker's lock: that is the breaker's state, and calls count in its tally from here on. */
    void see(State now) {
        if (tally != now.tally) {
            tally = now.tally;
            words[SEEN] = 0;
            taken = words[GOOD];
            pair = new long[][] {words, tally.passes()};
        }
        state = now;
    }

    /** Likewise: the tally's pass. */
    void see(long pass) {
        words[SEEN] = pass;
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
