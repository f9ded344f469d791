package dev.tripcoil.breaker;

/** Calls go through and only the totals count them, until another operation. */
final class Disabled extends State {

    Disabled(Breaker breaker, Terms terms, Transition arrival) {
        super(breaker, terms, arrival);
    }

    @Override
    State under(Terms next, boolean afresh) {
        return new Disabled(breaker, next, arrival);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }
}
