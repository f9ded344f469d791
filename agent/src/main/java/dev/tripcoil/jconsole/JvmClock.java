package dev.tripcoil.jconsole;

import java.util.Date;

/**
 * The guarded JVM's clock, read once and carried on by ours: countdowns and ages are right though the two machines' clocks
 * differ, and nobody asks the JVM each second.
 */
record JvmClock(long epochMillis, long readAtNanos) {

    static JvmClock of(Date shown, long readAtNanos) {
        return new JvmClock(shown.getTime(), readAtNanos);
    }

    /** What it shows now. */
    long now() {
        return at(System.nanoTime());
    }

    long at(long nanos) {
        return epochMillis + (nanos - readAtNanos) / 1_000_000;
    }

    /** How long ago it was read. */
    long ageMillis(long nanos) {
        return (nanos - readAtNanos) / 1_000_000;
    }
}
