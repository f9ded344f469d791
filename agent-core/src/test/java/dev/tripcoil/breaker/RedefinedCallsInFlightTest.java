package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedefinedCallsInFlightTest {

    private static DefinitionBuilder slowerThan(int failures, Duration time) {
        return stock().tripOn(new TripOn(failures, 0, 0, 0, time, Window.DEFAULT, Window.MINIMUM_CALLS));
    }

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void calls_in_flight_count_against_another_limit() {
        var rig = new Rig(stock().maxConcurrent(3));
        var calls = new Permit[] {rig.enter(), rig.enter(), rig.enter()};
        rig.redefine(stock().maxConcurrent(5));
        assertThat(rig.breaker.callsInFlight()).isEqualTo(3);
        rig.enter();
        rig.enter();
        rig.refuse(1);
        rig.breaker.succeeded(calls[0]);
        rig.enter();
        rig.refuse(1);
    }

    @Test
    void lower_limit_lets_nobody_in_until_enough_have_ended() {
        var rig = new Rig(stock().maxConcurrent(3));
        var calls = new Permit[] {rig.enter(), rig.enter(), rig.enter()};
        rig.redefine(stock().maxConcurrent(1));
        rig.breaker.succeeded(calls[0]);
        rig.fail(calls[1]);
        rig.refuse(1);
        assertThat(rig.breaker.explain(rig.breaker.enter()).limit()).isEqualTo(1);
        rig.breaker.ignored(calls[2]);
        assertThat(rig.breaker.callsInFlight()).isZero();
        rig.succeed(1);
        assertThat(rig.totals()).containsExactly(2L, 1L, 1L, 2L);
    }

    @Test
    void calls_from_before_a_limit_are_not_known_to_be_in_flight() {
        var rig = new Rig(stock());
        var call = rig.enter();
        rig.redefine(stock().maxConcurrent(1));
        assertThat(rig.breaker.callsInFlight()).isZero();
        var known = rig.enter();
        rig.refuse(1);
        rig.breaker.succeeded(call);
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        rig.refuse(1);
        rig.breaker.succeeded(known);
        assertThat(rig.breaker.callsInFlight()).isZero();
        assertThat(rig.totals()).containsExactly(2L, 0L, 0L, 2L);
    }

    @Test
    void call_that_ends_when_nobody_needs_to_know_it_any_more_counts_as_any_other() {
        var rig = new Rig(stock().consecutiveFailures(3).maxConcurrent(5));
        var failing = rig.enter();
        var succeeding = rig.enter();
        rig.redefine(stock().consecutiveFailures(1));
        assertThat(rig.breaker.callsInFlight()).isEqualTo(-1);
        rig.breaker.succeeded(succeeding);
        rig.fail(failing);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.totals()).containsExactly(1L, 1L, 0L, 0L);
    }

    @Test
    void calls_that_were_known_once_are_known_again() {
        var rig = new Rig(stock().maxConcurrent(2));
        var first = rig.enter();
        var second = rig.enter();
        rig.redefine(stock());
        rig.breaker.succeeded(first);
        var between = rig.enter();
        rig.redefine(stock().maxConcurrent(1));
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        rig.refuse(1);
        rig.breaker.succeeded(between);
        rig.refuse(1);
        rig.breaker.succeeded(second);
        assertThat(rig.breaker.callsInFlight()).isZero();
        rig.succeed(1);
    }

    @Test
    void call_in_flight_hangs_by_the_new_definition() {
        var rig = new Rig(slowerThan(2, TEN_SECONDS));
        rig.enter();
        rig.advance(Duration.ofSeconds(3));
        rig.enter();
        rig.redefine(slowerThan(2, TWO_SECONDS));
        assertThat(rig.breaker.slowCallsInFlight()).isEqualTo(1);
        assertThat(rig.breaker.slowCalls()).isEqualTo(1);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1);
        assertThat(rig.breaker.oldestCallInFlightMillis()).isEqualTo(3_000);
        rig.advance(TWO_SECONDS);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.slowCalls()).isEqualTo(2);
    }

    @Test
    void call_in_flight_does_not_hang_before_the_new_definition_says_so() {
        var rig = new Rig(slowerThan(1, TWO_SECONDS));
        var call = rig.enter();
        rig.redefine(slowerThan(1, TEN_SECONDS));
        rig.advance(TEN_SECONDS.minusNanos(1));
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.slowCalls()).isZero();
        rig.breaker.succeeded(call);
        assertThat(rig.totals()).containsExactly(1L, 0L, 0L, 0L);
        assertThat(rig.breaker.slowCalls()).isZero();
    }

    @Test
    void call_that_was_seen_to_hang_counts_no_second_time() {
        var rig = new Rig(slowerThan(2, TWO_SECONDS));
        var call = rig.enter();
        rig.advance(TWO_SECONDS);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1);
        rig.redefine(slowerThan(2, TEN_SECONDS));
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.advance(TEN_SECONDS);
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(call);
        assertThat(rig.breaker.status().failureCount()).isZero();
        assertThat(rig.breaker.slowCalls()).isEqualTo(1);
        assertThat(rig.totals()).containsExactly(0L, 1L, 0L, 0L);
        assertThat(rig.breaker.slowCallsInFlight()).isZero();
    }

    @Test
    void slow_call_is_not_slow_once_nothing_says_what_is() {
        var rig = new Rig(slowerThan(1, TWO_SECONDS));
        var call = rig.enter();
        rig.redefine(stock().consecutiveFailures(1).maxConcurrent(4));
        rig.advance(TEN_SECONDS);
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        assertThat(rig.breaker.slowCallsInFlight()).isEqualTo(-1);
        assertThat(rig.breaker.oldestCallInFlightMillis()).isEqualTo(-1);
        rig.breaker.succeeded(call);
        assertThat(rig.breaker.callsInFlight()).isZero();
        assertThat(rig.breaker.slowCalls()).isZero();
        assertThat(rig.totals()).containsExactly(1L, 0L, 0L, 0L);
    }

    @Test
    void call_from_before_calls_were_timed_is_never_slow() {
        var rig = new Rig(stock().maxConcurrent(3));
        var call = rig.enter();
        rig.redefine(slowerThan(1, TWO_SECONDS));
        rig.advance(TEN_SECONDS);
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        assertThat(rig.breaker.slowCallsInFlight()).isZero();
        assertThat(rig.breaker.oldestCallInFlightMillis()).isZero();
        rig.breaker.succeeded(call);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.callsInFlight()).isZero();
        assertThat(rig.breaker.slowCalls()).isZero();
    }

    @Test
    void slow_call_is_a_failure_or_not_by_the_new_definition() {
        var rig = new Rig(slowerThan(1, TWO_SECONDS));
        var call = rig.enter();
        rig.redefine(stock().tripOn(new TripOn(1, 0, 0, 50, TWO_SECONDS, new Window(10, null), 2)));
        rig.advance(TEN_SECONDS);
        rig.breaker.succeeded(call);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.slowCalls()).isEqualTo(1);
        assertThat(rig.totals()).containsExactly(1L, 0L, 0L, 0L);
    }

    @Test
    void call_that_is_let_in_while_it_is_redefined_is_seen_to_hang_in_time() {
        var rig = new Rig(slowerThan(1, TEN_SECONDS));
        // The thread of the call has read the clock, and comes to the list of those in flight only after a look.
        var heldUp = new boolean[1];
        rig.ticker.meanwhile(() -> rig.ticker.meanwhile(() -> {
            heldUp[0] = true;
            rig.advance(Duration.ofSeconds(1));
            rig.redefine(slowerThan(1, TWO_SECONDS));
            rig.breaker.status();
        }));
        rig.enter();
        assertThat(heldUp[0]).isTrue();
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void paused_call_goes_on_under_another_definition() {
        var rig = new Rig(stock().maxConcurrent(1));
        var paused = rig.breaker.pause(rig.enter());
        rig.redefine(stock());
        var resumed = rig.breaker.resume(paused);
        rig.breaker.succeeded(resumed);
        assertThat(rig.breaker.callsInFlight()).isEqualTo(-1);
        var again = rig.breaker.pause(rig.enter());
        rig.redefine(stock().maxConcurrent(1));
        var known = rig.breaker.resume(again);
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        rig.breaker.succeeded(known);
        assertThat(rig.breaker.callsInFlight()).isZero();
        assertThat(rig.totals()).containsExactly(2L, 0L, 0L, 0L);
    }
}
