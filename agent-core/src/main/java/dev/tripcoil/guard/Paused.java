package dev.tripcoil.guard;

import dev.tripcoil.breaker.Cell;
import dev.tripcoil.breaker.Permit;

/**
 * A guarded constructor while it calls the one of its superclass, or another of its class. Only the woven constructor holds it:
 * it goes without a trace where that call fails. The place is free meanwhile, so that guarded calls in there count for themselves.
 *
 * @param mark left in the place: the name of the first breaker that let a call through there, then. An array of the JDK's own type,
 *     as it may stay behind
 * @param site by what the call's end is to be judged; null if by nothing but its breaker
 * @param given what the constructor handed over at its beginning
 */
record Paused(Permit permit, Object[] place, Object[] mark, Site site, Object given) {

    static Paused in(Object[] place, Permit permit, Site site, Object given) {
        Object[] mark = new Object[1];
        place[ActiveCalls.AWAITING] = mark;
        ((long[]) place[ActiveCalls.WORDS])[0] = Cell.AWAITED;
        return new Paused(permit, place, mark, site, given);
    }

    /** Before a call that was let through takes the place: whoever waits for it below will know. */
    static void tellWhoWaits(Object[] place, String breaker) {
        if (place[ActiveCalls.AWAITING] instanceof Object[] mark) {
            mark[0] = breaker;
            place[ActiveCalls.AWAITING] = null;
        }
    }

    /**
     * Whether the constructor that was called is guarded by the same breaker, and has counted. It is the first to come, if it is
     * guarded.
     */
    boolean hasCounted() {
        return mark[0] == permit.breaker().name();
    }
}
