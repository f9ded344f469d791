package dev.tripcoil.breaker;

/**
 * Where a half-open period stands. Immutable: the period goes from one to the next by compare-and-set, so that the
 * places taken, the outcomes and the verdict always belong together.
 *
 * @param succeeded trials that ended well
 * @param failed trials that did not, or not in time
 * @param inFlight the trials under way, oldest first
 * @param lastAt when the last one finished, in nanoseconds of the ticker
 * @param lastTimedOut whether it did so by running out of time
 */
record Trials(int succeeded, int failed, Trial[] inFlight, long lastAt, boolean lastTimedOut) {

    static final Trials NONE = new Trials(0, 0, new Trial[0], 0, false);

    int finished() {
        return succeeded + failed;
    }

    boolean holds(Trial trial) {
        return indexOf(trial) >= 0;
    }

    Trials with(Trial trial) {
        Trial[] more = new Trial[inFlight.length + 1];
        System.arraycopy(inFlight, 0, more, 0, inFlight.length);
        more[inFlight.length] = trial;
        return new Trials(succeeded, failed, more, lastAt, lastTimedOut);
    }

    /** After the trial, which must be in flight, has ended. */
    Trials without(Trial trial, Outcome outcome, long now) {
        return without(trial, outcome, now, false);
    }

    /** After the trial, which must be in flight, has run out of time. */
    Trials timedOut(Trial trial) {
        return without(trial, Outcome.FAILURE, trial.deadline(), true);
    }

    private Trials without(Trial trial, Outcome outcome, long at, boolean timedOut) {
        int gap = indexOf(trial);
        Trial[] fewer = new Trial[inFlight.length - 1];
        System.arraycopy(inFlight, 0, fewer, 0, gap);
        System.arraycopy(inFlight, gap + 1, fewer, gap, fewer.length - gap);
        return new Trials(
                outcome == Outcome.SUCCESS ? succeeded + 1 : succeeded,
                outcome == Outcome.FAILURE ? failed + 1 : failed,
                fewer,
                at,
                timedOut);
    }

    /** The trial whose deadline passed first, or null while all are in time. All have the same time to finish. */
    Trial overdue(long now) {
        return inFlight.length > 0 && now - inFlight[0].deadline() >= 0 ? inFlight[0] : null;
    }

    private int indexOf(Trial trial) {
        for (int i = 0; i < inFlight.length; i++) {
            if (inFlight[i] == trial) {
                return i;
            }
        }
        return -1;
    }
}
