package dev.tripcoil.speed.calls;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Calls of an application that knows of no breaker. What guards it comes by a {@code -javaagent}, another in each subclass. */
public abstract class GuardedCalls extends Calls {

    private static final int ARTICLE = 7;

    private final Frames.Bottom refused = this::refused;

    /** Fails if the calls were not guarded as the benchmark says. */
    abstract void prove(String benchmark);

    /** A figure is of no use if what it is about did not happen. */
    @TearDown
    public void prove(BenchmarkParams parameters) {
        String name = parameters.getBenchmark();
        prove(name.substring(name.lastIndexOf('.') + 1));
    }

    @Benchmark
    public int plain(Turn turn) {
        return shelf.plain(turn.article);
    }

    @Benchmark
    public int rate(Turn turn) {
        return shelf.rate(turn.article);
    }

    @Benchmark
    public int timed(Turn turn) {
        return shelf.timed(turn.article);
    }

    @Benchmark
    public int slow(Turn turn) {
        return shelf.slow(turn.article);
    }

    @Benchmark
    public int failingOnceIn100(Turn turn) {
        return failing(turn, 100);
    }

    @Benchmark
    public int failingOnceIn10(Turn turn) {
        return failing(turn, 10);
    }

    private int failing(Turn turn, int onceIn) {
        try {
            return shelf.failing(turn.failsOnceIn(onceIn));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    @Benchmark
    public int timedFailingOnceIn100(Turn turn) {
        return timedFailing(turn, 100);
    }

    @Benchmark
    public int timedFailingOnceIn10(Turn turn) {
        return timedFailing(turn, 10);
    }

    private int timedFailing(Turn turn, int onceIn) {
        try {
            return shelf.timedFailing(turn.failsOnceIn(onceIn));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    @Benchmark
    public Object refused() {
        try {
            shelf.refused(ARTICLE);
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    @Benchmark
    public Object refusedDeep() {
        return Frames.below(refused);
    }
}
