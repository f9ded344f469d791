package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock may jump, and changes nothing but dates. */
class WallClockTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(1).callTimeout(Duration.ofSeconds(10)));

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 1_000})
    void jump_does_not_end_the_wait_or_prolong_it(long days) {
        rig.fail(1);
        rig.ticker.jumpWallClock(Duration.ofDays(days));
        rig.ticker.advanceNanos(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        rig.ticker.advanceNanos(1);
        assertThat(rig.state()).isEqualTo(StateName.HALF_OPEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 1_000})
    void jump_does_not_touch_a_trial(long days) {
        rig.waitUntilHalfOpen();
        rig.enter();
        rig.ticker.jumpWallClock(Duration.ofDays(days));
        rig.ticker.advanceNanos(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(rig.state()).isEqualTo(StateName.HALF_OPEN);
        rig.ticker.advanceNanos(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 1_000})
    void dates_are_those_of_the_wall_clock_at_the_transition(long days) {
        rig.ticker.jumpWallClock(Duration.ofDays(days));
        rig.fail(1);
        long then = rig.date();
        rig.ticker.jumpWallClock(Duration.ofDays(5));
        var status = rig.breaker.status();
        assertThat(status.openedAt()).isEqualTo(then);
        assertThat(status.since()).isEqualTo(then);
        assertThat(status.halfOpenAt()).isEqualTo(then + 30_000);
        assertThat(rig.transitions().get(0).epochMillis()).isEqualTo(then);
        assertThat(rig.breaker.lastFailure().epochMillis()).isEqualTo(then);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 1_000})
    void refusal_names_the_date_of_its_end_by_the_present_wall_clock(long days) {
        rig.fail(1);
        rig.ticker.jumpWallClock(Duration.ofDays(days));
        rig.advance(Duration.ofSeconds(10));
        assertThat(rig.breaker.explain(rig.breaker.enter()).untilMillis()).isEqualTo(rig.date() + 20_000);
    }
}
