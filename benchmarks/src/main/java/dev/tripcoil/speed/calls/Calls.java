package dev.tripcoil.speed.calls;

import com.acme.speed.Shelf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What all benchmarks of calls have in common. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsPrepend = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g"})
public abstract class Calls {

    final Shelf shelf = new Shelf();

    /**
     * In an application that has run for a while all that a breaker consists of is in the old generation, where a write of a reference
     * costs more. Before each iteration, as a thread's own part is made at its first call.
     */
    @Setup(Level.Iteration)
    public void age() {
        System.gc();
        System.gc();
    }

    /** What a thread calls with. */
    @State(Scope.Thread)
    public static class Turn {
        private static final int KEYS = 1_000;

        final String[] hosts = new String[KEYS];
        int article = 7;
        private int failedAgo;
        private int third;
        private int host = (int) (Thread.currentThread().getId() * 71 % KEYS);

        /** The same texts in each thread, but other objects. */
        @Setup
        public void makeHosts() {
            for (int i = 0; i < KEYS; i++) {
                hosts[i] = "api" + i + ".example.org";
            }
        }

        /** True every so many times. */
        boolean failsOnceIn(int calls) {
            if (++failedAgo == calls) {
                failedAgo = 0;
                return true;
            }
            return false;
        }

        /** 0, 1 and 2 in turn. */
        int third() {
            third = third == 2 ? 0 : third + 1;
            return third;
        }

        String host() {
            host = (host + 389) % KEYS; // no factor in common: all of them, and not one after the other
            return hosts[host];
        }
    }
}
