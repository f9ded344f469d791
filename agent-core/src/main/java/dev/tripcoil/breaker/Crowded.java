package dev.tripcoil.breaker;

/** The refusal of a call for which there is no room beside those in flight. */
final class Crowded extends Permit {

    private final State state;

    Crowded(State state) {
        this.state = state;
    }

    State state() {
        return state;
    }

    @Override
    public boolean letsThrough() {
        return false;
    }

    @Override
    public Breaker breaker() {
        return state.breaker;
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
