package dev.tripcoil.speed.calls;

import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** SmallRye Fault Tolerance, standalone, in the application's own code. */
public class SmallRyeByHand extends Calls {

    private final TypedGuard<Integer> rate = guard();
    private final TypedGuard<Integer> refusing = guard();
    private final Frames.Bottom refused = this::refused;

    private static TypedGuard<Integer> guard() {
        return TypedGuard.create(Integer.class)
                .withCircuitBreaker()
                .requestVolumeThreshold(100)
                .failureRatio(0.5)
                .delay(1, ChronoUnit.DAYS)
                .done()
                .build();
    }

    @Setup
    public void trip() {
        for (int i = 0; i < 100; i++) {
            try {
                refusing.get(() -> shelf.plainFailing(true));
            } catch (IllegalStateException expected) {
                continue;
            }
            throw new AssertionError("no failure");
        }
    }

    @Benchmark
    public int rate(Turn turn) {
        return rate.get(() -> shelf.plain(turn.article));
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
