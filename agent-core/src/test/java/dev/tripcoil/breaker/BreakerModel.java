package dev.tripcoil.breaker;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What the specification says, written down as simply as possible: one thread, plain fields, plain lists, time handed
 * in as nanoseconds since the beginning. Nothing here is shared with the breaker but the definition and the names.
 */
final class BreakerModel {

    /** A call that was let through, when, and in which period. */
    static final class Call {
        final int period;
        final boolean trial;
        final long started;
        final long deadline;

        /** Whether the definition needed to know the calls in flight when it began, and since when. */
        final boolean known;

        final boolean timed;

        /** Seen to be slow while it was in flight. */
        boolean noticed;

        Call(int period, boolean trial, long started, long deadline, boolean known, boolean timed) {
            this.period = period;
            this.trial = trial;
            this.started = started;
            this.deadline = deadline;
            this.known = known;
            this.timed = timed;
        }
    }

    /** An outcome that counted in the period. */
    private record Counted(boolean failed, boolean slow, long at) {}

    /** A transition, or a notice. */
    record Told(long number, StateName from, StateName to, long at, long date, long waiting) {}

    private Definition definition;
    private Definition.TripOn tripOn;
    private Definition.HalfOpenTerms halfOpen;
    private long slowAfter;
    private final FakeTicker wallClock;
    private final DoubleSupplier random;

    /** Counts the stays: a call belongs to the one in which it was let through. */
    private int period;

    StateName state;
    long sinceDate;
    long openedDate;
    long halfOpenDate;
    long timesOpened;

    /** The counts that opened it. */
    private int failuresThatOpenedIt;

    private double failureRateThatOpenedIt;
    private double slowRateThatOpenedIt;

    /** Openings after failed trials, since it was last closed. */
    private int failedTrialsInARow;

    private long wait;
    private long halfOpenAt;

    /** What ended since the period began or was reset, oldest first. */
    private final List<Counted> outcomes = new ArrayList<>();

    private long countingSince;
    private int consecutive;
    private int net;
    private boolean held;

    int succeededTrials;
    private int failedTrials;
    private final List<Call> trials = new ArrayList<>();

    final List<Call> inFlight = new ArrayList<>();

    long successful;
    long failed;
    long slow;
    long ignored;
    long rejected;

    /** How the text of the last failure begins and ends; null if there was none. */
    String lastFailure;

    static final String THROWN = "thrown";
    static final String SLOW = "slow";
    static final String HANGING = "hanging";

    final List<Told> told = new ArrayList<>();

    /**
     * @param wallClock is asked for dates alone
     * @param random draws what the breaker draws
     */
    BreakerModel(Definition definition, FakeTicker wallClock, DoubleSupplier random) {
        this.wallClock = wallClock;
        this.random = random;
        take(definition);
        state = StateName.valueOf(definition.startAs().name());
        sinceDate = wallClock.dateAt(0);
        failureRateThatOpenedIt = -1;
        slowRateThatOpenedIt = -1;
        if (state == StateName.OPEN) {
            timesOpened = 1;
            openedDate = sinceDate;
            draw();
            waitFrom(0);
        }
    }

    private void take(Definition next) {
        definition = next;
        tripOn = next.tripOn();
        halfOpen = next.halfOpen();
        slowAfter = tripOn.slowerThan() == null
                ? Long.MAX_VALUE
                : tripOn.slowerThan().toNanos();
    }

    /** The state, the wait and the trials under way stay; what has been counted in CLOSED, METRICS_ONLY or HALF_OPEN goes. */
    void redefine(Definition next, long now) {
        look(now);
        boolean decidesAsBefore = next.tripOn().equals(tripOn)
                && next.openFor().equals(definition.openFor())
                && next.maxConcurrent() == definition.maxConcurrent()
                && next.halfOpen().equals(halfOpen)
                && next.failures().equals(definition.failures());
        take(next);
        if (!decidesAsBefore) {
            countFrom(now);
            held = false;
            succeededTrials = 0;
            failedTrials = 0;
        }
    }

    /** Whether it has to know the calls in flight. */
    boolean watches() {
        return hasSlow() || definition.maxConcurrent() > 0;
    }

