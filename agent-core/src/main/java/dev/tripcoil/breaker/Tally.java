package dev.tripcoil.breaker;

/**
 * What the outcomes of one stay in CLOSED or METRICS_ONLY add up to, under one definition. Thread-safe.
 *
 * <p>In CLOSED it stays as it is once a criterion holds: whichever thread looks, the breaker has tripped, and a success that
 * ends in the meantime can't undo it.
 */
abstract sealed class Tally permits Counts, WindowTally {

    /** Numbers that there are for the tallies of a stay: as many as it may have definitions. */
    static final long FOR_A_STAY = 1 << 20;

    /** Of one that no {@link Cell} counts in. */
    static final long NO_NUMBER = 0;

    /** No other tally of the breaker has it. */
    final long number;

    /**
     * While it is as a {@link Cell} has seen it, a success has nothing to tell but that it was one: the cell counts it, and the tally takes that
     * when it needs to know. Never what a cell may have seen while each success has to be told.
     */
    volatile long word;

    Tally(long number) {
        this.number = number;
    }

    /**
     * @param number none that the breaker has had
     * @param trips whether it stays as it is once a criterion holds; METRICS_ONLY goes on counting
     * @param breaker for windows
     * @param from when they begin, in nanoseconds of the ticker
     */
    static Tally of(long number, Definition.TripOn tripOn, boolean trips, Breaker breaker, long from) {
        return tripOn.hasRate()
                ? new WindowTally(number, tripOn, trips, breaker, from)
                : new Counts(number, tripOn, trips);
    }

    /** Under the breaker's lock: takes what the cell has counted for this. */
    void take(Cell cell) {}

    /** Under the breaker's lock: the cell sees the word, if there is one to see. Returns false if successes have to be told. */
    boolean catchUp(Cell cell) {
        return false;
    }

    /** Time has passed. By whoever has said that it would tell. */
    void tick() {}

    /** A call that was neither failed nor slow; as {@link #add}. */
    abstract boolean success();

    /**
     * A call that failed, was slow, or both. Returns whether the caller has to look what has become of the breaker: where a criterion
     * trips, if it holds, by this outcome or already; where none does, if it has come to hold by this outcome; in either case after
     * the {@link #end}.
     */
    abstract boolean add(boolean failed, boolean slow);

    /** Sets everything back to 0, and returns true; false where nothing moves any more. */
    abstract boolean clear();

    /** Nothing counts here any more: other counts have taken the place of these. */
    abstract void end();

    /** Whether nothing moves any more, because a criterion holds for good, or after the {@link #end}. */
    abstract boolean tripped();

    /** What people are shown. */
    abstract Shown shown();

    /** Which criterion holds, in words, with the numbers that decide. */
    abstract String reason();

    /**
     * The numbers that count towards opening.
     *
     * @param failures in a row if that is a criterion, else net, else in the window
     * @param failureRate percent in the window; -1 where there is none, or it holds too few calls
     * @param slowRate likewise
     */
    record Shown(int failures, double failureRate, double slowRate) {
        static final Shown NOTHING = failures(0);

        static Shown failures(int failures) {
            return new Shown(failures, -1, -1);
        }
    }
}
