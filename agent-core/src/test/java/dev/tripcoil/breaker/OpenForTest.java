package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.StartAs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenForTest {

    private static final Duration INITIAL = Duration.ofSeconds(5);

    private final FakeTicker ticker = new FakeTicker();

    private Breaker breaker(OpenFor terms, double... draws) {
        var left = new ArrayDeque<Double>();
        for (double draw : draws) {
            left.add(draw);
        }
        return breaker(stock().consecutiveFailures(1).openFor(terms), left);
    }

    private Breaker breaker(DefinitionBuilder definition, ArrayDeque<Double> draws) {
        return new Breaker(definition.build(), ticker, changed -> {}, draws::remove);
    }

    private static OpenFor growing(double multiplier, Duration maximum) {
        return new OpenFor(INITIAL, multiplier, maximum, 0);
    }

    private static OpenFor jittery(double jitter) {
        return new OpenFor(Duration.ofSeconds(10), 1, null, jitter);
    }

    private static void fail(Breaker breaker) {
        breaker.threw(breaker.enter(), new IllegalStateException());
    }

    private long wait(Breaker breaker) {
        return breaker.status().halfOpenAt() - ticker.epochMillis();
    }

    /** Fails the trial that comes when the wait is over, and returns the next wait. */
    private long failTrial(Breaker breaker) {
        ticker.advance(Duration.ofMillis(wait(breaker)));
        fail(breaker);
        return wait(breaker);
    }

    @Test
    void wait_grows_with_each_failed_trial() {
        var breaker = breaker(growing(2, null));
        fail(breaker);
        assertThat(wait(breaker)).isEqualTo(5000);
        assertThat(failTrial(breaker)).isEqualTo(10_000);
        assertThat(failTrial(breaker)).isEqualTo(20_000);
        assertThat(failTrial(breaker)).isEqualTo(40_000);
    }

    @Test
    void wait_does_not_grow_beyond_the_maximum() {
        var breaker = breaker(growing(3, Duration.ofSeconds(20)));
        fail(breaker);
        assertThat(failTrial(breaker)).isEqualTo(15_000);
        assertThat(failTrial(breaker)).isEqualTo(20_000);
        assertThat(failTrial(breaker)).isEqualTo(20_000);
    }

    @Test
    void wait_without_a_maximum_does_not_grow_beyond_a_year() {
        var breaker = breaker(growing(1_000_000, null));
        fail(breaker);
        for (int i = 0; i < 5; i++) {
            failTrial(breaker);
        }
        assertThat(wait(breaker)).isEqualTo(Duration.ofDays(365).toMillis());
    }

    @Test
    void wait_goes_back_to_the_initial_one_when_the_breaker_closes() {
        var breaker = breaker(growing(2, null));
        fail(breaker);
        failTrial(breaker);
        ticker.advance(Duration.ofMillis(failTrial(breaker)));
        breaker.succeeded(breaker.enter());
        fail(breaker);
        assertThat(wait(breaker)).isEqualTo(5000);
        assertThat(failTrial(breaker)).isEqualTo(10_000);
    }

    @Test
    void trip_by_hand_takes_the_initial_wait() {
        var breaker = breaker(growing(2, null));
        fail(breaker);
        ticker.advance(Duration.ofMillis(failTrial(breaker)));
        assertThat(breaker.status().state()).isEqualTo(StateName.HALF_OPEN);
        breaker.trip();
        assertThat(wait(breaker)).isEqualTo(5000);
        assertThat(failTrial(breaker)).isEqualTo(10_000);
    }

    @Test
    void trip_on_an_open_breaker_waits_as_long_again() {
        var breaker = breaker(growing(2, null));
        fail(breaker);
        failTrial(breaker);
        ticker.advance(Duration.ofSeconds(3));
        breaker.trip();
        assertThat(wait(breaker)).isEqualTo(10_000);
        assertThat(failTrial(breaker)).isEqualTo(20_000);
    }

    @Test
    void trial_that_times_out_makes_the_next_wait_longer_from_its_deadline_on() {
        var breaker = breaker(growing(2, null));
        fail(breaker);
        ticker.advance(INITIAL);
        breaker.enter();
        ticker.advance(Duration.ofSeconds(9)); // 5 s, by default, is the time it has
        assertThat(wait(breaker)).isEqualTo(10_000 - 4000);
    }

    @Test
    void time_that_a_trial_has_grows_with_the_wait() {
        var breaker = breaker(growing(2, null));
        fail(breaker);
        ticker.advance(Duration.ofMillis(failTrial(breaker)));
        breaker.enter();
        ticker.advance(Duration.ofMillis(9_999));
        assertThat(breaker.status().state()).isEqualTo(StateName.HALF_OPEN);
        ticker.advance(Duration.ofMillis(1));
        assertThat(breaker.status().state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void jitter_lies_evenly_within_its_bounds() {
        assertThat(waits(jittery(10), 0, 0.5, Math.nextDown(1.0))).containsExactly(9000L, 10_000L, 11_000L);
        assertThat(waits(jittery(50), 0, 0.25, 0.5, 0.75)).containsExactly(5000L, 7500L, 10_000L, 12_500L);
    }

    private List<Long> waits(OpenFor terms, double... draws) {
        var breaker = breaker(terms, draws);
        fail(breaker);
        var waits = new ArrayList<>(List.of(wait(breaker)));
        while (waits.size() < draws.length) {
            waits.add(failTrial(breaker));
        }
        return waits;
    }

    @Test
    void jitter_may_exceed_the_maximum() {
        var terms = new OpenFor(Duration.ofSeconds(10), 2, Duration.ofSeconds(10), 10);
        assertThat(waits(terms, 0, Math.nextDown(1.0))).containsExactly(9000L, 11_000L);
    }

    @Test
    void each_wait_is_drawn_anew_that_of_trip_and_of_start_as_too() {
        var breaker = breaker(
                stock().openFor(jittery(10)).startAs(StartAs.OPEN), new ArrayDeque<>(List.of(0.0, 0.5, 0.25, 0.75)));
        assertThat(wait(breaker)).isEqualTo(9000);
        breaker.trip();
        assertThat(wait(breaker)).isEqualTo(10_000);
        breaker.trip();
        assertThat(wait(breaker)).isEqualTo(9500);
        assertThat(failTrial(breaker)).isEqualTo(10_500);
    }

    @Test
    void nothing_is_drawn_without_jitter() {
        var breaker = breaker(growing(2, null)); // has nothing to draw
        fail(breaker);
        breaker.trip();
        assertThat(failTrial(breaker)).isEqualTo(10_000);
    }

    @Test
    void transition_tells_the_wait() {
        var breaker = breaker(jittery(10), 0.75);
        fail(breaker);
        breaker.announce(transition -> assertThat(transition.waitNanos()).isEqualTo(10_500_000_000L));
    }
}
