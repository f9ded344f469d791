package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.TripOn;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static Counts counts(int consecutive, int net, boolean trips) {
        return new Counts(TripOn.counts(consecutive, net), trips);
    }

    private static void fail(Counts counts, int failures) {
        for (int i = 0; i < failures; i++) {
            counts.add(true, false);
        }
    }

    @Test
    void failure_that_reaches_a_threshold_says_so() {
        var counts = counts(2, 0, true);
        assertThat(counts.add(true, false)).isFalse();
        assertThat(counts.tripped()).isFalse();
        assertThat(counts.add(true, false)).isTrue();
        assertThat(counts.tripped()).isTrue();
    }

    @Test
    void nothing_moves_the_counts_once_a_criterion_holds() {
        var counts = counts(2, 0, true);
        fail(counts, 2);
        counts.success();
        assertThat(counts.add(true, false)).isTrue();
        assertThat(counts.clear()).isFalse();
        assertThat(counts.shown().failures()).isEqualTo(2);
        assertThat(counts.reason()).isEqualTo("2 failures in a row");
    }

    @Test
    void clear_sets_both_counts_back() {
        var counts = counts(3, 3, true);
        fail(counts, 2);
        assertThat(counts.clear()).isTrue();
        assertThat(counts.shown().failures()).isZero();
        fail(counts, 2);
        assertThat(counts.tripped()).isFalse();
    }

    @Test
    void net_failures_are_kept_apart_from_those_in_a_row() {
        var counts = counts(10, 3, true);
        fail(counts, 2);
        counts.success();
        fail(counts, 1);
        assertThat(counts.shown().failures()).isEqualTo(1);
        assertThat(counts.add(true, false)).isTrue();
        assertThat(counts.reason()).isEqualTo("3 net failures");
    }

    @Test
    void failures_in_a_row_are_shown_if_they_are_a_criterion_and_net_ones_otherwise() {
        var both = counts(10, 10, true);
        var net = counts(0, 10, true);
        for (var counts : new Counts[] {both, net}) {
            fail(counts, 3);
            counts.success();
            fail(counts, 1);
        }
        assertThat(both.shown().failures()).isEqualTo(1);
        assertThat(net.shown().failures()).isEqualTo(3);
    }

    @Test
    void both_counts_reach_a_million() {
        var counts = counts(1_000_000, 1_000_000, true);
        fail(counts, 999_999);
        assertThat(counts.tripped()).isFalse();
        counts.success();
        counts.add(true, false);
        assertThat(counts.add(true, false)).isTrue();
        assertThat(counts.reason()).isEqualTo("1000000 net failures");
    }

    @Test
    void net_failures_above_the_threshold_are_not_counted_where_nothing_trips() {
        var counts = counts(0, 3, false);
        fail(counts, 10);
        assertThat(counts.tripped()).isFalse();
        counts.success();
        assertThat(counts.shown().failures()).isEqualTo(2);
    }
}
