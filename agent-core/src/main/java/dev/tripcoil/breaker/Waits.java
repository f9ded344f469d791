package dev.tripcoil.breaker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long a breaker waits in OPEN.
 *
 * @param random draws evenly from 0 to less than 1, for the jitter
 */
record Waits(Definition.OpenFor terms, DoubleSupplier random) {

    /** A class rather than a lambda: the first lambda of a JVM costs its start-up some 20 ms. */
    static final DoubleSupplier RANDOM = new DoubleSupplier() {
        @Override
        public double getAsDouble() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** Beyond it a wait does not grow, whatever the multiplier. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The wait after so many failed trials, in nanoseconds; drawn anew each time if there is jitter. */
    long draw(int failedTrials) {
        double wait = terms.initial().toNanos() * Math.pow(terms.multiplier(), failedTrials);
        wait = Math.min(wait, (terms.maximum() == null ? LONGEST : terms.maximum()).toNanos());
        if (terms.jitter() > 0) {
            wait *= 1 + terms.jitter() / 100 * (2 * random.getAsDouble() - 1);
        }
        return Math.max(1, (long) wait);
    }
}
