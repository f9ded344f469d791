package com.acme.shop;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;

/** What became of the orders, in numbers. Thread-safe. */
final class Tally {
    private int served;
    private int failed;
    private int timedOut;
    private int turnedAway;
    private long waited;
    private long inVain;
    private long longest;

    /** An order that needed nothing from the stock service. */
    synchronized void served() {
        served++;
    }

    /** An order for which the stock service was asked, and answered after this time. */
    synchronized void served(Duration asked) {
        served++;
        waited(asked);
    }

    /** An order for which the stock service was asked in vain. */
    synchronized void failed(Duration asked, Exception why) {
        failed++;
        if (why instanceof HttpTimeoutException) {
            timedOut++;
        }
        inVain += asked.toNanos();
        waited(asked);
    }

    /** An order that no worker was free for. */
    synchronized void turnedAway() {
        turnedAway++;
    }

    private void waited(Duration asked) {
        waited += asked.toNanos();
        longest = Math.max(longest, asked.toNanos());
    }

    /** One line: {@code orders} is the sum of served, failed and turned away; timed out is part of failed. */
    @Override
    public synchronized String toString() {
        return String.format(
                Locale.ROOT,
                "orders %d  served %d  failed %d  timed out %d  turned away %d"
                        + "  waited %d ms  in vain %d ms  longest wait %d ms",
                served + failed + turnedAway,
                served,
                failed,
                timedOut,
                turnedAway,
                Duration.ofNanos(waited).toMillis(),
                Duration.ofNanos(inVain).toMillis(),
                Duration.ofNanos(longest).toMillis());
    }
}
