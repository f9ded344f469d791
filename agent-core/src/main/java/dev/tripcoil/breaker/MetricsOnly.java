package dev.tripcoil.breaker;

/**
 * Calls go through and are counted as in CLOSED, and nothing opens the breaker, until another operation. That it would have
 * opened is announced, once each time that a criterion comes to hold.
 */
final class MetricsOnly extends State {

    private final Tally tally;

    MetricsOnly(Breaker breaker, Terms terms, Transition arrival) {
        this(breaker, terms, arrival, breaker.newTally(terms, false, arrival.at()));
    }

    private MetricsOnly(Breaker breaker, Terms terms, Transition arrival, Tally tally) {
        super(breaker, terms, arrival);
        this.tally = tally;
    }

    @Override
    State under(Terms next, boolean afresh) {
        return new MetricsOnly(breaker, next, arrival, afresh ? breaker.newTally(next, false, breaker.nanos()) : tally);
    }

    @Override
    void continuedIn(State successor) {
        if (!countsAs((MetricsOnly) successor)) {
            tally.end();
        }
    }

    /** The same stay, with something to announce; calls in flight go on counting in it. */
    MetricsOnly announcing(Transition notice) {
        return new MetricsOnly(breaker, terms, notice, tally);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    void succeeded() {
        if (tally.success()) {
            MetricsOnly now = breaker.wouldHaveOpened(this);
            if (now != null) {
                now.succeeded();
            }
        }
    }

    @Override
    void add(boolean failed, boolean slow) {
        if (tally.add(failed, slow)) {
            MetricsOnly now = breaker.wouldHaveOpened(this);
            if (now != null) {
                now.add(failed, slow);
            }
        }
    }

    @Override
    void hangs() {
        add(breaker.definition().tripOn().slowIsFailure(), true);
    }

    /** Whether an outcome counts in the same counts in both. */
    boolean countsAs(MetricsOnly other) {
        return tally == other.tally;
    }

    /** Why it would have opened. */
    String reason() {
        return tally.reason() + breaker.lastFailureText();
    }

    @Override
    Tally.Shown shown() {
        return tally.shown();
    }
}
