package dev.tripcoil.breaker;

/** Calls are refused, until {@code open-for} has passed. */
final class Open extends State {

    private final int failureCount;
    private final long halfOpenAt;
    private final long halfOpenMillis;

    /**
     * @param failureCount the failures that opened it
     * @param halfOpenAt when the wait ends, in nanoseconds of the ticker
     */
    Open(Breaker breaker, Transition arrival, int failureCount, long halfOpenAt) {
        super(breaker, arrival);
        this.failureCount = failureCount;
        this.halfOpenAt = halfOpenAt;
        halfOpenMillis = breaker.epochMillis(halfOpenAt); // once, so that every reader sees the same date
    }

    /** The same stay in OPEN, waiting from {@code now} on. */
    Open waitingFrom(long now) {
        return new Open(
                breaker,
                arrival,
                failureCount,
                now + breaker.definition().openFor().toNanos());
    }

    @Override
    State due() {
        long now = breaker.nanos();
        if (now - halfOpenAt < 0) {
            return null;
        }
        Transition next = arrival.followedBy(StateName.HALF_OPEN, now, breaker.epochMillis(now), "open-for has passed");
        return new HalfOpen(breaker, next);
    }

    @Override
    public boolean letsThrough() {
        return false;
    }

    @Override
    int failureCount() {
        return failureCount;
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