    boolean ignoresSomething() {
        return !definition.failures().ignore().isEmpty();
    }

    boolean hasSlow() {
        return tripOn.slowerThan() != null;
    }

    /** First the calls that hang count; then time makes the transitions that are due. */
    void look(long now) {
        for (Call call : inFlight) {
            if (hasSlow() && call.timed && now - call.started >= slowAfter && !call.noticed) {
                call.noticed = true;
                slow++;
                if (slowIsFailure()) {
                    lastFailure = HANGING;
                }
                if (call.period == period && !call.trial) {
                    count(slowIsFailure(), true, now);
                }
            }
        }
        if (state == StateName.CLOSED && opens) {
            openBecauseOfTheCounts(now);
        }
        boolean again = true;
        while (again) {
            again = false;
            if (state == StateName.OPEN && now >= halfOpenAt) {
                go(StateName.HALF_OPEN, now, 0);
                again = true;
            } else if (state == StateName.HALF_OPEN && firstDeadline() <= now) {
                long deadline = firstDeadline();
                trials.removeIf(trial -> trial == firstTrial());
                finishedTrial(false, deadline);
                again = true;
            }
        }
    }

    /** A call that goes through, or null for one that is refused. */
    Call enter(long now) {
        look(now);
        boolean refused = state == StateName.OPEN || state == StateName.FORCED_OPEN;
        if (state == StateName.HALF_OPEN) {
            int places = Math.min(halfOpen.concurrent(), halfOpen.calls() - succeededTrials - failedTrials);
            refused = trials.size() >= places;
        }
        boolean limited = state == StateName.CLOSED || state == StateName.HALF_OPEN;
        if (limited && definition.maxConcurrent() > 0 && callsInFlight() >= definition.maxConcurrent()) {
            refused = true;
        }
        if (refused) {
            rejected++;
            return null;
        }
        boolean trial = state == StateName.HALF_OPEN;
        long timeout =
                halfOpen.callTimeout() == null ? wait : halfOpen.callTimeout().toNanos();
        var call = new Call(period, trial, now, now + Math.min(timeout, slowAfter), watches(), hasSlow());
        inFlight.add(call);
        if (trial) {
            trials.add(call);
        }
        return call;
    }

    /**
     * @param thrown what the end is, its duration aside
     */
    void end(Call call, Outcome thrown, long now) {
        inFlight.remove(call);
        if (call.known || call.trial) {
            look(now);
        }
        boolean isSlow = hasSlow() && call.timed && now - call.started >= slowAfter;
        boolean isFailure = thrown == Outcome.FAILURE || thrown == Outcome.SUCCESS && isSlow && slowIsFailure();
        if (thrown == Outcome.IGNORED) {
            ignored++;
        } else if (isFailure) {
            failed++;
            lastFailure = thrown == Outcome.FAILURE ? THROWN : SLOW;
        } else {
            successful++;
        }
        if (isSlow && thrown != Outcome.IGNORED && !call.noticed) {
            slow++;
        }
        if (call.period != period) {
            return; // late
        }
        if (call.trial) {
            boolean inTime = trials.remove(call);
            if (inTime && thrown != Outcome.IGNORED) {
                finishedTrial(thrown == Outcome.SUCCESS && !isSlow, now);
            }
        } else if (!call.noticed && thrown != Outcome.IGNORED) {
            count(isFailure, isSlow, now);
            if (opens) {
                openBecauseOfTheCounts(now);
            }
        }
    }

    private boolean slowIsFailure() {
        return hasSlow() && tripOn.slowRate() == 0;
    }

    private boolean opens;

    /** Once a criterion holds in CLOSED, nothing counts any more until it opens. */
    private void count(boolean isFailure, boolean isSlow, long now) {
        if (opens || state != StateName.CLOSED && state != StateName.METRICS_ONLY) {
            return;
        }
        outcomes.add(new Counted(isFailure, isSlow, now));
        consecutive = isFailure ? consecutive + 1 : 0;
        net = isFailure ? Math.min(tripOn.netFailures(), net + 1) : Math.max(0, net - 1);
        boolean holds = holds(now);
        if (state == StateName.CLOSED) {
            opens = holds;
            return;
        }
        if (holds && !held) {
            told.add(new Told(told.size() + 1, state, state, now, wallClock.dateAt(now), 0));
        }
        held = holds;
    }

