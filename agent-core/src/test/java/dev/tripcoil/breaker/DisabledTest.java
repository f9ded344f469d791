package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisabledTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(3));

    @BeforeEach
    void disable() {
        rig.breaker.disable();
    }

    @Test
    void no_failures_open_it() {
        rig.fail(100);
        assertThat(rig.state()).isEqualTo(StateName.DISABLED);
    }

    @Test
    void outcomes_go_into_the_totals_only() {
        rig.succeed(2);
        rig.fail(3);
        rig.ignore(4);
        assertThat(rig.totals()).containsExactly(2L, 3L, 4L, 0L);
        assertThat(rig.breaker.status().failureCount()).isZero();
        assertThat(rig.breaker.status().successCount()).isZero();
    }

    @Test
    void failures_in_it_do_not_count_towards_opening_afterwards() {
        rig.fail(100);
        rig.breaker.reset();
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void failure_of_a_call_let_through_in_it_does_not_count_in_the_next_state() {
        var slow = rig.enter();
        rig.breaker.reset();
        rig.fail(2);
        rig.fail(slow);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(2);
    }

    @Test
    void call_reads_no_clock() {
        rig.ticker.breakWith(new AssertionError("the clock was read"));
        rig.succeed(1);
    }
}
