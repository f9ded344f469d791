package dev.tripcoil;

import static dev.tripcoil.breaker.DefinitionBuilder.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.DefinitionBuilder;
import dev.tripcoil.breaker.FakeTicker;
import dev.tripcoil.breaker.StateName;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circuit breakers that Tripcoil is modelled on, each with its own settings: it can stand in for all of them. */
class ModelledSystemsTest {

    private final FakeTicker ticker = new FakeTicker();

    private Breaker make(DefinitionBuilder definition) {
        return new Breaker(definition.build(), ticker, changed -> {});
    }

    private static boolean call(Breaker breaker, Throwable error) {
        var permit = breaker.enter();
        if (!permit.letsThrough()) {
            return false;
        }
        if (error == null) {
            breaker.succeeded(permit);
        } else {
            breaker.threw(permit, error);
        }
        return true;
    }

    private static StateName state(Breaker breaker) {
        return breaker.status().state();
    }

    /** max_failures = 3, reset_timeout = 3 s, shared by two functions. */
    @Nested
    class OneBreakerForTwoFunctions {

        private final Breaker shared =
                make(breaker("shared").consecutiveFailures(3).openFor(Duration.ofSeconds(3)));

        private boolean first(boolean works) {
            return call(shared, works ? null : new IOException("first"));
        }

        private boolean second(boolean works) {
            return call(shared, works ? null : new IOException("second"));
        }

        @Test
        void failures_of_both_functions_add_up_and_both_are_refused() {
            first(false);
            second(false);
            assertThat(state(shared)).isEqualTo(StateName.CLOSED);
            first(false);
            assertThat(first(true)).isFalse();
            assertThat(second(true)).isFalse();
        }

        @Test
        void success_of_either_function_starts_the_count_again() {
            first(false);
            first(false);
            second(true);
            first(false);
            first(false);
            assertThat(state(shared)).isEqualTo(StateName.CLOSED);
        }

        @Test
        void either_function_may_be_the_trial_for_both() {
            for (int i = 0; i < 3; i++) {
                first(false);
            }
            ticker.advance(Duration.ofMillis(2_999));
            assertThat(second(true)).isFalse();
            ticker.advance(Duration.ofMillis(1));
            assertThat(second(true)).isTrue();
            assertThat(state(shared)).isEqualTo(StateName.CLOSED);
            assertThat(first(true)).isTrue();
        }

        @Test
        void failed_trial_of_one_function_shuts_out_the_other_for_another_3_seconds() {
            for (int i = 0; i < 3; i++) {
                first(false);
            }
            ticker.advance(Duration.ofSeconds(3));
            assertThat(first(false)).isTrue();
            ticker.advance(Duration.ofMillis(2_999));
            assertThat(second(true)).isFalse();
            ticker.advance(Duration.ofMillis(1));
            assertThat(second(true)).isTrue();
        }
    }

    /** allowed_fails = 3, retry_timer = 30, with the exceptions that are allowed: these count as nothing. */
    @Nested
    class AllowedExceptions {

        private final Breaker breaker =
                make(breaker("allowed").consecutiveFailures(3).ignore(IllegalArgumentException.class));

        @Test
        void allowed_exceptions_never_open_it() {
            for (int i = 0; i < 100; i++) {
                assertThat(call(breaker, new IllegalArgumentException())).isTrue();
            }
            assertThat(state(breaker)).isEqualTo(StateName.CLOSED);
        }

        @Test
        void any_other_exception_is_a_failure() {
            call(breaker, new IOException());
            call(breaker, new IllegalStateException());
            call(breaker, new AssertionError());
            assertThat(state(breaker)).isEqualTo(StateName.OPEN);
        }

        @Test
        void allowed_exceptions_are_neutral_among_failures() {
            call(breaker, new IOException());
            call(breaker, new IOException());
            call(breaker, new IllegalArgumentException());
            call(breaker, new NumberFormatException());
            assertThat(breaker.status().failureCount()).isEqualTo(2);
            call(breaker, new IOException());
            assertThat(state(breaker)).isEqualTo(StateName.OPEN);
        }

        @Test
        void allowed_exception_in_a_trial_decides_nothing() {
            for (int i = 0; i < 3; i++) {
                call(breaker, new IOException());
            }
            ticker.advance(Duration.ofSeconds(30));
            assertThat(call(breaker, new IllegalArgumentException())).isTrue();
            assertThat(state(breaker)).isEqualTo(StateName.HALF_OPEN);
            assertThat(call(breaker, null)).isTrue();
            assertThat(state(breaker)).isEqualTo(StateName.CLOSED);
        }
    }

    /** allowed_fails = 3, retry_timer = 30, with the exceptions that are failures: all others count as nothing. */
    @Nested
    class FailureExceptions {

        private final Breaker breaker =
                make(breaker("failures").consecutiveFailures(3).exceptions(Others.IGNORED, "java.io.IOException"));

        @Test
        void only_failure_exceptions_open_it() {
            for (int i = 0; i < 100; i++) {
                assertThat(call(breaker, new IllegalStateException())).isTrue();
            }
            assertThat(state(breaker)).isEqualTo(StateName.CLOSED);
            assertThat(breaker.ignoredCalls()).isEqualTo(100);
            call(breaker, new IOException());
            call(breaker, new ConnectException());
            call(breaker, new IOException());
            assertThat(state(breaker)).isEqualTo(StateName.OPEN);
        }

