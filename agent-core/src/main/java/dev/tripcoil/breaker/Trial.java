package dev.tripcoil.breaker;

/** A place in a half-open period, leased to one call until a deadline. */
final class Trial extends Permit {

    private final Breaker breaker;
    private final long deadline;
    private final long timeout;

    /**
     * @param deadline when the call counts as failed if it has not ended, in nanoseconds of the ticker
     * @param timeout how long that was from its beginning, in nanoseconds
     */
    Trial(Breaker breaker, long deadline, long timeout) {
        this.breaker = breaker;
        this.deadline = deadline;
        this.timeout = timeout;
    }

    long deadline() {
        return deadline;
    }

    long timeout() {
        return timeout;
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    public Breaker breaker() {
        return breaker;
    }

    @Override
    void succeeded() {
        HalfOpen.finish(this, Outcome.SUCCESS);
    }

    /** A slow trial is a failed one. */
    @Override
    void add(boolean failed, boolean slow) {
        HalfOpen.finish(this, Outcome.FAILURE);
    }

    /** Nothing to do: it has its deadline. */
    @Override
    void hangs() {}

    @Override
    void ignored() {
        HalfOpen.finish(this, Outcome.IGNORED);
    }
}
