package dev.tripcoil.breaker;

/** The outcomes that rates look back on. Written by one thread at a time; {@link #sums} may be read meanwhile. */
abstract sealed class OutcomeWindow permits CountWindow, TimeWindow {

    static OutcomeWindow of(Definition.Window window, long now) {
        return window.span() == null
                ? new CountWindow(window.calls())
                : new TimeWindow(window.span().toNanos(), now);
    }

    /**
     * @param now in nanoseconds of the ticker, never less than before
     */
    abstract void add(boolean failed, boolean slow, long now);

    /**
     * So many calls that were neither failed nor slow.
     *
     * @param at as above, or a time that has passed by then: they count in the slice that it is in
     */
    abstract void addSuccesses(long count, long at);

    abstract void clear(long now);

    /** Whether it looks back on so many calls, whenever they were. */
    abstract boolean isOfCalls();

    /** The number of the slice that outcomes count in, from 0; always 0 where there are none. */
    abstract long slice();

    /** A moment in the slice of the number, in nanoseconds of the ticker. */
    abstract long timeOf(long slice);

    /** Whether that slice is over. */
    abstract boolean isOver(long now);

    /** Goes on to the slice that {@code now} is in. */
    abstract void advance(long now);

    // As of the last add, for the thread that wrote it.

    abstract long calls();

    abstract long failed();

    abstract long slow();

    /** As of now, for any thread; those that another thread writes meanwhile may be in it in part. */
    abstract Sums sums(long now);

    /** What is in the window. */
    record Sums(long calls, long failed, long slow) {

        double failureRate() {
            return rate(failed);
        }

        double slowRate() {
            return rate(slow);
        }

        /** Never above 100, though the three numbers may have been read from between two outcomes. */
        private double rate(long some) {
            return calls == 0 ? -1 : Math.min(100, some * 100.0 / calls);
        }
    }
}
