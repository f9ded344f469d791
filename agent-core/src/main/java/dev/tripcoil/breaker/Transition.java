package dev.tripcoil.breaker;

/**
 * One change of state, made by whoever won the compare-and-set. Immutable, but for the link to the one before.
 *
 * <p>The link is what makes every transition known in order: it is set before the compare-and-set, so that no winner has
 * to do anything afterwards for its transition not to be lost. {@link Breaker#announce} walks back along it, and cuts it.
 */
public final class Transition {

    private final long number;
    private final long stay;
    private final StateName from;
    private final StateName to;
    private final String why;
    private final long wait;
    private final long sinceMillis;
    private final long at;
    private final long epochMillis;
    private final long timesOpened;
    private final long openedMillis;
    private volatile Transition previous;

    private Transition(
            Transition previous,
            StateName from,
            StateName to,
            long number,
            long at,
            long epochMillis,
            long sinceMillis,
            long wait,
            String why) {
        this.previous = previous;
        this.from = from;
        this.to = to;
        this.number = number;
        stay = previous != null && from == to ? previous.stay : number;
        this.at = at;
        this.epochMillis = epochMillis;
        this.sinceMillis = sinceMillis;
        this.wait = wait;
        this.why = why;
        boolean opens = to == StateName.OPEN;
        long openings = previous == null ? 0 : previous.timesOpened;
        timesOpened = opens ? openings + 1 : openings;
        openedMillis = opens ? epochMillis : previous == null ? 0 : previous.openedMillis;
    }

    /** The beginning, which is announced to nobody. */
    static Transition start(StateName state, long at, long epochMillis) {
        return new Transition(null, state, state, 0, at, epochMillis, epochMillis, 0, "start-as");
    }

    /** The transition from the state that this one led to. */
    Transition followedBy(StateName next, long now, long nowMillis, String reason) {
        return new Transition(this, to, next, number + 1, now, nowMillis, nowMillis, 0, reason);
    }

    /** The transition into OPEN, for a wait in nanoseconds. */
    Transition opening(long now, long nowMillis, long waitNanos, String reason) {
        return new Transition(this, to, StateName.OPEN, number + 1, now, nowMillis, nowMillis, waitNanos, reason);
    }

    /** Something to announce within the same stay: a breaker set to metrics only would have opened. */
    Transition notice(long now, long nowMillis, String reason) {
        return new Transition(this, to, to, number + 1, now, nowMillis, sinceMillis, 0, reason);
    }

    /** 1 for a breaker's first transition, and so on without gaps. */
    public long number() {
        return number;
    }

    public StateName from() {
        return from;
    }

    public StateName to() {
        return to;
    }

    /** In words, with the numbers that decided. */
    public String why() {
        return why;
    }

    /** Whether it is no change of state, but says that METRICS_ONLY has kept the breaker from opening. */
    public boolean isNotice() {
        return from == to;
    }

    /** How long the breaker will stay open, in nanoseconds; 0 for any other state. */
    public long waitNanos() {
        return wait;
    }

    /** The same for each transition of one stay, which only notices are beside the first. */
    long stay() {
        return stay;
    }

    /** When the stay in the state began, in milliseconds since 1970. */
    long sinceMillis() {
        return sinceMillis;
    }

    /** The date, in milliseconds since 1970. */
    public long epochMillis() {
        return epochMillis;
    }

    /** When it took effect, in nanoseconds of the ticker; for a trial that timed out, its deadline. */
    long at() {
        return at;
    }

    long timesOpened() {
        return timesOpened;
    }

    /** The date of the last entry into OPEN up to this one, in milliseconds since 1970; 0 if there was none. */
    long openedMillis() {
        return openedMillis;
    }

    Transition previous() {
        return previous;
    }

    void forgetPrevious() {
        previous = null;
    }

    @Override
    public String toString() {
        return isNotice() ? to + ": would have opened: " + why : from + " \u2192 " + to + ": " + why;
    }
}
