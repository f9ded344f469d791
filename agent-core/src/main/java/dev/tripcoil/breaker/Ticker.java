package dev.tripcoil.breaker;

/** Time, as a breaker sees it. Implementations are thread-safe. */
public interface Ticker {

    /** Monotonic nanoseconds from an arbitrary origin; every decision is made on this. */
    long nanos();

    /**
     * Whether somebody calls {@link Breaker#tick} of each breaker several times a second, so that a call needn't read the clock to know
     * that a slice of a window is over.
     */
    default boolean ticks() {
        return false;
    }

    /** Milliseconds since 1970; only for the dates that people are shown. */
    long epochMillis();

    /** The JVM's own clocks. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
