package dev.tripcoil.breaker;

/** Time, as a breaker sees it. Implementations are thread-safe. */
public interface Ticker {

    /** Monotonic nanoseconds from an arbitrary origin; every decision is made on this. */
    long nanos();

    /** Milliseconds since 1970; only for the dates that people are shown. */
    long epochMillis();

    /** The JVM's own clocks. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
