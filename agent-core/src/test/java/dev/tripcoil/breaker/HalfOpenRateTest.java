package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HalfOpenRateTest {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static Rig halfOpen(DefinitionBuilder definition) {
        var rig = new Rig(definition.callTimeout(CALL_TIMEOUT));
        rig.waitUntilHalfOpen();
        rig.forgetTransitions();
        return rig;
    }

    private final Rig rig = halfOpen(stock().trials(4, 4).trialFailureRate(50));

    @Test
    void failed_trial_does_not_reopen_it_before_all_have_finished() {
        rig.fail(2);
        rig.succeed(1);
        assertThat(rig.state()).isEqualTo(StateName.HALF_OPEN);
        assertThat(rig.breaker.status().successCount()).isEqualTo(1);
    }

    @Test
    void share_of_failed_trials_that_reaches_the_rate_reopens_it() {
        rig.fail(2);
        rig.succeed(2);
        assertThat(rig.path()).containsExactly("HALF_OPEN to OPEN");
        assertThat(rig.transitions().get(0).why())
                .isEqualTo("2 of 4 trials failed (50% ≥ 50%), last: java.io.IOException: timeout");
    }

    @Test
    void share_below_the_rate_closes_it_though_the_last_trial_failed() {
        rig.succeed(3);
        rig.fail(1);
        assertThat(rig.path()).containsExactly("HALF_OPEN to CLOSED");
        assertThat(rig.transitions().get(0).why()).isEqualTo("1 of 4 trials failed (25% < 50%)");
    }

    @Test
    void open_breaker_shows_the_failed_trials_and_no_rate() {
        rig.fail(3);
        rig.succeed(1);
        var status = rig.breaker.status();
        assertThat(status.failureCount()).isEqualTo(3);
        assertThat(status.failureRate()).isEqualTo(-1);
        assertThat(status.slowRate()).isEqualTo(-1);
    }

    @Test
    void no_more_trials_than_still_lack_are_let_through() {
        rig.fail(1);
        rig.succeed(1);
        rig.enter();
        rig.enter();
        rig.refuse(1);
    }

    @Test
    void ignored_trial_does_not_count_towards_the_verdict() {
        rig.fail(1);
        rig.ignore(5);
        rig.succeed(3);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void trial_that_times_out_counts_as_failed_and_frees_its_place() {
        var one = halfOpen(stock().trials(2, 1).trialFailureRate(100));
        var hung = one.enter();
        one.refuse(1);
        one.advance(CALL_TIMEOUT);
        one.succeed(1);
        assertThat(one.state()).isEqualTo(StateName.CLOSED);
        assertThat(one.transitions().get(0).why()).isEqualTo("1 of 2 trials failed (50% < 100%)");
        one.breaker.succeeded(hung);
        assertThat(one.totals()).containsExactly(2L, 0L, 0L, 1L);
    }

    @Test
    void it_reopens_at_the_deadline_of_the_last_trial_whenever_that_is_noticed() {
        for (int i = 0; i < 4; i++) {
            rig.enter();
            rig.advance(Duration.ofSeconds(1));
        }
        long firstDeadline = rig.date() - 4000 + CALL_TIMEOUT.toMillis();
        rig.advance(Duration.ofSeconds(25));
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.status().since()).isEqualTo(firstDeadline + 3000);
        assertThat(rig.breaker.status().halfOpenAt()).isEqualTo(firstDeadline + 33_000);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(4);
    }

    @Test
    void it_closes_at_the_deadline_of_the_last_trial_and_the_window_begins_then() {
        var rates = new TripOn(0, 0, 50, 0, null, new Window(0, Duration.ofSeconds(10)), 2);
        var closing = halfOpen(stock().tripOn(rates).trials(2, 2).trialFailureRate(75));
        closing.enter();
        closing.succeed(1);
        closing.advance(CALL_TIMEOUT.plusMillis(900)); // the first slice is that of the next 100 ms
        assertThat(closing.state()).isEqualTo(StateName.CLOSED);
        assertThat(closing.breaker.status().since()).isEqualTo(closing.date() - 900);

        closing.fail(1);
        closing.advance(Duration.ofMillis(9100)); // 10 s since it closed
        closing.fail(1);
        assertThat(closing.state()).isEqualTo(StateName.CLOSED);
        assertThat(closing.breaker.status().failureCount()).isEqualTo(1);
    }

    @Test
    void slow_trial_is_a_failed_one_also_where_slow_calls_have_a_rate_of_their_own() {
        var slow = new TripOn(5, 0, 0, 50, Duration.ofSeconds(2), Window.DEFAULT, 20);
        var strict = halfOpen(stock().tripOn(slow).trials(2, 2));
        var trial = strict.enter();
        strict.advance(Duration.ofSeconds(2));
        strict.breaker.succeeded(trial);
        assertThat(strict.path()).containsExactly("HALF_OPEN to OPEN");
        assertThat(strict.transitions().get(0).why()).isEqualTo("a trial did not finish within 2 s");
        assertThat(strict.totals()).containsExactly(1L, 0L, 0L, 0L);
        assertThat(strict.breaker.slowCalls()).isEqualTo(1);
    }

    @Test
    void trial_that_fails_past_its_deadline_has_failed_at_the_deadline() {
        var strict = halfOpen(stock().trials(1, 1));
        var trial = strict.enter();
        strict.advance(CALL_TIMEOUT.plusSeconds(7));
        strict.fail(trial);
        assertThat(strict.breaker.status().since()).isEqualTo(strict.date() - 7000);
    }

    @Test
    void trial_that_runs_out_of_time_while_its_end_is_looked_at_has_failed() {
        var strict = halfOpen(stock().trials(1, 1));
        var trial = strict.enter();
        strict.ticker.advanceNanos(CALL_TIMEOUT.toNanos() - 1);
        strict.ticker.meanwhile(() -> strict.ticker.advanceNanos(1)); // after the look, before the end is recorded
        strict.breaker.succeeded(trial);
        assertThat(strict.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void rate_of_one_hundred_percent_reopens_only_if_every_trial_fails() {
        var all = halfOpen(stock().trials(3, 1).trialFailureRate(100));
        all.fail(2);
        assertThat(all.state()).isEqualTo(StateName.HALF_OPEN);
        all.fail(1);
        assertThat(all.state()).isEqualTo(StateName.OPEN);
    }
}
