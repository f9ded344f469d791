package dev.tripcoil.breaker;

/** The permit of a call that was let through in a stay that has ended: its outcome is one for the totals, and changes nothing. */
final class Past extends Permit {

    private final Breaker breaker;

    Past(Breaker breaker) {
        this.breaker = breaker;
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
    void succeeded() {}

    @Override
    void add(boolean failed, boolean slow) {}

    @Override
    void ignored() {}

    @Override
    void hangs() {}
}
