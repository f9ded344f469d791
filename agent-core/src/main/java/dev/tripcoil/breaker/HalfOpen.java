package dev.tripcoil.breaker;

import dev.tripcoil.text.Times;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/** A few calls go through as trials, and decide whether the breaker closes or opens again. */
final class HalfOpen extends State {

    private static final VarHandle TRIALS;

    static {
        try {
            TRIALS = MethodHandles.lookup().findVarHandle(HalfOpen.class, "trials", Trials.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int calls;
    private final int concurrent;
    private final Duration callTimeout;

    private volatile Trials trials = Trials.NONE;

    HalfOpen(Breaker breaker, Transition arrival) {
        super(breaker, arrival);
        Definition definition = breaker.definition();
        Definition.HalfOpenTerms terms = definition.halfOpen();
        calls = terms.calls();
        concurrent = terms.concurrent();
        callTimeout = terms.callTimeout() != null ? terms.callTimeout() : definition.openFor();
    }

    /** The verdict: a failed trial first, then one that is out of time, then enough successes. */
    @Override
    State due() {
        Trials seen = trials;
        long now = breaker.nanos();
        if (seen.failed()) {
            return breaker.opening(this, now, 1, "a trial failed" + breaker.lastFailureText());
        }
        Trial overdue = seen.overdue(now);
        if (overdue != null) {
            String why = "a trial did not finish within " + Times.span(callTimeout);
            return breaker.opening(this, overdue.deadline(), 1, why);
        }
        if (seen.succeeded() >= calls) {
            String why = calls == 1 ? "the trial succeeded" : calls + " trials succeeded";
            return new Closed(breaker, arrival.followedBy(StateName.CLOSED, now, breaker.epochMillis(now), why));
        }
        return null;
    }

    @Override
    Permit enter() {
        Trials seen = trials;
        if (seen.failed() || seen.inFlight().length >= Math.min(concurrent, calls - seen.succeeded())) {
            return this;
        }
        Trial trial = new Trial(this, breaker.nanos() + callTimeout.toNanos());
        return TRIALS.compareAndSet(this, seen, seen.with(trial)) ? trial : null;
    }

    /** Does nothing when the trial has lost its place, because its time ran out or the period is over. */
    void finish(Trial trial, Outcome outcome) {
        State current = breaker.look();
        while (current == this) {
            Trials seen = trials;
            if (!seen.holds(trial)) {
                return;
            }
            if (TRIALS.compareAndSet(this, seen, seen.without(trial, outcome))) {
                breaker.look();
                return;
            }
            current = breaker.look();
        }
    }

    @Override
    public boolean letsThrough() {
        return false; // this object refuses; what lets a call through is a trial
    }

    @Override
    int successCount() {
        return trials.succeeded();
    }

    @Override
    Long until() {
        Trial[] inFlight = trials.inFlight();
        return inFlight.length > 0 ? inFlight[0].deadline() : arrival.at();
    }
}
