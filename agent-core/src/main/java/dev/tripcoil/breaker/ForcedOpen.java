package dev.tripcoil.breaker;

/** Calls are refused, until another operation. */
final class ForcedOpen extends State {

    ForcedOpen(Breaker breaker, Transition arrival) {
        super(breaker, arrival);
    }

    @Override
    public boolean letsThrough() {
        return false;
    }
}
