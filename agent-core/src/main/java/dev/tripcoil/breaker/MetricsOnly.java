package dev.tripcoil.breaker;

/**
 * Calls go through and are counted as in CLOSED, and nothing opens the breaker, until another operation. That it would have
 * opened is announced, once each time that a criterion comes to hold.
 */
final class MetricsOnly extends State {

    private final Tally counts;

    MetricsOnly(Breaker breaker, Terms terms, Transition arrival) {
        this(breaker, terms, arrival, breaker.newTally(terms, false, arrival.at()));
    }

    private MetricsOnly(Breaker breaker, Terms terms, Transition arrival, Tally counts) {
        super(breaker, terms, arrival);
        this.counts = counts;
    }

    @Override
    State under(Terms next, boolean afresh) {
        return new MetricsOnly(
                breaker, next, arrival, afresh ? breaker.newTally(next, false, breaker.nanos()) : counts);
    }

    @Override
    void continuedIn(State successor) {
        if (!countsAs((MetricsOnly) successor)) {
            counts.end();
        }
    }

    /** The same stay, with something to announce; calls in flight go on counting in it. */
    MetricsOnly announcing(Transition notice) {
        return new MetricsOnly(breaker, terms, notice, counts);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    void succeeded() {
        if (counts.success()) {
            MetricsOnly now = breaker.wouldHaveOpened(this);
            if (now != null) {
                now.succeeded();
            }
        }
    }

    @Override
    void add(boolean failed, boolean slow) {
        if (counts.add(failed, slow)) {
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
        return counts == other.counts;
    }

    /** Why it would have opened. */
    String reason() {
        return counts.reason() + breaker.lastFailureText();
    }

    @Override
    Tally.Shown shown() {
        return counts.shown();
    }
}
