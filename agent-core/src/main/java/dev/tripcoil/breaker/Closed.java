package dev.tripcoil.breaker;

/** Calls go through and are counted, until a criterion holds. */
final class Closed extends State {

    Closed(Breaker breaker, Terms terms, Transition arrival) {
        this(breaker, terms, arrival, breaker.newTally(terms, true, arrival.at()));
    }

    private Closed(Breaker breaker, Terms terms, Transition arrival, Tally tally) {
        super(breaker, terms, arrival, tally);
    }

    @Override
    State under(Terms next, boolean afresh) {
        Tally counts = afresh ? breaker.newTally(next, true, breaker.nanos()) : tally;
        return new Closed(breaker, next, arrival, counts);
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
            State now = breaker.look(); // where it did so before, the thread that should have opened it may have been
            // unable to
            if (goesOnIn(now)) {
                now.succeeded();
            }
        }
    }

    @Override
    void add(boolean failed, boolean slow) {
        if (tally.add(failed, slow)) {
            State now = breaker.look();
            if (goesOnIn(now)) {
                now.add(failed, slow);
            }
        }
    }

    /** Whoever notices goes on looking. */
    @Override
    void hangs() {
        if (tally.add(breaker.definition().tripOn().slowIsFailure(), true)) {
            State now = breaker.current();
            if (goesOnIn(now)) {
                now.hangs();
            }
        }
    }

    /** Whether it was not a criterion that held, but the end of these counts: the same stay counts in others since. */
    private boolean goesOnIn(State now) {
        return now != this && now.isSameStayAs(this);
    }

    @Override
    Tally.Shown shown() {
        return tally.shown();
    }

    /** False if the breaker is about to open, or has other counts by now, and the caller must look again. */
    boolean clear() {
        return tally.clear();
    }
}
