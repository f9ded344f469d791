package dev.tripcoil.breaker;

/** Calls are refused, until the wait has passed. */
final class Open extends State {

    private final Tally.Shown cause;
    private final int failedTrials;
    private final long wait;
    private final long halfOpenAt;
    private final long halfOpenMillis;

    /**
     * @param cause the counts that opened it
     * @param failedTrials openings since it was last closed that followed a failed trial
     * @param from when the wait begins, in nanoseconds of the ticker
     * @param wait how long it is, in nanoseconds
     */
    Open(Breaker breaker, Terms terms, Transition arrival, Tally.Shown cause, int failedTrials, long from, long wait) {
        super(breaker, terms, arrival);
        this.cause = cause;
        this.failedTrials = failedTrials;
        this.wait = wait;
        halfOpenAt = from + wait;
        halfOpenMillis = breaker.epochMillis(halfOpenAt); // once, so that every reader sees the same date
    }

    private Open(Open before, Terms terms) {
        super(before.breaker, terms, before.arrival);
        cause = before.cause;
        failedTrials = before.failedTrials;
        wait = before.wait;
        halfOpenAt = before.halfOpenAt;
        halfOpenMillis = before.halfOpenMillis;
    }

    /** The wait that has begun ends when it would have. */
    @Override
    State under(Terms next, boolean afresh) {
        return new Open(this, next);
    }

    /** The same stay in OPEN, waiting from {@code now} on. */
    Open waitingFrom(long now) {
        return new Open(
                breaker, terms, arrival, cause, failedTrials, now, terms.waits().draw(failedTrials));
    }

    @Override
    State due() {
        long now = breaker.nanos();
        if (now - halfOpenAt < 0) {
            return null;
        }
        Transition next = arrival.followedBy(StateName.HALF_OPEN, now, breaker.epochMillis(now), "open-for has passed");
        return new HalfOpen(breaker, terms, next, failedTrials, wait);
    }

    @Override
    public boolean letsThrough() {
        return false;
    }

    @Override
    Tally.Shown shown() {
        return cause;
    }

    @Override
    Long until() {
        return halfOpenAt;
    }

    /** As {@link #until}, in milliseconds since 1970. */
    long halfOpenMillis() {
        return halfOpenMillis;
    }
}
