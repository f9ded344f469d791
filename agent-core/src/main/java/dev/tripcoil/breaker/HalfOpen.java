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
    private final long wait;
    private final Definition.HalfOpenTerms halfOpen;
    private final long timeout;

    private volatile Trials trials;

    /**
     * @param failedTrials openings since it was last closed that followed a failed trial
     * @param wait how long it was open, in nanoseconds: by default, what a trial has to finish in
     */
    HalfOpen(Breaker breaker, Terms terms, Transition arrival, int failedTrials, long wait) {
        this(breaker, terms, arrival, failedTrials, wait, Trials.NONE);
    }

    private HalfOpen(Breaker breaker, Terms terms, Transition arrival, int failedTrials, long wait, Trials trials) {
        super(breaker, terms, arrival);
        this.failedTrials = failedTrials;
        this.wait = wait;
        this.trials = trials;
        Definition definition = terms.definition();
        halfOpen = definition.halfOpen();
        long limit = halfOpen.callTimeout() != null ? halfOpen.callTimeout().toNanos() : wait;
        // A slow trial is a failed one, and needs not be waited for.
        timeout = definition.tripOn().slowerThan() == null
                ? limit
                : Math.min(limit, definition.tripOn().slowerThan().toNanos());
    }

    /**
     * Trials that end from here on end in the successor, which takes those under way with it: whoever looks puts it in this one's
     * place.
     */
    @Override
    State under(Terms next, boolean afresh) {
        Trials seen = trials;
        if (isOver(seen)) {
            return null;
        }
        Trials carried = afresh ? seen.afresh() : seen;
        HalfOpen successor = new HalfOpen(breaker, next, arrival, failedTrials, wait, carried);
        return TRIALS.compareAndSet(this, seen, seen.continuedIn(successor)) ? successor : null;
    }

    /** Takes the trials that have run out of time for failed, one after the other, until the verdict stands. */
    @Override
    State due() {
        while (true) {
            Trials seen = trials;
            if (seen.successor() != null) {
                return seen.successor();
            }
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

    /** Whether the next look goes on to another state object. */
    private boolean isOver(Trials seen) {
        return seen.successor() != null || isDecided(seen);
    }

    private boolean isDecided(Trials seen) {
        return seen.finished() >= halfOpen.calls() || halfOpen.failureRate() == 0 && seen.failed() > 0;
    }

    private State verdict(Trials seen) {
        if (!isDecided(seen)) {
            return null;
        }
        if (halfOpen.failureRate() > 0) {
            return rateVerdict(seen);
        }
        if (seen.failed() > 0) {
            return reopening(
                    seen,
                    seen.timedOut() != null
                            ? "a trial did not finish within "
                                    + Times.span(seen.timedOut().timeout())
                            : "a trial failed" + breaker.lastFailureText());
        }
        return closing(seen, halfOpen.calls() == 1 ? "the trial succeeded" : halfOpen.calls() + " trials succeeded");
    }

    private State rateVerdict(Trials seen) {
        double rate = halfOpen.failureRate();
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
        return new Closed(breaker, terms, arrival.followedBy(StateName.CLOSED, at, breaker.epochMillis(at), why));
    }

    @Override
    Permit enter() {
        Trials seen = trials;
        if (isOver(seen)) {
            return null;
        }
        int lacking = halfOpen.calls() - seen.finished();
        if (seen.inFlight().length >= Math.min(halfOpen.concurrent(), lacking)) {
            return this;
        }
        Trial trial = new Trial(breaker, breaker.nanos() + timeout, timeout);
        return TRIALS.compareAndSet(this, seen, seen.with(trial)) ? trial : null;
    }

    /** Does nothing when the trial has lost its place, because its time ran out or the period is over. */
    static void finish(Trial trial, Outcome outcome) {
        Breaker breaker = trial.breaker();
        while (breaker.look() instanceof HalfOpen current && current.trials.holds(trial)) {
            if (current.finishNow(trial, outcome)) {
                breaker.look();
                return;
            }
        }
    }

    private boolean finishNow(Trial trial, Outcome outcome) {
        Trials seen = trials;
        long now = breaker.nanos();
        // Where the period is over already, or its time has run out since, the next look says so.
        return !isOver(seen)
                && seen.holds(trial)
                && now - trial.deadline() < 0
                && TRIALS.compareAndSet(this, seen, seen.without(trial, outcome, now));
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
        Trial first = trials.first();
        return first != null ? first.deadline() : arrival.at();
    }
}
