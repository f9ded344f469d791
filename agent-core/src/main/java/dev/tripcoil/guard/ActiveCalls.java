package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import java.util.Arrays;

/**
 * The breakers whose guarded calls the current thread is in, so that a nested call is recognised as part of the outer
 * one. An entry that was left behind, because the stack overflowed in our own code, goes with the end of the call round
 * it.
 *
 * <p>What a thread keeps is an array of the JDK's own type, empty between calls: it holds neither the agent nor the
 * application alive.
 */
final class ActiveCalls {

    /** Place 0 is for the refusal that was thrown on this thread; then the breakers, outermost first; then nulls. */
    private final ThreadLocal<Object[]> places = new ThreadLocal<>();

    /** Whether the call is an outermost one of this breaker; it must then be {@link #end ended}. */
    boolean begin(Breaker breaker) {
        Object[] mine = places.get();
        if (mine == null) {
            mine = new Object[6];
            places.set(mine);
        }
        int i = 1;
        for (; mine[i] != null; i++) {
            if (mine[i] == breaker) {
                return false;
            }
        }
        if (i == mine.length - 1) { // the last place stays null, to end every search
            mine = Arrays.copyOf(mine, mine.length * 2);
            places.set(mine);
        }
        mine[i] = breaker;
        return true;
    }

    /** Whether the call was there to end. */
    boolean end(Breaker breaker) {
        Object[] mine = places.get();
        if (mine == null) {
            return false;
        }
        for (int i = 1; mine[i] != null; i++) {
            if (mine[i] == breaker) {
                if (i == 1) {
                    mine[0] = null;
                }
                for (int j = i; mine[j] != null; j++) {
                    mine[j] = null;
                }
                return true;
            }
        }
        return false;
    }

    /** Keeps the refusal until the outermost call ends, if there is one round it that could see it. */
    void refused(Throwable refusal) {
        Object[] mine = places.get();
        if (mine != null && mine[1] != null) {
            mine[0] = refusal;
        }
    }

    /** Whether this is the last refusal thrown within this thread's calls. */
    boolean lastRefusalIs(Throwable error) {
        Object[] mine = places.get();
        return mine != null && mine[0] == error;
    }
}
