package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsOnlyTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(3));

    @BeforeEach
    void set_to_metrics_only() {
        rig.breaker.metricsOnly();
    }

    @Test
    void no_failures_open_it() {
        rig.fail(100);
        assertThat(rig.state()).isEqualTo(StateName.METRICS_ONLY);
        assertThat(rig.breaker.status().timesOpened()).isZero();
    }

    @Test
    void failures_in_a_row_are_counted_past_the_threshold() {
        rig.fail(10);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(10);
        rig.ignore(1);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(10);
        rig.succeed(1);
        assertThat(rig.breaker.status().failureCount()).isZero();
        assertThat(rig.totals()).containsExactly(1L, 10L, 1L, 0L);
    }

    @Test
    void net_failures_are_counted_up_to_the_threshold() {
        var net = new Rig(stock().netFailures(3));
        net.breaker.metricsOnly();
        net.fail(10);
        assertThat(net.breaker.status().failureCount()).isEqualTo(3);
        net.succeed(2);
        assertThat(net.breaker.status().failureCount()).isEqualTo(1);
    }

    @Test
    void its_counts_do_not_follow_into_closed() {
        rig.fail(2);
        rig.breaker.reset();
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void counts_of_closed_do_not_follow_into_it() {
        rig.breaker.reset();
        rig.fail(2);
        rig.breaker.metricsOnly();
        assertThat(rig.breaker.status().failureCount()).isZero();
    }

    @Test
    void call_reads_no_clock() {
        rig.ticker.breakWith(new AssertionError("the clock was read"));
        rig.succeed(1);
    }
}
