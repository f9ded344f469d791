package dev.tripcoil.breaker;

/** A place in a half-open period, leased to one call until a deadline. */
final class Trial extends Permit {

    private final HalfOpen period;
    private final long deadline;

    /**
     * @param deadline when the call counts as failed if it has not ended, in nanoseconds of the ticker
     */
    Trial(HalfOpen period, long deadline) {
        this.period = period;
        this.deadline = deadline;
    }

    long deadline() {
        return deadline;
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    public Breaker breaker() {
        return period.breaker;
    }

    @Override
    void succeeded() {
        period.finish(this, Outcome.SUCCESS);
    }

    /** A slow trial is a failed one. */
    @Override
    void add(boolean failed, boolean slow) {
        period.finish(this, Outcome.FAILURE);
    }

    /** Nothing to do: its deadline is no later than that. */
    @Override
    void hangs() {}

    @Override
    void ignored() {
        period.finish(this, Outcome.IGNORED);
    }
}
