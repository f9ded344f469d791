package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Caller;
import dev.tripcoil.breaker.Cell;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.ToLongFunction;

/**
 * The guarded calls that the current thread is in, so that a nested call is recognised as part of the outer one.
 *
 * <p>Each has a place: that of the thread's {@link Cell} in the breaker, where there is one. Other calls, those of keys and on virtual
 * threads, have theirs in a chain that the thread's {@link Caller} begins, outermost call first, then free ones. Whoever has a
 * call's place can end the call without looking the thread up again, and without calling anything, for which there may
 * be no stack left: a call that was never ended would make every later one of its breaker, on that thread, a nested one. It sets the first of
 * the place's words to 0.
 *
 * <p>A thread keeps nothing but a weak reference: it holds neither the agent nor the application alive.
 */
final class ActiveCalls {

    /** In a place: its words, numbers, of which the first is 0 while the place is free. */
    static final int WORDS = Cell.WORDS_OF_PLACE;

    /** In a place: the cell that it is of, or null. */
    static final int CELL = Cell.CELL_OF_PLACE;

    /** In a place of a chain: the breaker of the call. */
    static final int BREAKER = 2;

    /** In a place: the call's permit, or a {@link Rest} of one; null until it has one, and after its end. */
    static final int PERMIT = 3;

    /** In a place of a chain: the place of the next inner call, or null. */
    static final int NEXT = 4;

    /** In a place: the mark of a {@link Paused} call, for the next one there. */
    static final int AWAITING = 5;

    /** In a place: the {@link Site} of the call, where its end is to be judged; else null. */
    static final int SITE = 6;

    /** In a place with a site: what the woven method handed over. */
    static final int GIVEN = 7;

    /** In a place with a site: what the call is remembered by; null if it isn't. */
    static final int KEY = 8;

    /** In a place with a site: the {@link LetThroughCall} of a function that may suspend; else null. */
    static final int CALL = 9;

    /** In a place of a chain: whose chain it is, which is there as long as somebody has the place. */
    private static final int CALLER = 10;

    private static final int SIZE = 11;

    private final ThreadLocal<Reference<Caller>> callers = new ThreadLocal<>();

    /** A thread's number, as whoever begins calls on the hot path knows it. */
    private volatile ToLongFunction<Thread> numbers = new Ids();

    /** Those of Java, which a subclass of Thread may change up to Java 18. */
    private static final class Ids implements ToLongFunction<Thread> {
        @Override
        public long applyAsLong(Thread thread) {
            return thread.getId();
        }
    }

    void number(ToLongFunction<Thread> known) {
        numbers = known;
    }

    /** The cell of a call that the hot path has begun on this thread; null if its breaker is gone. */
    Cell cellOf(long[][] pair) {
        return caller().cellOf(pair);
    }

    private Caller caller() {
        Reference<Caller> known = callers.get();
        Caller caller = known == null ? null : known.get();
        if (caller == null) {
            Thread current = Thread.currentThread();
            caller = new Caller(numbers.applyAsLong(current), !VirtualThreads.isOne(current));
            callers.set(new WeakReference<>(caller));
        }
        return caller;
    }

    /** The place of a call that begins; null if the thread is in one of the same breaker, or at work for the agent. */
    Object[] begin(Breaker breaker) {
        Caller caller = caller();
        if (caller.works()) {
            return null;
        }
        Cell cell = breaker.split() == null ? breaker.cells().of(caller, Thread.currentThread(), SIZE) : null;
        if (cell == null) {
            return beginInChain(caller, breaker);
        }
        if (cell.use() == Cell.IN_CALL) {
            return null;
        }
        cell.use(Cell.IN_CALL);
        return cell.place();
    }

    private static Object[] beginInChain(Caller caller, Breaker breaker) {
        Object[] place = caller.first;
        if (place == null) {
            place = inChain(caller);
            caller.first = place;
        }
        while (isTaken(place)) {
            if (place[BREAKER] == breaker) {
                return null;
            }
            Object[] next = (Object[]) place[NEXT];
            if (next == null) {
                next = inChain(caller);
                place[NEXT] = next;
            }
            place = next;
        }
        place[BREAKER] = breaker;
        ((long[]) place[WORDS])[0] = Cell.IN_CALL;
        return place;
    }

    private static Object[] inChain(Caller caller) {
        Object[] place = apart();
        place[CALLER] = caller;
        return place;
    }

    private static boolean isTaken(Object[] place) {
        return ((long[]) place[WORDS])[0] == Cell.IN_CALL;
    }

    /**
     * From here on the thread works for the agent, and no guarded call takes notice of itself until {@link #endOwnWork}.
     *
     * @return null if it does so already
     */
    Caller beginOwnWork() {
        Caller caller = caller();
        if (caller.works()) {
            return null;
        }
        caller.works(true);
        return caller;
    }

    boolean isAtOwnWork() {
        return caller().works();
    }

    /** A place that is no thread's, of what isn't a call itself. */
    static Object[] apart() {
        Object[] place = new Object[SIZE];
        place[WORDS] = new long[1];
        return place;
    }

    /** Frees the place, and those of inner calls in its chain whose end never came. */
    static void free(Object[] place) {
        Object[] p = place;
        do {
            ((long[]) p[WORDS])[0] = Cell.FREE;
            p[BREAKER] = null;
            p[PERMIT] = null;
            if (p[SITE] != null) {
                forget(p);
            }
            p = (Object[]) p[NEXT];
        } while (p != null && isTaken(p));
    }

    /** By what a call was to be judged. */
    private static void forget(Object[] place) {
        place[SITE] = null;
        place[GIVEN] = null;
        place[KEY] = null;
        place[CALL] = null;
    }

    /** Remembers it as the last one thrown on this thread. */
    void refused(WeakReference<Throwable> refusal) {
        caller().refusal = refusal;
    }

    /** Whether this is the last refusal thrown on this thread. */
    boolean lastRefusalIs(Throwable error) {
        Reference<Caller> known = callers.get();
        Caller caller = known == null ? null : known.get();
        return caller != null && caller.refusal != null && caller.refusal.refersTo(error);
    }
}
