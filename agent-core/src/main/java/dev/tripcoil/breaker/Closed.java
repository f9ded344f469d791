package dev.tripcoil.breaker;

/** Calls go through and are counted, until a criterion holds. */
final class Closed extends State {

    private final Counts counts;

    Closed(Breaker breaker, Transition arrival) {
        super(breaker, arrival);
        counts = new Counts(breaker.definition().tripOn(), true);
    }

    /** Another thread may see the criterion hold before the one whose failure made it so has opened the breaker. */
    @Override
    State due() {
        return counts.tripped() ? breaker.opening(this, breaker.nanos(), counts.shown(), reason()) : null;
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    void succeeded() {
        if (counts.success()) {
            breaker.look(); // the thread that should have opened it may have been unable to
        }
    }

    @Override
    void failed() {
        if (counts.failure()) {
            breaker.look();
        }
    }

    @Override
    int failureCount() {
        return counts.shown();
    }

    /** False if the breaker is about to open, and the caller must look again. */
    boolean clear() {
        return counts.clear();
    }

    private String reason() {
        return counts.reason() + breaker.lastFailureText();
    }
}