    private boolean holds(long now) {
        if (tripOn.consecutiveFailures() > 0 && consecutive >= tripOn.consecutiveFailures()) {
            return true;
        }
        if (tripOn.netFailures() > 0 && net >= tripOn.netFailures()) {
            return true;
        }
        var window = window(now);
        return window.size() >= tripOn.minimumCalls()
                && (tripOn.failureRate() > 0 && reached(failedIn(window), window.size(), tripOn.failureRate())
                        || tripOn.slowRate() > 0 && reached(slowIn(window), window.size(), tripOn.slowRate()));
    }

    /** In decimal numbers, as people write them. */
    private static boolean reached(int some, int all, double percent) {
        var share = new BigDecimal(Double.toString(percent)).multiply(BigDecimal.valueOf(all));
        return BigDecimal.valueOf(some * 100L).compareTo(share) >= 0;
    }

    private static int failedIn(List<Counted> window) {
        return (int) window.stream().filter(Counted::failed).count();
    }

    private static int slowIn(List<Counted> window) {
        return (int) window.stream().filter(Counted::slow).count();
    }

    private List<Counted> window(long now) {
        if (tripOn.window().span() == null) {
            return outcomes.subList(
                    Math.max(0, outcomes.size() - tripOn.window().calls()), outcomes.size());
        }
        long span = tripOn.window().span().toNanos();
        long slice = Math.min(span / 10, 1_000_000_000L);
        long slices = span / slice + (span % slice == 0 ? 0 : 1);
        long current = (now - countingSince) / slice;
        return outcomes.stream()
                .filter(each -> current - (each.at - countingSince) / slice < slices)
                .toList();
    }

    private void openBecauseOfTheCounts(long now) {
        int failures = failureCount(now);
        double failureRate = failureRate(now);
        double slowRate = slowRate(now);
        open(now, 0);
        failuresThatOpenedIt = failures;
        failureRateThatOpenedIt = failureRate;
        slowRateThatOpenedIt = slowRate;
    }

    private void finishedTrial(boolean succeeded, long at) {
        if (succeeded) {
            succeededTrials++;
        } else {
            failedTrials++;
        }
        int finished = succeededTrials + failedTrials;
        boolean reopens;
        if (halfOpen.failureRate() == 0) {
            reopens = failedTrials > 0;
        } else {
            reopens = finished >= halfOpen.calls() && reached(failedTrials, finished, halfOpen.failureRate());
        }
        if (reopens) {
            int failures = failedTrials;
            open(at, failedTrialsInARow + 1);
            failuresThatOpenedIt = failures;
        } else if (finished >= halfOpen.calls()) {
            go(StateName.CLOSED, at, 0);
        }
    }

    void trip(long now) {
        look(now);
        if (state == StateName.OPEN) {
            draw();
            waitFrom(now);
        } else {
            open(now, 0);
        }
    }

    void reset(long now) {
        look(now);
        if (state == StateName.CLOSED) {
            countFrom(now);
        } else {
            go(StateName.CLOSED, now, 0);
        }
    }

    void byHand(StateName target, long now) {
        look(now);
        if (state != target) {
            go(target, now, 0);
        }
    }

    private boolean counts() {
        return state == StateName.CLOSED || state == StateName.METRICS_ONLY;
    }

    int failureCount(long now) {
        if (state == StateName.OPEN) {
            return failuresThatOpenedIt;
        }
        if (!counts()) {
            return 0;
        }
        if (tripOn.consecutiveFailures() > 0) {
            return consecutive;
        }
        return tripOn.netFailures() > 0 ? net : failedIn(window(now));
    }

    double failureRate(long now) {
        if (state == StateName.OPEN) {
            return failureRateThatOpenedIt;
        }
        return showsRates(now) ? failedIn(window(now)) * 100.0 / window(now).size() : -1;
    }

