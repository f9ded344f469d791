package dev.tripcoil.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.StateName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One call of the application's counts once, however many guarded methods it passes through: {@link Shape#TABLE}. */
class NestedCallsTest {

    private static final Callable<Object> SUCCESS = () -> "done";
    private static final Callable<Object> FAILURE = () -> {
        throw new IOException("no route to stock");
    };

    static Stream<Arguments> everyShape() {
        return Stream.of(GuardedShape.Methods.values())
                .flatMap(methods -> Shape.TABLE.stream().map(shape -> Arguments.of(shape, methods)));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("everyShape")
    void successes_count_once(Shape shape, GuardedShape.Methods methods) throws Throwable {
        try (var guarded = new GuardedShape(shape, methods)) {
            for (int i = 1; i <= 4; i++) {
                assertThat(guarded.call(SUCCESS)).isEqualTo("done");
                assertThat(guarded.passed).isEqualTo(i * expected(shape, methods));
                assertTotals(guarded, i, 0, 0);
            }
        }
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("everyShape")
    void failures_count_once_and_open_the_breaker_when_there_are_enough(Shape shape, GuardedShape.Methods methods)
            throws Throwable {
        try (var guarded = new GuardedShape(shape, methods)) {
            assertThat(guarded.call(SUCCESS)).isEqualTo("done");
            for (int i = 1; i <= 3; i++) {
                assertThat(guarded.breaker.status().state()).isEqualTo(StateName.CLOSED);
                fail(guarded, shape);
                if (shape.fails()) {
                    assertTotals(guarded, 1, i, 0);
                } else {
                    assertTotals(guarded, 1 + i, 0, 0);
                }
            }
            assertThat(guarded.breaker.status().state()).isEqualTo(shape.fails() ? StateName.OPEN : StateName.CLOSED);
        }
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("everyShape")
    void a_call_takes_one_trial_and_gives_it_back(Shape shape, GuardedShape.Methods methods) throws Throwable {
        try (var guarded = new GuardedShape(shape, methods)) {
            guarded.breaker.trip();
            guarded.ticker.advance(Duration.ofSeconds(1));

            assertThat(guarded.call(SUCCESS)).isEqualTo("done");

            assertThat(guarded.breaker.status().state()).isEqualTo(StateName.HALF_OPEN);
            assertThat(guarded.breaker.status().successCount()).isEqualTo(1);

            fail(guarded, shape);

            if (shape.fails()) {
                assertThat(guarded.breaker.status().state()).isEqualTo(StateName.OPEN);
                assertThat(guarded.breaker.status().timesOpened()).isEqualTo(2);
                assertTotals(guarded, 1, 1, 0);
            } else {
                assertThat(guarded.breaker.status().state()).isEqualTo(StateName.CLOSED);
                assertTotals(guarded, 2, 0, 0);
            }
        }
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("everyShape")
    void a_call_is_refused_once_and_before_anything_of_it_runs(Shape shape, GuardedShape.Methods methods)
            throws Throwable {
        try (var guarded = new GuardedShape(shape, methods)) {
            var ran = new AtomicInteger();
            guarded.breaker.forceOpen();
            for (int i = 1; i <= 2; i++) {
                assertThat(catchThrowable(() -> guarded.call(ran::incrementAndGet)))
                        .isInstanceOf(CircuitOpenException.class);
                assertTotals(guarded, 0, 0, i);
            }
            assertThat(guarded.passed).isEqualTo(2);
            assertThat(ran).hasValue(0);
        }
    }

    /** The caller asks for the default before it calls the method: neither is within the other. */
    @ParameterizedTest
    @EnumSource(
            value = Language.class,
            names = {"SCALA_2", "SCALA_3"})
    void scalas_getter_of_a_default_argument_is_a_call_of_its_own_where_a_wildcard_selects_it(Language scala)
            throws Throwable {
        var shape = new Shape("default arguments", scala, "Calls.defaultArguments", 2, 2);
        try (var guarded = new GuardedShape(shape, GuardedShape.Methods.AS_RULES_WEAVE_THEM)) {
            assertThat(guarded.call(SUCCESS)).isEqualTo("done");
            assertTotals(guarded, 2, 0, 0);
        }
    }

    private static int expected(Shape shape, GuardedShape.Methods methods) {
        return methods == GuardedShape.Methods.AS_RULES_WEAVE_THEM ? shape.guards() : shape.all();
    }

    private static void fail(GuardedShape guarded, Shape shape) throws Throwable {
        if (shape.fails()) {
            assertThat(catchThrowable(() -> guarded.call(FAILURE)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no route to stock");
        } else {
            assertThat(guarded.call(FAILURE)).isEqualTo("from elsewhere");
        }
    }

    private static void assertTotals(GuardedShape guarded, int successful, int failed, int rejected) {
        assertThat(guarded.breaker.successfulCalls()).isEqualTo(successful);
        assertThat(guarded.breaker.failedCalls()).isEqualTo(failed);
        assertThat(guarded.breaker.rejectedCalls()).isEqualTo(rejected);
        assertThat(guarded.breaker.ignoredCalls()).isZero();
        assertThat(guarded.breaker.callsInFlight()).isZero();
    }
}
