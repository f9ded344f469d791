package dev.tripcoil.breaker;

/**
 * A breaker's stay in one state. A new object for each stay, so that a compare-and-set from it can only succeed once.
 *
 * <p>The legal transitions; each is one compare-and-set on {@link Breaker}'s state:
 *
 * <pre>
 * CLOSED     to OPEN       a criterion of trip-on holds
 * OPEN       to HALF_OPEN  open-for has passed, seen by a call or a reader
 * HALF_OPEN  to CLOSED     enough trials succeeded
 * HALF_OPEN  to OPEN       a trial failed, or did not finish in time
 * any other  to OPEN, CLOSED, FORCED_OPEN, DISABLED, METRICS_ONLY   by hand
 * </pre>
 */
abstract sealed class State extends Permit permits Closed, Open, HalfOpen, ForcedOpen, Disabled, MetricsOnly {

    final Breaker breaker;

    /** How the breaker came to be in this state. */
    final Transition arrival;

    State(Breaker breaker, Transition arrival) {
        this.breaker = breaker;
        this.arrival = arrival;
    }

    /**
     * The state that time or the counts have made of this one, or null while it is as it was.
     *
     * <p>The clock is read here, after the state, so that a thread that is held up in between never takes a moment from
     * before the state began for the present.
     */
    State due() {
        return null;
    }

    /** A permit for a call, refusing or not; null when another thread was faster and the caller must look again. */
    Permit enter() {
        return this;
    }

    /** What counts towards opening; in OPEN what opened it. */
    Tally.Shown shown() {
        return Tally.Shown.NOTHING;
    }

    /** Successful trials. */
    int successCount() {
        return 0;
    }

    /** Until when calls are refused at the latest, in nanoseconds of the ticker; null where only an operation ends it. */
    Long until() {
        return null;
    }

    final StateName name() {
        return arrival.to();
    }

    @Override
    public final Breaker breaker() {
        return breaker;
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
