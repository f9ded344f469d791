package dev.tripcoil.breaker;

/** Calls go through and only the totals count them, until another operation. */
final class Disabled extends State {

    Disabled(Breaker breaker, Transition arrival) {
        super(breaker, arrival);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }
}
