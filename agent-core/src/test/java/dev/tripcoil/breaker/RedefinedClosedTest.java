package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.breaker;
import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedefinedClosedTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(5));

    @Test
    void new_threshold_is_in_force_and_the_counts_start_afresh() {
        rig.fail(4);
        rig.redefine(stock().consecutiveFailures(3));
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.transitions().get(0).why()).startsWith("3 failures in a row");
    }

    @Test
    void totals_and_the_last_failure_stay() {
        rig.succeed(2);
        rig.fail(4);
        rig.ignore(1);
        var last = rig.breaker.lastFailure();
        rig.redefine(stock().netFailures(3));
        assertThat(rig.totals()).containsExactly(2L, 4L, 1L, 0L);
        assertThat(rig.breaker.lastFailure()).isEqualTo(last);
    }

    @Test
    void it_is_no_transition() {
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        rig.forgetTransitions();
        var before = rig.breaker.status();
        rig.advance(Duration.ofSeconds(9));
        rig.redefine(stock().consecutiveFailures(3));
        assertThat(rig.breaker.status()).isEqualTo(before);
        assertThat(rig.path()).isEmpty();
        assertThat(rig.changes).hasValue(0);
    }

    @Test
    void definition_is_the_new_one() {
        var next =
                stock().consecutiveFailures(3).description("the stock service").build();
        rig.breaker.redefine(next);
        assertThat(rig.breaker.definition()).isSameAs(next);
        assertThat(rig.breaker.name()).isEqualTo("stock");
    }

    @Test
    void equal_definition_changes_nothing() {
        rig.fail(4);
        rig.redefine(stock().consecutiveFailures(5));
        assertThat(rig.breaker.status().failureCount()).isEqualTo(4);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void counts_go_on_where_only_what_people_and_callers_are_told_has_changed() {
        var under = rig.enter();
        rig.fail(3);
        rig.redefine(stock().consecutiveFailures(5)
                .description("the stock service")
                .answer(new Answer.Empty())
                .startAs(StartAs.OPEN));
        assertThat(rig.breaker.definition().description()).isEqualTo("the stock service");
        assertThat(rig.breaker.status().failureCount()).isEqualTo(3);
        rig.fail(under);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void whatever_else_changes_makes_the_counts_start_afresh() {
        for (var next : new DefinitionBuilder[] {
            stock().consecutiveFailures(6),
            stock().consecutiveFailures(5).openFor(Duration.ofSeconds(7)),
            stock().consecutiveFailures(5).maxConcurrent(3),
            stock().consecutiveFailures(5).trials(2, 1),
            stock().consecutiveFailures(5).ignore(IllegalStateException.class)
        }) {
            var each = new Rig(stock().consecutiveFailures(5));
            each.fail(4);
            each.redefine(next);
            assertThat(each.breaker.status().failureCount())
                    .as(next.build().toString())
                    .isZero();
        }
    }

    @Test
    void call_under_way_counts_afresh_when_it_ends() {
        rig.fail(3);
        var first = rig.enter();
        var second = rig.enter();
        rig.redefine(stock().consecutiveFailures(2));
        rig.fail(first);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1);
        rig.fail(second);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(2);
        assertThat(rig.breaker.failedCalls()).isEqualTo(5);
    }

    @Test
    void success_of_a_call_under_way_sets_the_new_count_back() {
        var call = rig.enter();
        rig.redefine(stock().consecutiveFailures(2));
        rig.fail(1);
        rig.breaker.succeeded(call);
        assertThat(rig.breaker.status().failureCount()).isZero();
        assertThat(rig.totals()).containsExactly(1L, 1L, 0L, 0L);
    }

    @Test
    void call_under_way_finds_the_newest_of_several_definitions() {
        var call = rig.enter();
        rig.redefine(stock().consecutiveFailures(2));
        rig.redefine(stock().netFailures(3));
        rig.redefine(stock().consecutiveFailures(1));
        rig.fail(call);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.status().timesOpened()).isEqualTo(1);
    }

    @Test
    void call_under_way_counts_in_a_new_window() {
        rig.fail(4);
        var failing = rig.enter();
        var succeeding = rig.enter();
        rig.redefine(stock().tripOn(new TripOn(0, 0, 50, 0, null, new Window(10, null), 2)));
        assertThat(rig.breaker.status().failureRate()).isEqualTo(-1);
        rig.fail(failing);
        rig.breaker.succeeded(succeeding);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(50);
    }

    @Test
    void window_starts_afresh_even_when_it_was_full_of_successes() {
        var rates = new Rig(stock().tripOn(new TripOn(0, 0, 50, 0, null, new Window(4, null), 4)));
        rates.succeed(4);
        var calls = new Permit[] {rates.enter(), rates.enter()};
        rates.redefine(stock().tripOn(new TripOn(0, 0, 50, 0, null, new Window(3, null), 3)));
        assertThat(rates.breaker.status().failureRate()).isEqualTo(-1);
        rates.breaker.succeeded(calls[0]); // to the old window it would be nothing new
        rates.breaker.succeeded(calls[1]);
        rates.fail(1);
        assertThat(rates.breaker.status().failureRate()).isBetween(33.3, 33.4);
    }

    @Test
    void window_of_time_begins_with_the_definition() {
        rig.advance(Duration.ofMillis(10_500));
        rig.redefine(stock().tripOn(new TripOn(0, 0, 100, 0, null, new Window(0, Duration.ofSeconds(10)), 2)));
        rig.fail(1);
        rig.advance(Duration.ofMillis(9_999)); // in the last of its slices still
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void exception_is_judged_by_the_definition_in_force_when_the_call_ends() {
        var ignored = rig.enter();
        var success = rig.enter();
        rig.redefine(stock().consecutiveFailures(1).ignore(IOException.class));
        assertThat(rig.breaker.threw(ignored, new IOException())).isEqualTo(Outcome.IGNORED);
        rig.redefine(stock().consecutiveFailures(1).exceptions(Others.SUCCESS, "java.lang.ArithmeticException"));
        assertThat(rig.breaker.threw(success, new IOException())).isEqualTo(Outcome.SUCCESS);
        assertThat(rig.totals()).containsExactly(1L, 0L, 1L, 0L);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void criterion_that_holds_already_opens_it_first() {
        var failing = rig.enter();
        rig.fail(4);
        // The failure has counted, and its thread has not opened the breaker yet.
        rig.ticker.meanwhile(() -> rig.redefine(stock().consecutiveFailures(7).openFor(Duration.ofSeconds(1))));
        rig.fail(failing);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.path()).containsExactly("CLOSED to OPEN");
        assertThat(rig.breaker.definition().tripOn().consecutiveFailures()).isEqualTo(7);
        assertThat(rig.breaker.status().halfOpenAt())
                .isEqualTo(rig.date() + 30_000); // what was in force when it opened
    }

    @Test
    void next_wait_is_by_the_new_definition() {
        rig.redefine(stock().consecutiveFailures(5).openFor(Duration.ofSeconds(7)));
        rig.fail(5);
        assertThat(rig.breaker.status().halfOpenAt()).isEqualTo(rig.date() + 7_000);
    }

    @Test
    void reset_clears_the_counts_that_count_now() {
        rig.fail(2);
        rig.redefine(stock().consecutiveFailures(3));
        rig.fail(2);
        rig.breaker.reset();
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.path()).isEmpty();
    }

    @Test
    void state_to_begin_in_is_not_entered_again() {
        rig.redefine(stock().startAs(StartAs.FORCED_OPEN));
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void late_call_from_before_an_opening_stays_late_whatever_the_definition() {
        var late = rig.enter();
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        rig.redefine(stock().consecutiveFailures(1));
        rig.fail(late);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureCount()).isZero();
        assertThat(rig.breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void call_from_before_a_redefinition_and_an_opening_is_late() {
        var late = rig.enter();
        rig.redefine(stock().consecutiveFailures(1));
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        rig.fail(late);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void call_reads_no_clock_after_it_either() {
        rig.redefine(stock().consecutiveFailures(2));
        rig.ticker.breakWith(new AssertionError("the clock was read"));
        rig.succeed(1);
    }

    @Test
    void definition_of_another_breaker_is_refused() {
        assertThatThrownBy(() -> rig.redefine(breaker("prices"))).isInstanceOf(IllegalArgumentException.class);
    }
}
