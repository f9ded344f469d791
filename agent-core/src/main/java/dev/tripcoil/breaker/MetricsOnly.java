package dev.tripcoil.breaker;

/** Calls go through and are counted as in CLOSED, and nothing opens the breaker, until another operation. */
final class MetricsOnly extends State {

    private final Counts counts;

    MetricsOnly(Breaker breaker, Transition arrival) {
        super(breaker, arrival);
        counts = new Counts(breaker.definition().tripOn(), false);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    void succeeded() {
        counts.success();
    }

    @Override
    void failed() {
        counts.failure();
    }

    @Override
    int failureCount() {
        return counts.shown();
    }
}