        @Test
        void other_exceptions_are_neutral_among_failures() {
            call(breaker, new IOException());
            call(breaker, new IOException());
            call(breaker, new IllegalStateException());
            assertThat(breaker.status().failureCount()).isEqualTo(2);
            call(breaker, new IOException());
            assertThat(state(breaker)).isEqualTo(StateName.OPEN);
        }

        @Test
        void it_tries_again_after_the_retry_timer() {
            for (int i = 0; i < 3; i++) {
                call(breaker, new IOException());
            }
            ticker.advance(Duration.ofSeconds(30));
            assertThat(call(breaker, new IOException())).isTrue();
            assertThat(state(breaker)).isEqualTo(StateName.OPEN);
        }
    }

    /** error_threshold = 5, recovery_timeout = 30, recovery_threshold = n; SINGLE_RESET and NET_ERROR. */
    @Nested
    class ErrorThreshold {

        private final Breaker singleReset = make(breaker("single-reset").consecutiveFailures(5));
        private final Breaker netError = make(breaker("net-error").netFailures(5));

        @Test
        void four_failures_and_a_success_repeated_never_open_single_reset() {
            for (int i = 0; i < 1000; i++) {
                assertThat(call(singleReset, i % 5 == 4 ? null : new IOException()))
                        .isTrue();
            }
            assertThat(state(singleReset)).isEqualTo(StateName.CLOSED);
        }

        @Test
        void four_failures_and_a_success_repeated_open_net_error_at_the_7th_call() {
            for (int i = 0; i < 6; i++) {
                call(netError, i % 5 == 4 ? null : new IOException());
                assertThat(state(netError)).isEqualTo(StateName.CLOSED);
            }
            call(netError, new IOException());
            assertThat(state(netError)).isEqualTo(StateName.OPEN);
        }

        @Test
        void error_count_of_single_reset_is_of_errors_in_a_row() {
            int[] counts = {1, 2, 3, 4, 0, 1, 2};
            for (int i = 0; i < counts.length; i++) {
                call(singleReset, i % 5 == 4 ? null : new IOException());
                assertThat(singleReset.status().failureCount()).isEqualTo(counts[i]);
            }
        }

        @Test
        void error_count_of_net_error_is_of_errors_less_successes() {
            int[] counts = {1, 2, 3, 4, 3, 4, 5};
            for (int i = 0; i < counts.length; i++) {
                call(netError, i % 5 == 4 ? null : new IOException());
                assertThat(netError.status().failureCount()).isEqualTo(counts[i]);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 5})
        void recovery_takes_as_many_successes_as_the_recovery_threshold(int threshold) {
            var recovering = make(breaker("recovering").consecutiveFailures(5).trials(threshold, 1));
            for (int i = 0; i < 5; i++) {
                call(recovering, new IOException());
            }
            ticker.advance(Duration.ofSeconds(30));
            for (int i = 0; i < threshold; i++) {
                assertThat(state(recovering)).isEqualTo(StateName.HALF_OPEN);
                assertThat(recovering.status().successCount()).isEqualTo(i);
                assertThat(call(recovering, null)).isTrue();
            }
            assertThat(state(recovering)).isEqualTo(StateName.CLOSED);
            assertThat(recovering.status().failureCount()).isZero();
        }

        @Test
        void open_time_and_start_of_recovery_can_be_read_for_both() {
            ticker.advance(Duration.ofSeconds(12));
            for (Breaker breaker : List.of(singleReset, netError)) {
                for (int i = 0; i < 5; i++) {
                    call(breaker, new IOException());
                }
                assertThat(breaker.status().openedAt()).isEqualTo(FakeTicker.EPOCH + 12_000);
                assertThat(breaker.status().halfOpenAt()).isEqualTo(FakeTicker.EPOCH + 42_000);
            }
        }
    }

    /** Ten failures open it, for ten minutes. */
    @Nested
    class TenFailuresThenTenMinutes {

        private final Breaker breaker =
                make(breaker("ten").consecutiveFailures(10).openFor(Duration.ofMinutes(10)));

        @Test
        void ten_failures_open_it_for_ten_minutes() {
            for (int i = 0; i < 10; i++) {
                assertThat(call(breaker, new IOException())).isTrue();
            }
            ticker.advanceNanos(Duration.ofMinutes(10).toNanos() - 1);
            assertThat(call(breaker, null)).isFalse();
            ticker.advanceNanos(1);
            assertThat(call(breaker, null)).isTrue();
            assertThat(state(breaker)).isEqualTo(StateName.CLOSED);
        }
    }

    @Test
    void by_default_it_refuses_at_29_999_s_and_is_half_open_at_30_000_s() {
        var breaker = new Breaker(Definition.named("default"), ticker, changed -> {});
        for (int i = 0; i < 5; i++) {
            call(breaker, new IOException());
        }
        ticker.advance(Duration.ofMillis(29_999));
        assertThat(call(breaker, null)).isFalse();
        assertThat(state(breaker)).isEqualTo(StateName.OPEN);
        ticker.advance(Duration.ofMillis(1));
        assertThat(state(breaker)).isEqualTo(StateName.HALF_OPEN);
        assertThat(call(breaker, null)).isTrue();
    }
}
