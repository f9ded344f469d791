package dev.tripcoil.speed.calls;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;

/** Resilience4j in the application's own code. */
public class ResilienceByHand extends Calls {

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final Frames.Bottom refused = this::refused;
    private final Frames.Bottom refusedTraceless = this::refusedTraceless;

    @Benchmark
    public int rate(Turn turn) {
        return Resilience.RATE.executeSupplier(() -> shelf.plain(turn.article));
    }

    @Benchmark
    public int timed(Turn turn) {
        return Resilience.TIMED.executeSupplier(() -> shelf.plain(turn.article));
    }

    @Benchmark
    public int slow(Turn turn) {
        return Resilience.SLOW.executeSupplier(() -> shelf.plain(turn.article));
    }

    /** Without an object for the call, and without the two looks at the clock that {@code executeSupplier} takes. */
    @Benchmark
    public int rateBare(Turn turn) {
        CircuitBreaker breaker = Resilience.RATE;
        if (!breaker.tryAcquirePermission()) {
            throw new AssertionError("refused");
        }
        int left = shelf.plain(turn.article);
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        return left;
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
            return Resilience.RATE.executeSupplier(() -> shelf.plainFailing(turn.failsOnceIn(onceIn)));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    @Benchmark
    public int perKey(Turn turn) {
        String host = turn.host();
        return registry.circuitBreaker(host).executeSupplier(() -> shelf.plainKey(host));
    }

    @Benchmark
    public Object refused() {
        return refusal(Resilience.REFUSED);
    }

    @Benchmark
    public Object refusedDeep() {
        return Frames.below(refused);
    }

    @Benchmark
    public Object refusedTraceless() {
        return refusal(Resilience.REFUSED_TRACELESS);
    }

    @Benchmark
    public Object refusedTracelessDeep() {
        return Frames.below(refusedTraceless);
    }

    private Object refusal(CircuitBreaker breaker) {
        try {
            breaker.executeSupplier(() -> shelf.plain(7));
        } catch (CallNotPermittedException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }
}
