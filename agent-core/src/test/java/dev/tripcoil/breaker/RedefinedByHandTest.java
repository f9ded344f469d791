package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.StartAs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedefinedByHandTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(5));

    @ParameterizedTest
    @EnumSource(StateName.class)
    void every_state_stays(StateName state) {
        rig.enterState(state);
        rig.forgetTransitions();
        var before = rig.breaker.status();
        rig.advance(Duration.ofSeconds(1));
        rig.redefine(stock().netFailures(7)
                .openFor(Duration.ofSeconds(3))
                .trials(2, 2)
                .maxConcurrent(10)
                .startAs(StartAs.DISABLED));
        assertThat(rig.breaker.status()).isEqualTo(before);
        assertThat(rig.path()).isEmpty();
        assertThat(rig.changes).hasValue(0);
        assertThat(rig.breaker.definition().tripOn().netFailures()).isEqualTo(7);
    }

    @Test
    void forced_open_one_refuses_on() {
        rig.breaker.forceOpen();
        rig.redefine(stock().openFor(Duration.ofNanos(1)));
        rig.advance(Duration.ofDays(1));
        rig.refuse(1);
    }

    @Test
    void disabled_one_lets_through_whatever_fails_and_counts_totals_only() {
        rig.breaker.disable();
        var call = rig.enter();
        rig.redefine(stock().consecutiveFailures(1));
        rig.fail(call);
        rig.fail(3);
        assertThat(rig.state()).isEqualTo(StateName.DISABLED);
        assertThat(rig.breaker.status().failureCount()).isZero();
        assertThat(rig.breaker.failedCalls()).isEqualTo(4);
    }

    @Test
    void metrics_only_counts_afresh_calls_under_way_too() {
        rig.breaker.metricsOnly();
        rig.forgetTransitions();
        rig.fail(4);
        var first = rig.enter();
        var second = rig.enter();
        rig.redefine(stock().consecutiveFailures(2));
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(first);
        assertThat(rig.path()).isEmpty();
        rig.fail(second);
        assertThat(rig.path()).containsExactly("METRICS_ONLY to METRICS_ONLY");
        assertThat(rig.transitions().get(0).why()).startsWith("2 failures in a row");
        assertThat(rig.breaker.failedCalls()).isEqualTo(6);
    }

    @Test
    void metrics_only_says_again_that_it_would_have_opened_under_the_new_definition() {
        rig.breaker.metricsOnly();
        rig.forgetTransitions();
        rig.fail(9);
        rig.redefine(stock().consecutiveFailures(3));
        rig.fail(9);
        assertThat(rig.path()).hasSize(2);
    }

    @Test
    void metrics_only_finds_the_stay_again_after_notices_and_definitions() {
        rig.breaker.metricsOnly();
        rig.forgetTransitions();
        var call = rig.enter();
        rig.fail(5); // a notice
        rig.redefine(stock().consecutiveFailures(1));
        rig.fail(1); // another
        rig.redefine(stock().consecutiveFailures(2));
        rig.fail(call);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1);
        assertThat(rig.path()).hasSize(2);
    }

    @Test
    void metrics_only_counts_on_where_only_the_description_has_changed() {
        rig.breaker.metricsOnly();
        rig.forgetTransitions();
        rig.fail(4);
        rig.redefine(stock().consecutiveFailures(5).description("the stock service"));
        rig.fail(3);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(7);
        assertThat(rig.path()).hasSize(1);
    }

    @Test
    void late_failure_of_an_earlier_stay_gives_no_notice() {
        rig.breaker.metricsOnly();
        var late = rig.enter();
        rig.breaker.reset();
        rig.breaker.metricsOnly();
        rig.redefine(stock().consecutiveFailures(1));
        rig.forgetTransitions();
        rig.fail(late);
        assertThat(rig.path()).isEmpty();
        assertThat(rig.breaker.status().failureCount()).isZero();
    }
}
