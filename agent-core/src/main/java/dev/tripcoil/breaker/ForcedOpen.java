package dev.tripcoil.breaker;

/** Calls are refused, until another operation. */
final class ForcedOpen extends State {

    ForcedOpen(Breaker breaker, Terms terms, Transition arrival) {
        super(breaker, terms, arrival);
    }

    @Override
    State under(Terms next, boolean afresh) {
        return new ForcedOpen(breaker, next, arrival);
    }

    @Override
    public boolean letsThrough() {
        return false;
    }
}
