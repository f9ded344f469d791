package dev.tripcoil.breaker;

/**
 * Where a half-open period stands. Immutable: the period goes from one to the next by compare-and-set, so that the
 * places taken, the successes and the verdict always belong together.
 *
 * @param succeeded trials that ended well
 * @param inFlight the trials under way, oldest first
 * @param failed whether a trial has failed
 */
record Trials(int succeeded, Trial[] inFlight, boolean failed) {

    static final Trials NONE = new Trials(0, new Trial[0], false);

    boolean holds(Trial trial) {
        return indexOf(trial) >= 0;
    }

    Trials with(Trial trial) {
        Trial[] more = new Trial[inFlight.length + 1];
        System.arraycopy(inFlight, 0, more, 0, inFlight.length);
        more[inFlight.length] = trial;
        return new Trials(succeeded, more, failed);
    }

    /** After the trial, which must be in flight, has ended. */
    Trials without(Trial trial, Outcome outcome) {
        int gap = indexOf(trial);
        Trial[] fewer = new Trial[inFlight.length - 1];
        System.arraycopy(inFlight, 0, fewer, 0, gap);
        System.arraycopy(inFlight, gap + 1, fewer, gap, fewer.length - gap);
        return new Trials(
                outcome == Outcome.SUCCESS ? succeeded + 1 : succeeded, fewer, failed || outcome == Outcome.FAILURE);
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
