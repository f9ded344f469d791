package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClosedTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(3));

    @Test
    void breaker_starts_closed() {
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().since()).isEqualTo(FakeTicker.EPOCH);
    }

    @Test
    void calls_go_through() {
        rig.succeed(1000);
        assertThat(rig.totals()).containsExactly(1000L, 0L, 0L, 0L);
    }

    @Test
    void as_many_failures_in_a_row_as_the_threshold_open_it() {
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void success_sets_the_failures_in_a_row_back_to_0() {
        rig.fail(2);
        rig.succeed(1);
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void ignored_outcome_leaves_the_failures_in_a_row_alone() {
        rig.fail(2);
        rig.ignore(5);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(2);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void success_takes_one_from_the_net_failures() {
        var net = new Rig(stock().netFailures(3));
        net.fail(2);
        net.succeed(1);
        assertThat(net.breaker.status().failureCount()).isEqualTo(1);
        net.fail(1);
        assertThat(net.state()).isEqualTo(StateName.CLOSED);
        net.fail(1);
        assertThat(net.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void net_failures_never_go_below_0() {
        var net = new Rig(stock().netFailures(3));
        net.succeed(10);
        net.fail(3);
        assertThat(net.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void either_criterion_opens_it() {
        var inARow = new Rig(stock().tripOn(2, 5));
        inARow.fail(2);
        assertThat(inARow.state()).isEqualTo(StateName.OPEN);

        var net = new Rig(stock().tripOn(3, 4));
        net.fail(2);
        net.succeed(1);
        net.fail(2);
        assertThat(net.state()).isEqualTo(StateName.CLOSED);
        net.succeed(1);
        net.fail(2);
        assertThat(net.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void first_failure_opens_a_breaker_with_a_threshold_of_1() {
        var touchy = new Rig(stock().consecutiveFailures(1));
        touchy.fail(1);
        assertThat(touchy.state()).isEqualTo(StateName.OPEN);
        assertThat(touchy.transitions().get(0).why()).startsWith("1 failure, last: java.io.IOException: timeout");
    }

    @Test
    void reason_for_opening_says_how_many_failures_and_what_the_last_one_was() {
        rig.fail(3);
        assertThat(rig.transitions().get(0).why()).isEqualTo("3 failures in a row, last: java.io.IOException: timeout");

        var net = new Rig(stock().netFailures(3));
        net.fail(3);
        assertThat(net.transitions().get(0).why()).isEqualTo("3 net failures, last: java.io.IOException: timeout");
    }

    @Test
    void time_changes_nothing() {
        rig.fail(2);
        rig.advance(Duration.ofDays(1000));
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(2);
    }

    @Test
    void each_stay_in_closed_counts_from_0() {
        rig.fail(2);
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void healthy_call_reads_no_clock() {
        rig.ticker.breakWith(new AssertionError("the clock was read"));
        rig.succeed(3);
    }

    @Test
    void failure_is_counted_though_its_text_could_not_be_made() {
        rig.fail(2);
        var last = rig.enter();
        var exhausted = new OutOfMemoryError();
        rig.ticker.breakOnceWith(exhausted);
        assertThatThrownBy(() -> rig.fail(last)).isSameAs(exhausted);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.failedCalls()).isEqualTo(3);
    }

    @Test
    void opening_that_failed_is_made_up_for_by_the_next_outcome() {
        rig.fail(2);
        var last = rig.enter();
        rig.ticker.breakWith(new StackOverflowError());
        assertThatThrownBy(() -> rig.fail(last)).isInstanceOf(StackOverflowError.class);
        rig.ticker.breakWith(null);
        rig.succeed(1);
        assertThat(rig.breaker.enter().letsThrough()).isFalse();
    }

    @Test
    void status_shows_no_opening_before_there_was_one() {
        var status = rig.breaker.status();
        assertThat(status.openedAt()).isZero();
        assertThat(status.halfOpenAt()).isZero();
        assertThat(status.timesOpened()).isZero();
        assertThat(status.successCount()).isZero();
    }
}
