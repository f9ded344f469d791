package dev.tripcoil.breaker;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The criteria that look back on a window of calls, with those that don't beside them. A short lock keeps window and counts
 * together; no code but our own runs under it, it is none that pins a virtual thread, and a reader takes none.
 */
final class WindowTally extends Tally {

    private final Definition.TripOn tripOn;
    private final boolean trips;
    private final Ticker ticker;
    private final OutcomeWindow window;
    private final ReentrantLock lock = new ReentrantLock();

    // Written under the lock; read without it after `version`.
    private int consecutive;
    private int net;
    private String reason;
    private Shown shownWhenTripped;

    /** Written last under the lock, read first without it. */
    private volatile int version;

    private volatile boolean tripped;

    /** Whether a success would change nothing: the window is full of them, and nothing else is counted. */
    private volatile boolean clean;

    WindowTally(Definition.TripOn tripOn, boolean trips, Ticker ticker, long from) {
        this.tripOn = tripOn;
        this.trips = trips;
        this.ticker = ticker;
        window = OutcomeWindow.of(tripOn.window(), from);
    }

    @Override
    boolean success() {
        return !clean && add(false, false);
    }

    @Override
    boolean add(boolean failed, boolean slow) {
        lock.lock();
        try {
            if (tripped) {
                return true;
            }
            consecutive = failed ? Math.min(consecutive + 1, Integer.MAX_VALUE - 1) : 0;
            net = failed ? Math.min(net + 1, tripOn.netFailures()) : Math.max(net - 1, 0);
            long now = ticker.nanos();
            window.add(failed, slow, now);
            clean = consecutive == 0 && net == 0 && window.isFullOfSuccesses();
            boolean held = reason != null;
            reason = criterionThatHolds();
            if (trips && reason != null) {
                shownWhenTripped = shown(now);
                tripped = true;
            }
            return reason != null && !held;
        } finally {
            version++;
            lock.unlock();
        }
    }

    @Override
    boolean clear() {
        lock.lock();
        try {
            if (tripped) {
                return false;
            }
            consecutive = 0;
            net = 0;
            clean = false;
            window.clear(ticker.nanos());
            return true;
        } finally {
            version++;
            lock.unlock();
        }
    }

    @Override
    void end() {
        lock.lock();
        try {
            if (!tripped) {
                clean = false;
                shownWhenTripped = shown(ticker.nanos());
                tripped = true;
            }
        } finally {
            version++;
            lock.unlock();
        }
    }

    @Override
    boolean tripped() {
        return tripped;
    }

    @Override
    Shown shown() {
        acquire();
        // A window of time goes on; what has tripped it is to be seen however late somebody opens the breaker.
        return tripped ? shownWhenTripped : shown(ticker.nanos());
    }

    private Shown shown(long now) {
        OutcomeWindow.Sums sums = window.sums(now);
        int failures = tripOn.consecutiveFailures() > 0 ? consecutive : net;
        if (tripOn.consecutiveFailures() == 0 && tripOn.netFailures() == 0) {
            failures = (int) Math.min(sums.failed(), Integer.MAX_VALUE);
        }
        boolean tooFew = sums.calls() < tripOn.minimumCalls();
        return new Shown(failures, tooFew ? -1 : sums.failureRate(), tooFew || !hasSlow() ? -1 : sums.slowRate());
    }

    private boolean hasSlow() {
        return tripOn.slowerThan() != null;
    }

    @Override
    String reason() {
        acquire();
        String known = reason;
        return known == null ? "a criterion held" : known; // in METRICS_ONLY another outcome may have come since
    }

    /** What was written under the lock before is seen from here on. */
    private int acquire() {
        return version;
    }

    private String criterionThatHolds() {
        if (tripOn.consecutiveFailures() > 0 && consecutive >= tripOn.consecutiveFailures()) {
            return Counts.inARow(consecutive);
        }
        if (tripOn.netFailures() > 0 && net >= tripOn.netFailures()) {
            return Counts.inTheNet(net);
        }
        if (window.calls() < tripOn.minimumCalls()) {
            return null;
        }
        if (tripOn.failureRate() > 0 && Rates.reached(window.failed(), window.calls(), tripOn.failureRate())) {
            return Rates.text(window.failed(), window.calls(), "calls failed", tripOn.failureRate());
        }
        if (tripOn.slowRate() > 0 && Rates.reached(window.slow(), window.calls(), tripOn.slowRate())) {
            return Rates.text(window.slow(), window.calls(), "calls were slow", tripOn.slowRate());
        }
        return null;
    }
}
