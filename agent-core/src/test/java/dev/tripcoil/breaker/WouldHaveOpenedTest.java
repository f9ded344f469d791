package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WouldHaveOpenedTest {

    private static Rig metricsOnly(DefinitionBuilder definition) {
        var rig = new Rig(definition);
        rig.breaker.metricsOnly();
        rig.forgetTransitions();
        return rig;
    }

    private final Rig rig = metricsOnly(stock().consecutiveFailures(3));

    @Test
    void notice_is_announced_when_a_criterion_comes_to_hold() {
        rig.fail(2);
        assertThat(rig.path()).isEmpty();
        rig.fail(1);
        assertThat(rig.changes).hasValue(1);
        assertThat(rig.path()).containsExactly("METRICS_ONLY to METRICS_ONLY");
        var notice = rig.transitions().get(0);
        assertThat(notice.isNotice()).isTrue();
        assertThat(notice.number()).isEqualTo(2);
        assertThat(notice.epochMillis()).isEqualTo(rig.date());
        assertThat(notice.why()).isEqualTo("3 failures in a row, last: java.io.IOException: timeout");
        assertThat(notice)
                .hasToString(
                        "METRICS_ONLY: would have opened: 3 failures in a row, last: java.io.IOException: timeout");
    }

    @Test
    void notice_is_given_once_while_the_criterion_goes_on_holding() {
        rig.fail(50);
        assertThat(rig.path()).hasSize(1);
    }

    @Test
    void notice_is_given_again_when_the_criterion_holds_anew() {
        rig.fail(4);
        rig.succeed(1);
        rig.fail(3);
        assertThat(rig.path()).hasSize(2);
        assertThat(rig.transitions().get(1).number()).isEqualTo(3);
    }

    @Test
    void ignored_call_does_not_make_a_criterion_hold_anew() {
        rig.fail(3);
        rig.ignore(1);
        rig.fail(1);
        assertThat(rig.path()).hasSize(1);
    }

    @Test
    void stay_goes_on_as_it_was() {
        var before = rig.breaker.status();
        var call = rig.enter();
        rig.advance(Duration.ofSeconds(5));
        rig.fail(3);
        var after = rig.breaker.status();
        assertThat(after.since()).isEqualTo(before.since());
        assertThat(after.timesOpened()).isZero();
        assertThat(after.openedAt()).isZero();
        assertThat(after.failureCount()).isEqualTo(3);
        rig.fail(call); // entered before the notice, and of the same stay
        assertThat(rig.breaker.status().failureCount()).isEqualTo(4);
        rig.breaker.metricsOnly();
        assertThat(rig.breaker.status().failureCount()).isEqualTo(4);
    }

    @Test
    void late_outcome_of_an_earlier_stay_is_no_reason_for_a_notice() {
        var one = metricsOnly(stock().consecutiveFailures(1));
        var late = one.enter();
        one.breaker.reset();
        one.breaker.metricsOnly();
        one.forgetTransitions();
        one.fail(late);
        assertThat(one.path()).isEmpty();
        assertThat(one.breaker.status().failureCount()).isZero();
    }

    @Test
    void next_stay_gives_its_own_notice() {
        rig.fail(3);
        rig.breaker.reset();
        rig.breaker.metricsOnly();
        rig.fail(3);
        assertThat(rig.path())
                .containsExactly(
                        "METRICS_ONLY to METRICS_ONLY",
                        "METRICS_ONLY to CLOSED",
                        "CLOSED to METRICS_ONLY",
                        "METRICS_ONLY to METRICS_ONLY");
    }

    @Test
    void success_that_completes_the_minimum_gives_the_notice_of_a_rate() {
        var rates = metricsOnly(stock().tripOn(new TripOn(0, 0, 50, 0, null, new Window(4, null), 4)));
        rates.fail(2);
        rates.succeed(1);
        assertThat(rates.path()).isEmpty();
        rates.succeed(1);
        assertThat(rates.transitions().get(0).why()).startsWith("2 of 4 calls failed (50% ≥ 50%), last: ");
        rates.succeed(2); // 0 of 4
        rates.fail(2); // 2 of 4 again
        assertThat(rates.path()).hasSize(2);
        assertThat(rates.breaker.status().failureRate()).isEqualTo(50);
    }

    @Test
    void calls_that_hang_give_it_too() {
        var slow = metricsOnly(
                stock().tripOn(new TripOn(2, 0, 0, 0, Duration.ofSeconds(2), Window.DEFAULT, Window.MINIMUM_CALLS)));
        slow.enter();
        slow.enter();
        slow.advance(Duration.ofSeconds(2));
        assertThat(slow.state()).isEqualTo(StateName.METRICS_ONLY);
        assertThat(slow.transitions()).hasSize(1);
        assertThat(slow.transitions().get(0).why())
                .isEqualTo("2 failures in a row, last: slow: 2 s and still in flight");
    }
}
