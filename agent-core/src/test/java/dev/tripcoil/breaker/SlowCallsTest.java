package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowCallsTest {

    private static final Duration SLOW = Duration.ofSeconds(2);

    /** Where a slow call is a failure. */
    private final Rig failing = new Rig(stock().tripOn(criteria(3, 0)));

    /** Where slow calls have a rate of their own. */
    private final Rig rated = new Rig(stock().tripOn(criteria(3, 50)));

    private static TripOn criteria(int consecutive, double slowRate) {
        return new TripOn(consecutive, 0, 0, slowRate, SLOW, new Window(10, null), 4);
    }

    private static void succeedSlowly(Rig rig, int calls) {
        for (int i = 0; i < calls; i++) {
            var call = rig.enter();
            rig.advance(SLOW);
            rig.breaker.succeeded(call);
        }
    }

    private static List<Permit> hang(Rig rig, int calls) {
        var hanging = new ArrayList<Permit>();
        for (int i = 0; i < calls; i++) {
            hanging.add(rig.enter());
        }
        rig.advance(SLOW);
        return hanging;
    }

    @Test
    void call_just_fast_enough_is_not_slow() {
        var call = failing.enter();
        failing.ticker.advanceNanos(SLOW.toNanos() - 1);
        failing.breaker.succeeded(call);
        assertThat(failing.totals()).containsExactly(1L, 0L, 0L, 0L);
        assertThat(failing.breaker.slowCalls()).isZero();
    }

    @Test
    void slow_call_is_a_failure_where_there_is_no_slow_rate() {
        succeedSlowly(failing, 1);
        assertThat(failing.totals()).containsExactly(0L, 1L, 0L, 0L);
        assertThat(failing.breaker.slowCalls()).isEqualTo(1);
        assertThat(failing.breaker.status().failureCount()).isEqualTo(1);
    }

    @Test
    void last_failure_says_how_slow() {
        var call = failing.enter();
        failing.advance(Duration.ofMillis(2300));
        failing.breaker.succeeded(call);
        assertThat(failing.breaker.lastFailure().text()).isEqualTo("slow: 2.3 s");
    }

    @Test
    void slow_calls_in_a_row_open_it() {
        succeedSlowly(failing, 3);
        assertThat(failing.state()).isEqualTo(StateName.OPEN);
        assertThat(failing.transitions().get(0).why()).isEqualTo("3 failures in a row, last: slow: 2 s");
    }

    @Test
    void slow_success_stays_a_success_where_there_is_a_slow_rate() {
        rated.fail(2);
        succeedSlowly(rated, 1);
        assertThat(rated.totals()).containsExactly(1L, 2L, 0L, 0L);
        assertThat(rated.breaker.slowCalls()).isEqualTo(1);
        assertThat(rated.breaker.status().failureCount()).isZero();
        assertThat(rated.breaker.lastFailure().text()).doesNotStartWith("slow");
    }

    @Test
    void share_of_slow_calls_opens_it() {
        succeedSlowly(rated, 2);
        rated.succeed(1);
        assertThat(rated.breaker.status().slowRate()).isEqualTo(-1);
        rated.succeed(1);
        assertThat(rated.state()).isEqualTo(StateName.OPEN);
        assertThat(rated.transitions().get(0).why()).isEqualTo("2 of 4 calls were slow (50% ≥ 50%)");
        assertThat(rated.breaker.status().slowRate()).isEqualTo(50);
        assertThat(rated.breaker.status().failureRate()).isZero();
    }

    @Test
    void slow_failure_counts_as_both() {
        var call = rated.enter();
        rated.advance(SLOW);
        rated.fail(call);
        rated.succeed(1);
        rated.fail(1);
        rated.succeed(1);
        assertThat(rated.breaker.status().failureRate()).isEqualTo(50);
        assertThat(rated.breaker.status().slowRate()).isEqualTo(25);
        assertThat(rated.breaker.slowCalls()).isEqualTo(1);
    }

    @Test
    void ignored_call_is_not_slow_however_long_it_took() {
        var call = failing.enter();
        failing.advance(SLOW);
        failing.breaker.ignored(call);
        assertThat(failing.breaker.slowCalls()).isZero();
        assertThat(failing.totals()).containsExactly(0L, 0L, 1L, 0L);
        assertThat(failing.breaker.status().failureCount()).isZero();
    }

    @Test
    void calls_that_hang_open_it_without_any_having_ended() {
        hang(failing, 3);
        assertThat(failing.state()).isEqualTo(StateName.OPEN);
        assertThat(failing.transitions().get(0).why())
                .isEqualTo("3 failures in a row, last: slow: 2 s and still in flight");
        assertThat(failing.breaker.slowCalls()).isEqualTo(3);
        assertThat(failing.totals()).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void next_call_is_refused_when_enough_calls_hang() {
        hang(failing, 3);
        failing.refuse(1);
    }

    @Test
    void call_that_was_seen_to_hang_counts_once() {
        var call = hang(failing, 1).get(0);
        failing.breaker.status();
        failing.breaker.status();
        assertThat(failing.breaker.status().failureCount()).isEqualTo(1);
        failing.breaker.succeeded(call);
        assertThat(failing.breaker.status().failureCount()).isEqualTo(1);
        assertThat(failing.breaker.slowCalls()).isEqualTo(1);
        assertThat(failing.totals()).containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void end_of_a_call_that_was_seen_to_hang_goes_into_the_totals_by_its_outcome() {
        var calls = hang(rated, 3);
        rated.breaker.status();
        rated.breaker.succeeded(calls.get(0));
        rated.fail(calls.get(1));
        rated.breaker.ignored(calls.get(2));
        assertThat(rated.totals()).containsExactly(1L, 1L, 1L, 0L);
        assertThat(rated.breaker.slowCalls()).isEqualTo(3);
        rated.succeed(1);
        assertThat(rated.transitions().get(0).why()).startsWith("3 of 4 calls were slow (75% ≥ 50%)");
        assertThat(rated.breaker.status().failureRate()).isZero();
    }

    @Test
    void call_that_hangs_into_the_next_period_does_not_count_there() {
        var call = failing.enter();
        failing.breaker.disable();
        failing.breaker.reset();
        failing.advance(SLOW);
        assertThat(failing.breaker.status().failureCount()).isZero();
        assertThat(failing.breaker.slowCalls()).isEqualTo(1);
        failing.breaker.succeeded(call);
        assertThat(failing.breaker.status().failureCount()).isZero();
        assertThat(failing.totals()).containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void end_of_one_call_notices_those_that_hang_first() {
        var calls = hang(failing, 3);
        failing.fail(calls.get(0)); // the two others hang, and this is the third failure
        assertThat(failing.path()).containsExactly("CLOSED to OPEN");
        assertThat(failing.transitions().get(0).why()).endsWith("last: java.io.IOException: timeout");
    }

    @Test
    void calls_that_become_slow_one_after_the_other_are_all_noticed() {
        for (int i = 0; i < 3; i++) {
            failing.enter();
            failing.advance(Duration.ofMillis(100));
            failing.breaker.status();
        }
        failing.advance(SLOW.minusMillis(300));
        assertThat(failing.breaker.slowCalls()).isEqualTo(1);
        failing.advance(Duration.ofMillis(100));
        assertThat(failing.breaker.slowCalls()).isEqualTo(2);
        failing.advance(Duration.ofMillis(100));
        assertThat(failing.breaker.slowCalls()).isEqualTo(3);
        assertThat(failing.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void call_whose_thread_was_held_up_as_it_began_is_noticed_in_time() {
        failing.breaker.status();
        failing.advance(SLOW); // so that the next look looks at the calls
        failing.ticker.meanwhile(() -> failing.ticker.meanwhile(() -> {
            failing.advance(SLOW);
            failing.breaker.status(); // does not see the call yet
        }));
        failing.enter();
        assertThat(failing.breaker.slowCalls()).isEqualTo(1);
    }

    @Test
    void thousands_of_calls_that_hang_are_noticed_in_one_pass() {
        var rig = new Rig(stock().tripOn(criteria(1_000_000, 0)));
        hang(rig, 100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> rig.breaker.status());
        assertThat(rig.breaker.slowCalls()).isEqualTo(100_000);
    }

    @Test
    void fault_while_calls_that_hang_are_noticed_leaves_the_others_for_the_next_look() {
        hang(failing, 2);
        failing.ticker.meanwhile(() -> failing.ticker.breakOnceWith(new OutOfMemoryError("a test")));
        assertThatThrownBy(failing.breaker::status).isInstanceOf(OutOfMemoryError.class);
        assertThat(failing.breaker.slowCalls()).isEqualTo(2);
    }

    @Test
    void calls_in_flight_are_shown() {
        failing.enter();
        failing.advance(Duration.ofMillis(1500));
        var second = failing.enter();
        failing.advance(Duration.ofMillis(500));
        assertThat(failing.breaker.callsInFlight()).isEqualTo(2);
        assertThat(failing.breaker.slowCallsInFlight()).isEqualTo(1);
        assertThat(failing.breaker.oldestCallInFlightMillis()).isEqualTo(2000);
        failing.breaker.succeeded(second);
        assertThat(failing.breaker.callsInFlight()).isEqualTo(1);
    }

    @Test
    void calls_in_flight_are_not_known_where_nothing_depends_on_them() {
        var plain = new Rig(stock());
        plain.enter();
        assertThat(plain.breaker.callsInFlight()).isEqualTo(-1);
        assertThat(plain.breaker.slowCallsInFlight()).isEqualTo(-1);
        assertThat(plain.breaker.oldestCallInFlightMillis()).isEqualTo(-1);
    }

    @Test
    void call_that_a_disabled_breaker_let_through_is_slow_in_the_totals_alone() {
        failing.breaker.disable();
        succeedSlowly(failing, 5);
        assertThat(failing.breaker.slowCalls()).isEqualTo(5);
        assertThat(failing.totals()).containsExactly(0L, 5L, 0L, 0L);
        assertThat(failing.state()).isEqualTo(StateName.DISABLED);
    }

    @Test
    void trial_that_is_slow_has_failed_before_its_call_timeout() {
        var rig = new Rig(stock().tripOn(criteria(3, 0)).callTimeout(Duration.ofSeconds(20)));
        rig.waitUntilHalfOpen();
        rig.enter();
        rig.advance(SLOW.minusNanos(1));
        assertThat(rig.state()).isEqualTo(StateName.HALF_OPEN);
        rig.ticker.advanceNanos(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }
}
