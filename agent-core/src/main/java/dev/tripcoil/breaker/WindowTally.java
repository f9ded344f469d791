package dev.tripcoil.breaker;

import java.util.concurrent.atomic.LongAdder;

/**
 * The criteria that look back on a window of calls, with those that don't beside them. The breaker's lock, held shortly, keeps window
 * and counts together; no code but our own runs under it, and it is none that pins a virtual thread.
 *
 * <p>A success can make a criterion hold only by completing the minimum of calls. Once the window has that many, successes are
 * only counted, by each thread for itself; the next failure, or whoever looks, takes them into the window first. Where the
 * window is one of time, they must be known to the slice: that takes somebody who {@linkplain Breaker#tick says} when one is over.
 */
final class WindowTally extends Tally {

    /** The pass, while each success has to be told; a cell has never seen it. */
    private static final long TELL = -1;

    private final Definition.TripOn tripOn;
    private final boolean trips;
    private final Ticker ticker;
    private final Cells cells;
    private final OutcomeWindow window;
    private final ShortLock lock;

    /** Successes that are only counted, of threads without a cell. Made when there is one. */
    private volatile LongAdder others;

    // Under the lock.
    private long othersTaken;
    private int consecutive;
    private int net;
    private String reason;
    private Shown shownWhenTripped;

    private volatile boolean tripped;

    WindowTally(Definition.TripOn tripOn, boolean trips, Breaker breaker, long from) {
        this.tripOn = tripOn;
        this.trips = trips;
        ticker = breaker.ticker();
        cells = breaker.cells();
        lock = breaker.lock();
        window = OutcomeWindow.of(tripOn.window(), from);
        pass(TELL);
    }

    @Override
    boolean success() {
        LongAdder counted = others;
        if (pass() != TELL && counted != null && window.isOfCalls()) {
            counted.increment();
            return false;
        }
        return add(false, false);
    }

    @Override
    boolean add(boolean failed, boolean slow) {
        lock.lock();
        try {
            if (tripped) {
                return true;
            }
            long now = now();
            takeSuccesses(now);
            boolean held = reason != null && criterionThatHolds() != null;
            consecutive = failed ? Math.min(consecutive + 1, Integer.MAX_VALUE - 1) : 0;
            net = failed ? Math.min(net + 1, tripOn.netFailures()) : Math.max(net - 1, 0);
            window.add(failed, slow, now);
            reason = criterionThatHolds();
            if (trips && reason != null) {
                shownWhenTripped = shown(now);
                tripped = true;
            }
            choosePass();
            return reason != null && !held;
        } finally {
            lock.unlock();
        }
    }

    /** Those that have only been counted. They came before whatever comes now. */
    private void takeSuccesses(long now) {
        cells.giveAll(this);
        LongAdder counted = others;
        if (counted != null) {
            long sum = counted.sum();
            takeSuccesses(sum - othersTaken, now);
            othersTaken = sum;
        }
    }

    private void takeSuccesses(long count, long at) {
        if (count > 0) {
            consecutive = 0;
            net = (int) Math.max(0, net - count);
            window.addSuccesses(count, at);
        }
    }

    @Override
    void take(Cell cell) {
        if (cell.tally() == this && !tripped) {
            takeSuccesses(cell.take(), window.timeOf(cell.seen()));
        }
    }

    @Override
    boolean catchUp(Cell cell) {
        if (pass() == TELL) {
            return false;
        }
        take(cell);
        cell.see(pass());
        return true;
    }

    @Override
    boolean hasGoneOn(Cell cell) {
        long now = pass();
        return now != TELL && now != cell.seen();
    }

    /** What successes have to do from here on. */
    private void choosePass() {
        boolean counts = consecutive != 0 && tripOn.consecutiveFailures() != 0 || net != 0 && tripOn.netFailures() != 0;
        // Where successes have left a window of time, and failures have not, it may be the next success that completes
        // it.
        boolean holds = criterionThatHolds() != null;
        if (tripped || counts || holds || window.calls() < tripOn.minimumCalls() || !isTold()) {
            pass(TELL);
            return;
        }
        if (others == null) {
            others = new LongAdder();
        }
        pass(window.slice());
    }

    /** A window of calls doesn't care, and to read the clock takes longer than all else here. */
    private long now() {
        return window.isOfCalls() ? 0 : ticker.nanos();
    }

    /** Whether somebody says when a slice is over, where that matters. */
    private boolean isTold() {
        return window.isOfCalls() || ticker.ticks();
    }

    @Override
    void tick() {
        if (pass() == TELL || window.isOfCalls()) {
            return;
        }
        lock.lock();
        try {
            long now = now();
            if (pass() != TELL && window.isOver(now)) {
                takeSuccesses(now);
                window.advance(now);
                choosePass();
            }
        } finally {
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
            long now = now();
            takeSuccesses(now);
            consecutive = 0;
            net = 0;
            pass(TELL);
            window.clear(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void end() {
        lock.lock();
        try {
            if (!tripped) {
                long now = now();
                takeSuccesses(now);
                pass(TELL);
                shownWhenTripped = shown(now);
                tripped = true;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean tripped() {
        return tripped;
    }

    @Override
    Shown shown() {
        lock.lock();
        try {
            // A window of time goes on; what has tripped it is to be seen however late somebody opens the breaker.
            if (tripped) {
                return shownWhenTripped;
            }
            long now = now();
            takeSuccesses(now);
            return shown(now);
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            return reason == null ? "a criterion held" : reason; // in METRICS_ONLY another outcome may have come since
        } finally {
            lock.unlock();
        }
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
