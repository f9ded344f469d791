package dev.tripcoil.breaker;

import java.util.function.Consumer;

/**
 * Lets calls in for a breaker that has to know which are in flight, and counts them when they end, or are seen to hang: what comes
 * first is what counts. Thread-safe.
 */
final class Watch {

    private final Breaker breaker;
    private final Flights flights;
    private final Totals totals;
    private final Ticker ticker;

    Watch(Breaker breaker, Flights flights, Totals totals, Ticker ticker) {
        this.breaker = breaker;
        this.flights = flights;
        this.totals = totals;
        this.ticker = ticker;
    }

    Flights flights() {
        return flights;
    }

    /** As {@link Breaker#enter}, but that a refusal is not counted. */
    Permit enter() {
        while (true) {
            State current = breaker.look();
            Permit period = current.enter();
            if (period == null) {
                continue;
            }
            if (!period.letsThrough()) {
                return period;
            }
            boolean limited = period instanceof Closed || period instanceof Trial;
            if (!flights.begin(limited)) {
                period.ignored();
                return new Crowded(current);
            }
            return watched(period);
        }
    }

    /** As {@link Breaker#pause}; false for a call that was seen to hang. */
    boolean pause(Call call) {
        flights.end(call);
        call.ignored();
        return call.notice();
    }

    private Call watched(Permit period) {
        try {
            Call call = new Call(period, flights.timesCalls() ? ticker.nanos() : 0);
            flights.add(call);
            return call;
        } catch (Throwable outOfMemory) {
            flights.cancel();
            period.ignored();
            throw outOfMemory;
        }
    }

    /**
     * The end of a call. One that was seen to hang has counted already, but for the totals.
     *
     * @param judged what it threw; null if the outcome is no failure
     */
    void ended(Call call, Outcome outcome, Throwable judged) {
        flights.end(call);
        if (flights.timesCalls()) {
            breaker.look(); // calls that hang count before one that ends
        }
        long now = flights.timesCalls() ? ticker.nanos() : 0;
        boolean slow = flights.isSlow(call, now);
        boolean counts = call.notice();
        if (slow && counts && outcome != Outcome.IGNORED) {
            totals.slow.increment();
        }
        // Where it has been seen to hang, the period hears of the end only if it has to give a trial's place back.
        Permit period = counts || call.period() instanceof Trial ? call.period() : null;
        switch (outcome) {
            case IGNORED -> {
                totals.ignored.increment();
                if (period != null) {
                    period.ignored();
                }
            }
            case FAILURE -> breaker.failed(period, judged, slow);
            case SUCCESS -> succeeded(period, slow, now - call.started());
        }
    }

    private void succeeded(Permit period, boolean slow, long took) {
        boolean failed = slow && slowIsFailure();
        if (failed) {
            totals.failed.increment();
            breaker.lastFailure = LastFailure.slow(took, false, ticker.epochMillis());
        } else {
            totals.successful.increment();
        }
        if (period != null && slow) {
            period.add(failed, true);
        } else if (period != null) {
            period.succeeded();
        }
    }

    /** Counts the calls that have become slow while in flight. */
    void noticeHanging() {
        long now = ticker.nanos();
        if (!flights.mayHang(now)) {
            return;
        }
        // No lambda: the JVM would link it in the first guarded call.
        flights.noticeHanging(now, new Consumer<Call>() {
            @Override
            public void accept(Call call) {
                hangs(call, now);
            }
        });
    }

    private void hangs(Call call, long now) {
        totals.slow.increment();
        if (slowIsFailure()) {
            breaker.lastFailure = LastFailure.slow(now - call.started(), true, ticker.epochMillis());
        }
        call.hangs();
    }

    private boolean slowIsFailure() {
        return breaker.definition().tripOn().slowIsFailure();
    }
}
