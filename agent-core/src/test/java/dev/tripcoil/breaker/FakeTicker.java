package dev.tripcoil.breaker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time for tests: stands still until it is told to move. Its nanoseconds begin shortly before they overflow, as those
 * of a real ticker may.
 */
public final class FakeTicker implements Ticker {

    /** The date at which it begins. */
    public static final long EPOCH = 1_700_000_000_000L;

    private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    private final AtomicLong elapsed = new AtomicLong();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    private volatile long wallClockOffset;
    private final AtomicReference<Error> nextFault = new AtomicReference<>();
    private volatile Error fault;
    private volatile boolean ticks;

    @Override
    public long nanos() {
        faults();
        long now = ORIGIN + elapsed.get();
        Runnable other = meanwhile.getAndSet(null);
        if (other != null) {
            other.run();
        }
        return now;
    }

    /** Whoever has the ticker says from now on that time has passed. */
    public void ticking() {
        ticks = true;
    }

    @Override
    public boolean ticks() {
        return ticks;
    }

    @Override
    public long epochMillis() {
        faults();
        return dateAt(elapsed.get());
    }

    private void faults() {
        Error once = nextFault.getAndSet(null);
        if (once != null) {
            throw once;
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** Moves both clocks. */
    public void advance(Duration time) {
        advanceNanos(time.toNanos());
    }

    public void advanceNanos(long time) {
        elapsed.addAndGet(time);
    }

    /** Moves the wall clock alone, as a person or NTP does. */
    public void jumpWallClock(Duration by) {
        wallClockOffset += by.toMillis();
    }

    /** Nanoseconds since it began. */
    public long elapsed() {
        return elapsed.get();
    }

    /** What the wall clock shows at a moment, by its present offset. */
    public long dateAt(long elapsedNanos) {
        return EPOCH + wallClockOffset + Math.floorDiv(elapsedNanos, 1_000_000L);
    }

    /** What another thread does while the next to read the nanoseconds is held up just after it read them. */
    public void meanwhile(Runnable other) {
        meanwhile.set(other);
    }

    /** The next read throws this. */
    public void breakOnceWith(Error error) {
        nextFault.set(error);
    }

    /** Every read throws this, until it is called with null. */
    public void breakWith(Error error) {
        fault = error;
    }
}
