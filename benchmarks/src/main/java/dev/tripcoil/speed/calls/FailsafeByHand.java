package dev.tripcoil.speed.calls;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;

/** Failsafe in the application's own code. */
public class FailsafeByHand extends Calls {

    private final CircuitBreaker<Integer> usual = CircuitBreaker.ofDefaults();
    private final CircuitBreaker<Integer> rate =
            CircuitBreaker.<Integer>builder().withFailureThreshold(50, 100).build();
    private final CircuitBreaker<Integer> timed = CircuitBreaker.<Integer>builder()
            .withFailureRateThreshold(50, 100, Duration.ofMinutes(1))
            .build();
    private final FailsafeExecutor<Integer> executor = Failsafe.with(usual);
    private final FailsafeExecutor<Integer> refusing = Failsafe.with(open());
    private final Frames.Bottom refused = this::refused;

    private static CircuitBreaker<Integer> open() {
        CircuitBreaker<Integer> breaker =
                CircuitBreaker.<Integer>builder().withDelay(Duration.ofDays(1)).build();
        breaker.open();
        return breaker;
    }

    @Benchmark
    public int usual(Turn turn) {
        return call(usual, turn);
    }

    @Benchmark
    public int rate(Turn turn) {
        return call(rate, turn);
    }

    @Benchmark
    public int timed(Turn turn) {
        return call(timed, turn);
    }

    private int call(CircuitBreaker<Integer> breaker, Turn turn) {
        if (!breaker.tryAcquirePermit()) {
            throw new AssertionError("refused");
        }
        int left = shelf.plain(turn.article);
        breaker.recordSuccess();
        return left;
    }

    @Benchmark
    public int executor(Turn turn) {
        return executor.get(() -> shelf.plain(turn.article));
    }

    @Benchmark
    public Object refused() {
        try {
            refusing.get(() -> shelf.plain(7));
        } catch (CircuitBreakerOpenException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    @Benchmark
    public Object refusedDeep() {
        return Frames.below(refused);
    }
}
