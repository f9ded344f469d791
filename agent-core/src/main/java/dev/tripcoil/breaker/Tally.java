package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the outcomes of one stay in CLOSED or METRICS_ONLY add up to, under one definition. Thread-safe.
 *
 * <p>In CLOSED it stays as it is once a criterion holds: whichever thread looks, the breaker has tripped, and a success that
 * ends in the meantime can't undo it.
 */
abstract sealed class Tally permits Counts, WindowTally {

    private static final VarHandle PASS = MethodHandles.arrayElementVarHandle(long[].class);

    /**
     * The pass, alone in an array, apart from what others write. While it is as a {@link Cell} has seen it, a call is let through, and a success has
     * nothing to tell but that it was one: the cell counts it, and the tally takes that when it needs to know. Never what a cell may have seen
     * while each success has to be told, nor after the {@link #end}.
     */
    private final long[] passes = new long[8];

    final long[] passes() {
        return passes;
    }

    final long pass() {
        return (long) PASS.getVolatile(passes, 0);
    }

    final void pass(long next) {
        PASS.setVolatile(passes, 0, next);
    }

    /** Returns what it was, which is {@code seen} if it is {@code next} now. */
    final long exchangePass(long seen, long next) {
        return (long) PASS.compareAndExchange(passes, 0, seen, next);
    }

    /**
     * @param trips whether it stays as it is once a criterion holds; METRICS_ONLY goes on counting
     * @param breaker for windows
     * @param from when they begin, in nanoseconds of the ticker
     */
    static Tally of(Definition.TripOn tripOn, boolean trips, Breaker breaker, long from) {
        return tripOn.hasRate() ? new WindowTally(tripOn, trips, breaker, from) : new Counts(tripOn, trips);
    }

    /** Under the breaker's lock: takes what the cell has counted for this. */
    void take(Cell cell) {}

    /** Under the breaker's lock: the cell sees the word, if there is one to see. Returns false if successes have to be told. */
    boolean catchUp(Cell cell) {
        return false;
    }

    /** Whether the word to see is another than the cell has seen. */
    boolean hasGoneOn(Cell cell) {
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
