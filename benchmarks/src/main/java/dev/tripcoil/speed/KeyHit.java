package dev.tripcoil.speed;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.SplitBreaker;
import dev.tripcoil.breaker.Ticker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@code per} costs a call whose key has its breaker, one of a thousand. The text is another String than the one that the key was
 * made with, but always the same one, as of a host's name that its URI keeps.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class KeyHit {

    private static final int KEYS = 1_000;

    private final String[] values = new String[KEYS];
    private SplitBreaker split;
    private Breaker unsplit;

    /** Which key is next: each thread has its own way through them. */
    @State(Scope.Thread)
    public static class Walk {
        private static final int STEP = 389; // has no factor in common with the number of keys
        private int next = (int) (Thread.currentThread().getId() * 71 % KEYS);

        int next() {
            next = (next + STEP) % KEYS;
            return next;
        }
    }

    @Setup
    public void makeKeys() {
        split = new SplitBreaker(Definition.named("stock"), KEYS, Ticker.system(), breaker -> {});
        unsplit = new Breaker(Definition.named("stock"), Ticker.system(), breaker -> {});
        for (int i = 0; i < KEYS; i++) {
            split.of("api" + i + ".example.org");
            values[i] = "api" + i + ".example.org";
        }
    }

    /** The value alone: what the way through them costs. */
    @Benchmark
    public String walk(Walk walk) {
        return values[walk.next()];
    }

    /** The key's breaker alone. */
    @Benchmark
    public Breaker lookup(Walk walk) {
        return split.of(values[walk.next()]);
    }

    /** A whole call, each with another key. */
    @Benchmark
    public void call(Walk walk) {
        call(split.of(values[walk.next()]));
    }

    /** A whole call, all with the same key, on all threads. */
    @Benchmark
    public void callOfOneKey() {
        call(split.of(values[7]));
    }

    /** For comparison: a whole call where nothing is split. */
    @Benchmark
    public void callWithoutKeys() {
        call(unsplit);
    }

    private static void call(Breaker breaker) {
        Permit permit = breaker.enter();
        permit.breaker().succeeded(permit);
    }
}
