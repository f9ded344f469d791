package dev.tripcoil.breaker;

/**
 * Where a half-open period stands. Immutable: the period goes from one to the next by compare-and-set, so that the
 * places taken, the outcomes and the verdict always belong together.
 *
 * @param succeeded trials that ended well
 * @param failed trials that did not, or not in time
 * @param inFlight the trials under way, oldest first
 * @param lastAt when the last one finished, in nanoseconds of the ticker
 * @param timedOut the last one to finish, if it did so by running out of time; else null
 * @param successor the same stay under another definition, once the breaker goes over to that: nothing here changes any more
 */
record Trials(int succeeded, int failed, Trial[] inFlight, long lastAt, Trial timedOut, HalfOpen successor) {

    static final Trials NONE = new Trials(0, 0, new Trial[0], 0, null, null);

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
        return new Trials(succeeded, failed, more, lastAt, timedOut, null);
    }

    /** After the trial, which must be in flight, has ended. */
    Trials without(Trial trial, Outcome outcome, long now) {
        return without(trial, outcome, now, null);
    }

    /** After the trial, which must be in flight, has run out of time. */
    Trials timedOut(Trial trial) {
        return without(trial, Outcome.FAILURE, trial.deadline(), trial);
    }

    private Trials without(Trial trial, Outcome outcome, long at, Trial overdue) {
        int gap = indexOf(trial);
        Trial[] fewer = new Trial[inFlight.length - 1];
        System.arraycopy(inFlight, 0, fewer, 0, gap);
        System.arraycopy(inFlight, gap + 1, fewer, gap, fewer.length - gap);
        return new Trials(
                outcome == Outcome.SUCCESS ? succeeded + 1 : succeeded,
                outcome == Outcome.FAILURE ? failed + 1 : failed,
                fewer,
                at,
                overdue,
                null);
    }

    /** The trials under way alone. */
    Trials afresh() {
        return new Trials(0, 0, inFlight, 0, null, null);
    }

    Trials continuedIn(HalfOpen next) {
        return new Trials(succeeded, failed, inFlight, lastAt, timedOut, next);
    }

    /** The trial whose deadline passed first, or null while all are in time. */
    Trial overdue(long now) {
        Trial first = first();
        return first != null && now - first.deadline() >= 0 ? first : null;
    }

    /** The trial whose deadline is the first, or null if there is none. Their definitions may have given them different times. */
    Trial first() {
        Trial first = null;
        for (Trial trial : inFlight) {
            if (first == null || trial.deadline() - first.deadline() < 0) {
                first = trial;
            }
        }
        return first;
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
