package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The JVM's own clocks. Where windows of time are counted, a thread of its own tells breakers that time has passed, so that calls needn't read
 * the clock; other work of the agent's, which may take long, doesn't hold it up. Thread-safe.
 */
final class AgentClock implements Ticker, Runnable {

    /** How often in a slice of a window, so that it ends at most that part of it too late. */
    private static final int LOOKS = 5;

    private static final long LONGEST_SLICE = 1_000_000_000;

    private final Ticker system = Ticker.system();

    /** Those that it tells; null while there is no thread. */
    private volatile Collection<Breaker> told;

    private volatile long every;
    private Thread thread;

    @Override
    public long nanos() {
        return system.nanos();
    }

    @Override
    public long epochMillis() {
        return system.epochMillis();
    }

    @Override
    public boolean ticks() {
        return told != null;
    }

    /** From now on these are told, if any of them needs it, and no others. */
    synchronized void tell(Collection<Breaker> breakers) {
        long slice = shortestSlice(breakers);
        if (told == null && slice == 0) {
            return;
        }
        every = (slice == 0 ? LONGEST_SLICE : slice) / LOOKS;
        told = List.copyOf(breakers);
        if (thread == null) {
            thread = Boot.start("tripcoil-clock", this);
        }
        LockSupport.unpark(thread);
    }

    /** In nanoseconds; 0 if there is none. */
    private static long shortestSlice(Collection<Breaker> breakers) {
        long shortest = 0;
        for (Breaker breaker : breakers) {
            Definition.TripOn tripOn = breaker.definition().tripOn();
            if (tripOn.hasRate() && tripOn.window().span() != null) {
                long slice = Math.min(LONGEST_SLICE, tripOn.window().span().toNanos() / 10);
                shortest = shortest == 0 ? slice : Math.min(shortest, slice);
            }
        }
        return shortest;
    }

    /** Its thread ends soon; null where it has none. */
    synchronized Thread stop() {
        told = null;
        LockSupport.unpark(thread);
        return thread;
    }

    @Override
    public void run() {
        for (Collection<Breaker> breakers = told; breakers != null; breakers = told) {
            for (Breaker breaker : breakers) {
                breaker.tick();
            }
            LockSupport.parkNanos(this, every);
        }
    }
}
