package dev.tripcoil.speed.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/**
 * The breakers of Resilience4j, like those of {@code speed.yaml}. Public, with public fields, as code that is woven into the application
 * refers to them.
 */
public final class Resilience {

    /** All defaults: at 50% of the last 100 calls. */
    public static final CircuitBreaker RATE = CircuitBreaker.ofDefaults("rate");

    public static final CircuitBreaker TIMED = CircuitBreaker.of(
            "timed",
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.TIME_BASED)
                    .slidingWindowSize(60)
                    .build());

    public static final CircuitBreaker SLOW = CircuitBreaker.of(
            "slow",
            CircuitBreakerConfig.custom()
                    .slowCallRateThreshold(50)
                    .slowCallDurationThreshold(Duration.ofSeconds(2))
                    .build());

    public static final CircuitBreaker REFUSED = open("refused", true);

    public static final CircuitBreaker REFUSED_TRACELESS = open("refusedTraceless", false);

    private Resilience() {}

    private static CircuitBreaker open(String name, boolean trace) {
        CircuitBreaker breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .waitDurationInOpenState(Duration.ofDays(1))
                        .writableStackTraceEnabled(trace)
                        .build());
        breaker.transitionToOpenState();
        return breaker;
    }

    /** Fails if the calls of a benchmark of {@link GuardedCalls} did not come to the breaker that they should have come to. */
    static void prove(String benchmark) {
        if (benchmark.startsWith("refused")) {
            CircuitBreaker breaker = benchmark.startsWith("refusedTraceless") ? REFUSED_TRACELESS : REFUSED;
            expect(breaker, breaker.getMetrics().getNumberOfNotPermittedCalls() > 0, "refused nothing");
        } else if (!benchmark.startsWith("plain")) {
            CircuitBreaker breaker = benchmark.startsWith("timed") ? TIMED : benchmark.equals("slow") ? SLOW : RATE;
            expect(breaker, breaker.getMetrics().getNumberOfSuccessfulCalls() > 0, "had no calls");
            expect(breaker, breaker.getState() == CircuitBreaker.State.CLOSED, "is not closed");
            boolean failed = breaker.getMetrics().getNumberOfFailedCalls() > 0;
            expect(breaker, failed == benchmark.contains("ailing"), failed ? "had failures" : "had no failures");
        }
    }

    private static void expect(CircuitBreaker breaker, boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("Resilience4j's breaker " + breaker.getName() + " " + otherwise);
        }
    }
}
