package dev.tripcoil.breaker;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls go through and are counted as in CLOSED, and nothing opens the breaker, until another operation. That it would have
 * opened is announced, once each time that a criterion comes to hold.
 */
final class MetricsOnly extends State {

    private final Tally tally;

    /** Whether a criterion held at the last outcome. */
    private final AtomicBoolean held;

    MetricsOnly(Breaker breaker, Transition arrival) {
        this(breaker, arrival, breaker.newTally(false, arrival.at()), new AtomicBoolean());
    }

    private MetricsOnly(Breaker breaker, Transition arrival, Tally tally, AtomicBoolean held) {
        super(breaker, arrival);
        this.tally = tally;
        this.held = held;
    }

    /** The same stay, with something to announce; calls in flight go on counting in it. */
    MetricsOnly announcing(Transition notice) {
        return new MetricsOnly(breaker, notice, tally, held);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    void succeeded() {
        note(tally.success());
    }

    @Override
    void add(boolean failed, boolean slow) {
        note(tally.add(failed, slow));
    }

    @Override
    void hangs() {
        add(breaker.definition().tripOn().slowIsFailure(), true);
    }

    private void note(boolean holds) {
        if (!holds) {
            if (held.get()) {
                held.set(false);
            }
        } else if (held.compareAndSet(false, true)) {
            breaker.wouldHaveOpened(tally, tally.reason() + breaker.lastFailureText());
        }
    }

    boolean counts(Tally other) {
        return tally == other;
    }

    @Override
    Tally.Shown shown() {
        return tally.shown();
    }
}
