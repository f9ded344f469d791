package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausedCallsTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(3).trials(1, 1));

    @Test
    void paused_call_counts_nowhere_until_it_has_ended() {
        Permit permit = rig.enter();
        Permit paused = rig.breaker.pause(permit);
        assertThat(rig.totals()).containsOnly(0L);
        rig.fail(rig.breaker.resume(paused));
        assertThat(rig.breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void paused_trial_leaves_its_place_to_others() {
        rig.waitUntilHalfOpen();
        Permit paused = rig.breaker.pause(rig.enter());
        Permit other = rig.enter();
        assertThat(rig.breaker.resume(paused)).isNull();
        assertThat(rig.totals()).containsOnly(0L);
        rig.breaker.succeeded(other);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.resume(paused)).isNotNull();
    }

    @Test
    void resumed_trial_decides() {
        rig.waitUntilHalfOpen();
        rig.fail(rig.breaker.resume(rig.breaker.pause(rig.enter())));
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void late_outcome_of_a_resumed_call_decides_nothing() {
        Permit paused = rig.breaker.pause(rig.enter());
        rig.breaker.trip();
        rig.breaker.reset();
        for (int i = 0; i < 3; i++) {
            rig.fail(rig.breaker.resume(paused));
        }
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void call_that_was_seen_to_hang_has_counted() {
        var slow = new Rig(stock().tripOn(
                        new Definition.TripOn(3, 0, 0, 0, Duration.ofSeconds(1), new Definition.Window(10, null), 4)));
        Permit permit = slow.enter();
        slow.ticker.advance(Duration.ofSeconds(2));
        slow.breaker.status();
        assertThat(slow.breaker.pause(permit)).isNull();
        assertThat(slow.breaker.callsInFlight()).isZero();
        assertThat(slow.breaker.slowCalls()).isEqualTo(1);
    }
}
