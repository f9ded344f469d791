package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets calls in under a definition that has to know which are in flight, and counts them when they end, or are seen to hang: what
 * comes first is what counts. Thread-safe, without locks.
 *
 * <p>A call is judged by the definition in force when it ends or is seen to hang, not by the one that it was let in under.
 */
final class Watch {

    private static final VarHandle NEXT_SLOW;

    static {
        try {
            NEXT_SLOW = MethodHandles.lookup().findVarHandle(Watch.class, "nextSlow", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Breaker breaker;
    private final Flights flights;

    /** Calls in flight at one time; 0 for no limit. */
    private final int limit;

    /** From when on a call is slow, in nanoseconds; 0 where none is. */
    private final long slowAfter;

    private final boolean slowIsFailure;

    /** No call in flight becomes slow before this moment, in nanoseconds of the ticker. */
    private volatile long nextSlow;

    /**
     * @param flights those that are in flight already among them
     */
    Watch(Breaker breaker, Definition definition, Flights flights, long now) {
        this.breaker = breaker;
        this.flights = flights;
        limit = definition.maxConcurrent();
        Definition.TripOn tripOn = definition.tripOn();
        slowAfter = tripOn.slowerThan() == null ? 0 : tripOn.slowerThan().toNanos();
        slowIsFailure = tripOn.slowIsFailure();
        nextSlow = now;
    }

    static boolean isNeeded(Definition definition) {
        return definition.maxConcurrent() != 0 || definition.tripOn().slowerThan() != null;
    }

    /** As {@link State#enter}. */
    Permit enter(State current) {
        Permit period = current.enter();
        if (period == null || !period.letsThrough()) {
            return period;
        }
        boolean limited = period instanceof Closed || period instanceof Trial;
        if (!flights.begin(limited ? limit : 0)) {
            period.ignored();
            return new Crowded(current);
        }
        return watched(period);
    }

    private Call watched(Permit period) {
        try {
            boolean timed = slowAfter > 0;
            Call call = new Call(period, this, timed, timed ? breaker.nanos() : 0);
            if (timed) {
                flights.add(call);
                lookFor(call);
            }
            return call;
        } catch (Throwable outOfMemory) {
            flights.cancel();
            period.ignored();
            throw outOfMemory;
        }
    }

    /** Where its thread was held up since it read the clock, others may have looked too early to see it. */
    private void lookFor(Call call) {
        Watch inForce = breaker.watch(); // another definition's perhaps by now
        if (inForce != null && inForce.slowAfter > 0) {
            inForce.lookBy(call.started() + inForce.slowAfter);
        }
    }

    /** As {@link Breaker#pause}; false for a call that was seen to hang. */
    boolean pause(Call call) {
        flights.end(call);
        call.period().ignored();
        return call.notice();
    }

    /**
     * The end of a call that this has let in. One that was seen to hang has counted already, but for the totals.
     *
     * @param what the exception, or the text, of a failure; null for another outcome
     */
    void ended(Call call, Outcome outcome, Object what) {
        flights.end(call);
        Watch inForce = breaker.look().watch; // calls that hang count before one that ends
        long took = call.isTimed() && inForce != null && inForce.slowAfter > 0 ? breaker.nanos() - call.started() : 0;
        boolean slow = took > 0 && took >= inForce.slowAfter;
        boolean counts = call.notice();
        if (slow && counts && outcome != Outcome.IGNORED) {
            breaker.totals().slow.increment();
        }
        // Where it has been seen to hang, the period hears of the end only if it has to give a trial's place back.
        Permit period = counts || call.period() instanceof Trial ? call.period() : null;
        switch (outcome) {
            case IGNORED -> {
                breaker.totals().ignored.increment();
                if (period != null) {
                    period.ignored();
                }
            }
            case FAILURE -> breaker.failed(period, what, slow);
            case SUCCESS -> succeeded(period, slow, slow && inForce.slowIsFailure, took);
        }
    }

    private void succeeded(Permit period, boolean slow, boolean failed, long took) {
        if (failed) {
            breaker.failedBySlowness(period, took);
            return;
        }
        breaker.totals().succeeded();
        if (period != null && slow) {
            period.add(false, true);
        } else if (period != null) {
            period.succeeded();
        }
    }

    /**
     * Counts the calls in flight that have become slow and that nobody has noticed yet, each once, in one pass.
     *
     * <p>The next moment to look is set to the latest first, and from there only moves back: by this, or by a call that
     * this comes too early to see.
     */
    void noticeHanging() {
        if (slowAfter == 0) {
            return;
        }
        long now = breaker.nanos();
        if (now - nextSlow < 0) {
            return;
        }
        nextSlow = now + slowAfter;
        long next = now; // where it does not get to the end
        try {
            long earliest = now + slowAfter;
            for (Call call : flights.timed()) {
                if (now - call.started() < slowAfter) {
                    long becomes = call.started() + slowAfter;
                    earliest = becomes - earliest < 0 ? becomes : earliest;
                } else if (call.notice()) {
                    hangs(call, now);
                }
            }
            next = earliest;
        } finally {
            lookBy(next);
        }
    }

    private void lookBy(long moment) {
        long seen = nextSlow;
        while (moment - seen < 0) {
            long witness = (long) NEXT_SLOW.compareAndExchange(this, seen, moment);
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }

    private void hangs(Call call, long now) {
        breaker.totals().slow.increment();
        if (slowIsFailure) {
            breaker.lastFailure = LastFailure.slow(now - call.started(), true, breaker.epochMillis());
        }
        call.period().hangs();
    }

    int inFlight() {
        return flights.inFlight();
    }

    /** -1 where calls are not timed. */
    int slowInFlight() {
        if (slowAfter == 0) {
            return -1;
        }
        long now = breaker.nanos();
        int slow = 0;
        for (Call call : flights.timed()) {
            if (now - call.started() >= slowAfter) {
                slow++;
            }
        }
        return slow;
    }

    /** In milliseconds; 0 if there is none, -1 where calls are not timed. */
    long oldestMillis() {
        if (slowAfter == 0) {
            return -1;
        }
        long now = breaker.nanos();
        long oldest = 0;
        for (Call call : flights.timed()) {
            oldest = Math.max(oldest, now - call.started());
        }
        return oldest / 1_000_000;
    }
}
