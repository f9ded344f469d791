package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MaxConcurrentTest {

    private final Rig rig =
            new Rig(stock().consecutiveFailures(3).maxConcurrent(2).trials(2, 2));

    @Test
    void call_beyond_the_limit_is_refused_and_counts_as_rejected_alone() {
        rig.enter();
        rig.enter();
        rig.refuse(5);
        assertThat(rig.totals()).containsExactly(0L, 0L, 0L, 5L);
        assertThat(rig.breaker.callsInFlight()).isEqualTo(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureCount()).isZero();
    }

    @Test
    void every_way_to_end_makes_room() {
        rig.enter();
        rig.succeed(1);
        rig.fail(1);
        rig.ignore(1);
        rig.enter();
        rig.refuse(1);
    }

    @Test
    void refusal_says_how_many_are_in_flight_and_no_date() {
        rig.enter();
        rig.enter();
        assertThat(rig.breaker.explain(rig.breaker.enter())).isEqualTo(new Refused(StateName.CLOSED, -1, 0, 2));
    }

    @Test
    void refusal_by_the_state_names_no_limit() {
        rig.breaker.trip();
        assertThat(rig.breaker.explain(rig.breaker.enter()).limit()).isZero();
    }

    @Test
    void neither_disabled_nor_metrics_only_limits_anything() {
        rig.breaker.disable();
        for (int i = 0; i < 3; i++) {
            rig.enter();
        }
        rig.breaker.metricsOnly();
        for (int i = 0; i < 3; i++) {
            rig.enter();
        }
        assertThat(rig.breaker.callsInFlight()).isEqualTo(6);
    }

    @Test
    void calls_of_other_states_take_their_room() {
        rig.breaker.disable();
        var first = rig.enter();
        rig.enter();
        rig.enter();
        rig.breaker.reset();
        rig.refuse(1);
        rig.breaker.succeeded(first);
        rig.refuse(1);
    }

    @Test
    void trial_for_which_there_is_no_room_gives_its_place_back() {
        var first = rig.enter();
        var second = rig.enter();
        rig.waitUntilHalfOpen();
        rig.refuse(5);
        assertThat(rig.breaker.explain(rig.breaker.enter())).isEqualTo(new Refused(StateName.HALF_OPEN, -1, 0, 2));
        rig.breaker.succeeded(first);
        rig.breaker.succeeded(second);
        var trials = new Permit[] {rig.enter(), rig.enter()};
        rig.breaker.succeeded(trials[0]);
        rig.breaker.succeeded(trials[1]);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void trial_that_has_timed_out_still_takes_its_room_until_it_ends() {
        var one = new Rig(stock().maxConcurrent(1).callTimeout(Duration.ofSeconds(1)));
        one.waitUntilHalfOpen();
        var hung = one.enter();
        one.advance(Duration.ofSeconds(31));
        assertThat(one.state()).isEqualTo(StateName.HALF_OPEN);
        one.refuse(1);
        one.breaker.succeeded(hung);
        assertThat(one.breaker.callsInFlight()).isZero();
        one.succeed(1);
        assertThat(one.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void calls_are_counted_and_not_timed_without_slower_than() {
        rig.enter();
        rig.advance(Duration.ofDays(1));
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        assertThat(rig.breaker.slowCallsInFlight()).isEqualTo(-1);
        assertThat(rig.breaker.oldestCallInFlightMillis()).isEqualTo(-1);
    }
}
