package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;

/**
 * The guarded calls that the current thread is in, so that a nested call is recognised as part of the outer one.
 *
 * <p>Each has a place, and the places of a thread are a chain, outermost call first, then free ones. Whoever has a
 * call's place can end the call without looking the thread up again, and without calling anything, for which there may
 * be no stack left: a call that was never ended would make every later one of its breaker, on that thread, a nested one.
 *
 * <p>What a thread keeps are arrays of the JDK's own type, empty between calls: they hold neither the agent nor the
 * application alive.
 */
final class ActiveCalls {

    /** In a place: the breaker of the call; null while the place is free. */
    static final int BREAKER = 0;

    /**
     * In a place: the call's permit, or a {@link Rest} of one; null until it has one. In a free place: null, or the mark that a
     * {@link Paused} call has left for the next one there.
     */
    static final int PERMIT = 1;

    /** In a place: the place of the next inner call, or null. */
    static final int NEXT = 2;

    /** In a thread's first place: the last refusal that was thrown within its call. */
    static final int REFUSAL = 3;

    /** In a place: the {@link Site} of the call, where its end is to be judged; else null. */
    static final int SITE = 4;

    /** In a place with a site: what the woven method handed over. */
    static final int GIVEN = 5;

    /** In a place with a site: what the call is remembered by; null if it isn't. */
    static final int KEY = 6;

    /** In a place with a site: the {@link LetThroughCall} of a function that may suspend; else null. */
    static final int CALL = 7;

    private static final int SIZE = 8;

    /** In place of a breaker: the thread is at work for the agent, and no call within counts for any. */
    private static final Object OWN_WORK = new Object();

    private final ThreadLocal<Object[]> first = new ThreadLocal<>();

    /** The place of a call that begins; null if the thread is in one of the same breaker, or at work for the agent. */
    Object[] begin(Breaker breaker) {
        return begin((Object) breaker);
    }

    /** The place of work that the thread does for the agent, of which no guarded call takes notice until it is free. */
    Object[] beginOwnWork() {
        return begin(OWN_WORK);
    }

    private Object[] begin(Object occupant) {
        Object[] place = first.get();
        if (place == null) {
            place = new Object[SIZE];
            first.set(place);
        }
        while (place[BREAKER] != null) {
            if (place[BREAKER] == occupant || place[BREAKER] == OWN_WORK) {
                return null;
            }
            Object[] next = (Object[]) place[NEXT];
            if (next == null) {
                next = new Object[SIZE];
                place[NEXT] = next;
            }
            place = next;
        }
        place[BREAKER] = occupant;
        return place;
    }

    /** A place in no thread's chain, of what isn't a call itself. */
    static Object[] apart() {
        return new Object[SIZE];
    }

    /** Frees the place, and those of inner calls whose end never came. */
    static void free(Object[] place) {
        Object[] p = place;
        do {
            p[BREAKER] = null;
            p[PERMIT] = null;
            p[REFUSAL] = null;
            forget(p);
            p = (Object[]) p[NEXT];
        } while (p != null && p[BREAKER] != null);
    }

    /** By what a call was to be judged. */
    static void forget(Object[] place) {
        place[SITE] = null;
        place[GIVEN] = null;
        place[KEY] = null;
        place[CALL] = null;
    }

    /** Keeps the refusal until the outermost call ends, if there is one round it that could see it. */
    void refused(Throwable refusal) {
        Object[] outermost = first.get();
        if (outermost != null && outermost[BREAKER] != null) {
            outermost[REFUSAL] = refusal;
        }
    }

    /** Whether this is the last refusal thrown within this thread's calls. */
    boolean lastRefusalIs(Throwable error) {
        Object[] outermost = first.get();
        return outermost != null && outermost[REFUSAL] == error;
    }
}
