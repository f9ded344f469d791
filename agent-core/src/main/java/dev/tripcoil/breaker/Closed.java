package dev.tripcoil.breaker;

/** Calls go through and are counted, until a criterion holds. */
final class Closed extends State {

    private final Tally tally;

    Closed(Breaker breaker, Transition arrival) {
        super(breaker, arrival);
        tally = breaker.newTally(true, arrival.at());
    }

    /** Another thread may see the criterion hold before the one whose failure made it so has opened the breaker. */
    @Override
    State due() {
        if (!tally.tripped()) {
            return null;
        }
        return breaker.opening(this, breaker.nanos(), tally.shown(), 0, tally.reason() + breaker.lastFailureText());
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    void succeeded() {
        if (tally.success()) {
            breaker.look(); // where it did so before, the thread that should have opened it may have been unable to
        }
    }

    @Override
    void add(boolean failed, boolean slow) {
        if (tally.add(failed, slow)) {
            breaker.look();
        }
    }

    @Override
    void hangs() {
        tally.add(breaker.definition().tripOn().slowIsFailure(), true); // whoever notices goes on looking
    }

    @Override
    Tally.Shown shown() {
        return tally.shown();
    }

    /** False if the breaker is about to open, and the caller must look again. */
    boolean clear() {
        return tally.clear();
    }
}
