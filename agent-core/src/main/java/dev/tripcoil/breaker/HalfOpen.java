package dev.tripcoil.breaker;

import dev.tripcoil.text.Times;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

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

    private final int failedTrials;
    private final Definition.HalfOpenTerms terms;
    private final long timeout;

    private volatile Trials trials = Trials.NONE;

    /**
     * @param failedTrials openings since it was last closed that followed a failed trial
     * @param wait how long it was open, in nanoseconds: by default, what a trial has to finish in
     */
    HalfOpen(Breaker breaker, Transition arrival, int failedTrials, long wait) {
        super(breaker, arrival);
        this.failedTrials = failedTrials;
        Definition definition = breaker.definition();
        terms = definition.halfOpen();
        long limit = terms.callTimeout() != null ? terms.callTimeout().toNanos() : wait;
        // A slow trial is a failed one, and needs not be waited for.
        timeout = definition.tripOn().slowerThan() == null
                ? limit
                : Math.min(limit, definition.tripOn().slowerThan().toNanos());
    }

    /** Takes the trials that have run out of time for failed, one after the other, until the verdict stands. */
    @Override
    State due() {
        while (true) {
            Trials seen = trials;
            State verdict = verdict(seen);
            if (verdict != null) {
                return verdict;
            }
            Trial overdue = seen.overdue(breaker.nanos());
            if (overdue == null) {
                return null;
            }
            TRIALS.compareAndSet(this, seen, seen.timedOut(overdue));
        }
    }

    private boolean isDecided(Trials seen) {
        return seen.finished() >= terms.calls() || terms.failureRate() == 0 && seen.failed() > 0;
    }

    private State verdict(Trials seen) {
        if (!isDecided(seen)) {
            return null;
        }
        if (terms.failureRate() > 0) {
            return rateVerdict(seen);
        }
        if (seen.failed() > 0) {
            return reopening(
                    seen,
                    seen.lastTimedOut()
                            ? "a trial did not finish within " + Times.span(timeout)
                            : "a trial failed" + breaker.lastFailureText());
        }
        return closing(seen, terms.calls() == 1 ? "the trial succeeded" : terms.calls() + " trials succeeded");
    }

    private State rateVerdict(Trials seen) {
        double rate = terms.failureRate();
        if (Rates.reached(seen.failed(), seen.finished(), rate)) {
            String why = Rates.text(seen.failed(), seen.finished(), "trials failed", rate);
            return reopening(seen, why + breaker.lastFailureText());
        }
        return closing(seen, Rates.below(seen.failed(), seen.finished(), "trials failed", rate));
    }

    private State reopening(Trials seen, String why) {
        return breaker.opening(this, seen.lastAt(), Tally.Shown.failures(seen.failed()), failedTrials + 1, why);
    }

    private State closing(Trials seen, String why) {
        long at = seen.lastAt();
        return new Closed(breaker, arrival.followedBy(StateName.CLOSED, at, breaker.epochMillis(at), why));
    }

    @Override
    Permit enter() {
        Trials seen = trials;
        int lacking = terms.calls() - seen.finished();
        if (isDecided(seen)) {
            return null;
        }
        if (seen.inFlight().length >= Math.min(terms.concurrent(), lacking)) {
            return this;
        }
        Trial trial = new Trial(this, breaker.nanos() + timeout);
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
            long now = breaker.nanos();
            // Where the verdict stands already, or its time has run out since, the next look says so.
            boolean inTime = !isDecided(seen) && now - trial.deadline() < 0;
            if (inTime && TRIALS.compareAndSet(this, seen, seen.without(trial, outcome, now))) {
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
