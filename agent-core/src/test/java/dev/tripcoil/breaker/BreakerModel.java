package dev.tripcoil.breaker;

import java.util.ArrayList;
import java.util.List;

/**
 * What the specification says, written down as simply as possible: one thread, plain fields, plain lists, time handed
 * in as nanoseconds since the beginning. Nothing here is shared with the breaker but the definition and the names.
 */
final class BreakerModel {

    /** A call that was let through, and in which period. */
    static final class Call {
        final int period;
        final boolean trial;
        final long deadline;

        Call(int period, boolean trial, long deadline) {
            this.period = period;
            this.trial = trial;
            this.deadline = deadline;
        }
    }

    /** A transition. */
    record Told(long number, StateName from, StateName to, long at, long date) {}

    private final int consecutiveThreshold;
    private final int netThreshold;
    private final long openFor;
    private final int calls;
    private final int concurrent;
    private final long callTimeout;
    private final FakeTicker wallClock;

    /** Counts the stays: a call belongs to the one in which it was let through. */
    private int period;

    StateName state;
    long sinceDate;
    long openedDate;
    long halfOpenDate;
    long timesOpened;
    int failuresThatOpenedIt;
    long halfOpenAt;

    int consecutive;
    int net;
    int succeededTrials;
    final List<Call> trials = new ArrayList<>();

    long successful;
    long failed;
    long ignored;
    long rejected;

    final List<Told> told = new ArrayList<>();
    private long transitions;

    /** The wall clock is asked for dates alone. */
    BreakerModel(Definition definition, FakeTicker wallClock) {
        consecutiveThreshold = definition.tripOn().consecutiveFailures();
        netThreshold = definition.tripOn().netFailures();
        openFor = definition.openFor().initial().toNanos();
        calls = definition.halfOpen().calls();
        concurrent = definition.halfOpen().concurrent();
        callTimeout = definition.halfOpen().callTimeout() == null
                ? openFor
                : definition.halfOpen().callTimeout().toNanos();
        this.wallClock = wallClock;
        state = StateName.valueOf(definition.startAs().name());
        sinceDate = wallClock.dateAt(0);
        if (state == StateName.OPEN) {
            timesOpened = 1;
            openedDate = sinceDate;
            waitFrom(0);
        }
    }

    /** Time makes the transitions that are due: an opening that is over, a trial that took too long. */
    void look(long now) {
        boolean again = true;
        while (again) {
            again = false;
            if (state == StateName.OPEN && now >= halfOpenAt) {
                go(StateName.HALF_OPEN, now);
                again = true;
            } else if (state == StateName.HALF_OPEN && firstDeadline() <= now) {
                open(firstDeadline(), 1);
                again = true;
            }
        }
    }

    /** A call that goes through, or null for one that is refused. */
    Call enter(long now) {
        look(now);
        switch (state) {
            case OPEN, FORCED_OPEN -> {
                rejected++;
                return null;
            }
            case HALF_OPEN -> {
                if (trials.size() >= concurrent || trials.size() + succeededTrials >= calls) {
                    rejected++;
                    return null;
                }
                var trial = new Call(period, true, now + callTimeout);
                trials.add(trial);
                return trial;
            }
            default -> {
                return new Call(period, false, 0);
            }
        }
    }

    void end(Call call, Outcome outcome, long now) {
        switch (outcome) {
            case SUCCESS -> successful++;
            case FAILURE -> failed++;
            case IGNORED -> ignored++;
        }
        if (call.trial) {
            look(now);
        }
        if (call.period != period) {
            return; // late
        }
        if (call.trial) {
            trials.remove(call);
        }
        if (outcome == Outcome.IGNORED) {
            return;
        }
        if (state == StateName.HALF_OPEN) {
            if (outcome == Outcome.FAILURE) {
                open(now, 1);
            } else {
                succeededTrials++;
                if (succeededTrials == calls) {
                    go(StateName.CLOSED, now);
                }
            }
        } else if (state == StateName.CLOSED || state == StateName.METRICS_ONLY) {
            count(outcome, now);
        }
    }

    private void count(Outcome outcome, long now) {
        if (outcome == Outcome.SUCCESS) {
            consecutive = 0;
            net = Math.max(0, net - 1);
            return;
        }
        consecutive++;
        net = Math.min(netThreshold, net + 1);
        boolean holds = consecutiveThreshold > 0 && consecutive >= consecutiveThreshold
                || netThreshold > 0 && net >= netThreshold;
        if (state == StateName.CLOSED && holds) {
            open(now, failureCount());
        }
    }

    void trip(long now) {
        look(now);
        if (state == StateName.OPEN) {
            waitFrom(now);
        } else {
            open(now, 0);
        }
    }

    void reset(long now) {
        look(now);
        if (state == StateName.CLOSED) {
            consecutive = 0;
            net = 0;
        } else {
            go(StateName.CLOSED, now);
        }
    }

    void byHand(StateName target, long now) {
        look(now);
        if (state != target) {
            go(target, now);
        }
    }

    int failureCount() {
        return switch (state) {
            case CLOSED, METRICS_ONLY -> consecutiveThreshold > 0 ? consecutive : net;
            case OPEN -> failuresThatOpenedIt;
            default -> 0;
        };
    }

    /** The next moment at which time changes something; the beginning if there is none. */
    long nextBoundary() {
        if (state == StateName.OPEN) {
            return halfOpenAt;
        }
        return state == StateName.HALF_OPEN && !trials.isEmpty() ? firstDeadline() : 0;
    }

    private long firstDeadline() {
        long first = Long.MAX_VALUE;
        for (Call trial : trials) {
            first = Math.min(first, trial.deadline);
        }
        return first;
    }

    private void open(long at, int failures) {
        go(StateName.OPEN, at);
        timesOpened++;
        openedDate = sinceDate;
        failuresThatOpenedIt = failures;
        waitFrom(at);
    }

    private void waitFrom(long at) {
        halfOpenAt = at + openFor;
        halfOpenDate = wallClock.dateAt(halfOpenAt);
    }

    private void go(StateName next, long at) {
        sinceDate = wallClock.dateAt(at);
        transitions++;
        told.add(new Told(transitions, state, next, at, sinceDate));
        state = next;
        period++;
        consecutive = 0;
        net = 0;
        succeededTrials = 0;
        trials.clear();
        halfOpenDate = 0;
    }
}