    double slowRate(long now) {
        if (state == StateName.OPEN) {
            return slowRateThatOpenedIt;
        }
        return showsRates(now) && hasSlow()
                ? slowIn(window(now)) * 100.0 / window(now).size()
                : -1;
    }

    private boolean showsRates(long now) {
        boolean keepsWindow = tripOn.failureRate() > 0 || tripOn.slowRate() > 0;
        return counts() && keepsWindow && window(now).size() >= tripOn.minimumCalls();
    }

    int callsInFlight() {
        return watches() ? (int) inFlight.stream().filter(call -> call.known).count() : -1;
    }

    int slowCallsInFlight(long now) {
        if (!watches() || !hasSlow()) {
            return -1;
        }
        return (int) inFlight.stream()
                .filter(call -> call.timed && now - call.started >= slowAfter)
                .count();
    }

    long oldestCallInFlightMillis(long now) {
        if (!watches() || !hasSlow()) {
            return -1;
        }
        return inFlight.stream()
                        .filter(call -> call.timed)
                        .mapToLong(call -> now - call.started)
                        .max()
                        .orElse(0)
                / 1_000_000;
    }

    /** The next moment at which time changes something; the beginning if there is none. */
    long nextBoundary() {
        long next = Long.MAX_VALUE;
        for (Call call : inFlight) {
            if (hasSlow() && call.timed && !call.noticed) {
                next = Math.min(next, call.started + slowAfter);
            }
        }
        if (state == StateName.OPEN) {
            next = Math.min(next, halfOpenAt);
        } else if (state == StateName.HALF_OPEN) {
            next = Math.min(next, firstDeadline());
        }
        return next == Long.MAX_VALUE ? 0 : next;
    }

    /** The next moment at which a slice of the window begins. */
    long nextSlice(long now) {
        if (tripOn.window().span() == null || !counts()) {
            return 0;
        }
        long slice = Math.min(tripOn.window().span().toNanos() / 10, 1_000_000_000L);
        return countingSince + ((now - countingSince) / slice + 1) * slice;
    }

    private Call firstTrial() {
        Call first = null;
        for (Call trial : trials) {
            if (first == null || trial.deadline < first.deadline) {
                first = trial;
            }
        }
        return first;
    }

    private long firstDeadline() {
        return trials.isEmpty() ? Long.MAX_VALUE : firstTrial().deadline;
    }

    private void open(long at, int afterFailedTrials) {
        failedTrialsInARow = afterFailedTrials;
        draw();
        go(StateName.OPEN, at, wait);
        timesOpened++;
        openedDate = sinceDate;
        failuresThatOpenedIt = 0;
        failureRateThatOpenedIt = -1;
        slowRateThatOpenedIt = -1;
        waitFrom(at);
    }

    private void draw() {
        var openFor = definition.openFor();
        double longest = openFor.maximum() == null
                ? 365.0 * 24 * 60 * 60 * 1_000_000_000
                : openFor.maximum().toNanos();
        double nanos =
                Math.min(openFor.initial().toNanos() * Math.pow(openFor.multiplier(), failedTrialsInARow), longest);
        if (openFor.jitter() > 0) {
            nanos *= 1 + openFor.jitter() / 100 * (2 * random.getAsDouble() - 1);
        }
        wait = Math.max(1, (long) nanos);
    }

    private void waitFrom(long at) {
        halfOpenAt = at + wait;
        halfOpenDate = wallClock.dateAt(halfOpenAt);
    }

    private void go(StateName next, long at, long waiting) {
        sinceDate = wallClock.dateAt(at);
        told.add(new Told(told.size() + 1, state, next, at, sinceDate, waiting));
        if (next == StateName.CLOSED) {
            failedTrialsInARow = 0;
        }
        state = next;
        period++;
        countFrom(at);
        held = false;
        succeededTrials = 0;
        failedTrials = 0;
        trials.clear();
        halfOpenDate = 0;
    }

    private void countFrom(long at) {
        opens = false;
        consecutive = 0;
        net = 0;
        outcomes.clear();
        countingSince = at;
    }
}
