package dev.tripcoil.breaker;

/**
 * A breaker's stay in one state, under one definition. A new object for each, so that a compare-and-set from it can only succeed
 * once.
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
 *
 * <p>What is no transition, but a new object all the same: another definition ({@link #under}), another wait in OPEN, a notice in
 * METRICS_ONLY. A call that is under way meanwhile belongs to the stay as before, and its end finds its way to the newest object.
 */
abstract sealed class State extends Permit permits Closed, Open, HalfOpen, ForcedOpen, Disabled, MetricsOnly {

    final Breaker breaker;

    /** What the definition in force makes of it. */
    final Terms terms;

    /** That of the terms; null where the definition does not need to know the calls in flight. */
    final Watch watch;

    /** What outcomes count in; null in any state but CLOSED. */
    final Tally tally;

    /**
     * Whether a call that is let through needs nothing but to be counted: the breaker is closed, no calls in flight are watched, and no
     * key is in use.
     */
    private final boolean isPlain;

    /** How the breaker came to be in this state. */
    final Transition arrival;

    State(Breaker breaker, Terms terms, Transition arrival) {
        this(breaker, terms, arrival, null);
    }

    /** @param tally null in any state but CLOSED */
    State(Breaker breaker, Terms terms, Transition arrival, Tally tally) {
        this.breaker = breaker;
        this.terms = terms;
        this.arrival = arrival;
        watch = terms.watch();
        this.tally = tally;
        isPlain = tally != null && watch == null && breaker.use() == null;
    }

    /**
     * The same stay under other terms; null when another thread was faster and the caller must look again.
     *
     * @param afresh whether what has been counted in this stay is forgotten
     */
    abstract State under(Terms next, boolean afresh);

    /** The breaker has gone on to {@code successor}, the same stay under other terms: what ends from now on counts there. */
    void continuedIn(State successor) {}

    final boolean isPlain() {
        return isPlain;
    }

    final boolean isSameStayAs(State other) {
        return arrival.stay() == other.arrival.stay();
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
