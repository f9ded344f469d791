package dev.tripcoil.speed.calls;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.DynamicType;

/** An agent as people write it who want Resilience4j round methods of an application that they leave as it is. */
public final class ByteBuddyAgent {

    /** By method of the application; the values are fields of {@link Resilience}. */
    private static final Map<String, String> BREAKERS = Map.of(
            "rate", "RATE",
            "failing", "RATE",
            "timed", "TIMED",
            "timedFailing", "TIMED",
            "slow", "SLOW",
            "refused", "REFUSED",
            "refusedTraceless", "REFUSED_TRACELESS");

    private ByteBuddyAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .type(named("com.acme.speed.Shelf"))
                .transform((builder, type, loader, module, domain) -> guard(builder))
                .installOn(instrumentation);
    }

    private static DynamicType.Builder<?> guard(DynamicType.Builder<?> builder) {
        DynamicType.Builder<?> guarded = builder;
        for (Map.Entry<String, String> each : BREAKERS.entrySet()) {
            guarded = guarded.visit(Advice.withCustomMapping()
                    .bind(Guard.class, breaker(each.getValue()))
                    .to(Around.class)
                    .on(named(each.getKey())));
        }
        return guarded;
    }

    private static java.lang.reflect.Field breaker(String field) {
        try {
            return Resilience.class.getField(field);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    /** The breaker round the method: in the woven code, a static final field. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Guard {}

    /** What is woven: what Resilience4j's own {@code decorate} methods do. */
    static final class Around {

        private Around() {}

        @Advice.OnMethodEnter
        static long enter(@Guard CircuitBreaker breaker) {
            breaker.acquirePermission();
            return breaker.getCurrentTimestamp();
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Guard CircuitBreaker breaker, @Advice.Enter long start, @Advice.Thrown Throwable error) {
            long took = breaker.getCurrentTimestamp() - start;
            if (error == null) {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            } else {
                breaker.onError(took, breaker.getTimestampUnit(), error);
            }
        }
    }
}
