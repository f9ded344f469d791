package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTallyTest {

    private static TripOn failureRate(double percent, int window, int minimum) {
        return new TripOn(0, 0, percent, 0, null, new Window(window, null), minimum);
    }

    private static Rig rig(TripOn tripOn) {
        return new Rig(stock().tripOn(tripOn));
    }

    @Test
    void rate_below_the_threshold_does_not_open_it() {
        var rig = rig(failureRate(50, 20, 20));
        rig.fail(9);
        rig.succeed(11);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(45);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(9);
    }

    @Test
    void nothing_opens_it_before_the_minimum_of_calls() {
        var rig = rig(failureRate(50, 100, 20));
        rig.fail(19);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(-1);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void success_that_completes_the_minimum_opens_it() {
        var rig = rig(failureRate(50, 100, 20));
        rig.fail(12);
        rig.succeed(7);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.succeed(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.transitions().get(0).why())
                .isEqualTo("12 of 20 calls failed (60% ≥ 50%), last: java.io.IOException: timeout");
    }

    @Test
    void ignored_calls_are_left_out_of_the_window() {
        var rig = rig(failureRate(50, 4, 4));
        rig.fail(2);
        rig.ignore(10);
        rig.succeed(1);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.succeed(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void rate_of_a_hundred_percent_opens_it_when_all_have_failed() {
        var rig = rig(failureRate(100, 5, 5));
        rig.succeed(1);
        rig.fail(4);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(100);
    }

    @Test
    void window_of_one_opens_at_the_first_failure() {
        var rig = rig(failureRate(100, 1, 1));
        rig.succeed(3);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.transitions().get(0).why()).startsWith("1 of 1 calls failed (100% ≥ 100%)");
    }

    @Test
    void window_of_two_forgets_the_failure_before_the_last_but_one() {
        var rig = rig(failureRate(100, 2, 2));
        rig.fail(1);
        rig.succeed(1);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void failures_that_have_left_a_window_of_time_do_not_count() {
        var rig = rig(new TripOn(0, 0, 100, 0, null, new Window(0, Duration.ofSeconds(10)), 3));
        rig.fail(2);
        rig.advance(Duration.ofSeconds(10));
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        rig.advance(Duration.ofSeconds(9));
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void rates_of_a_window_of_time_fade_while_nothing_happens() {
        var rig = rig(new TripOn(9, 0, 100, 0, null, new Window(0, Duration.ofSeconds(10)), 2));
        rig.succeed(1);
        rig.fail(1);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(50);
        rig.advance(Duration.ofSeconds(10));
        assertThat(rig.breaker.status().failureRate()).isEqualTo(-1);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1); // in a row
    }

    @Test
    void open_breaker_shows_the_rates_that_opened_it() {
        var rig = rig(new TripOn(0, 0, 75, 0, null, new Window(0, Duration.ofSeconds(10)), 4));
        rig.succeed(1);
        rig.fail(3);
        rig.advance(Duration.ofSeconds(20));
        assertThat(rig.breaker.status().failureRate()).isEqualTo(75);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(3);
        assertThat(rig.breaker.status().slowRate()).isEqualTo(-1);
    }

    @Test
    void open_breaker_shows_the_rates_that_opened_it_however_late_a_thread_opens_it() {
        var rig = rig(new TripOn(0, 0, 100, 0, null, new Window(0, Duration.ofSeconds(10)), 1));
        var failing = rig.enter();
        rig.ticker.meanwhile(() -> rig.advance(Duration.ofSeconds(20))); // once the failure has been counted
        rig.fail(failing);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(100);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1);
    }

    @Test
    void counts_open_it_beside_a_rate() {
        var consecutive = rig(new TripOn(3, 0, 90, 0, null, Window.DEFAULT, 20));
        consecutive.fail(3);
        assertThat(consecutive.transitions().get(0).why()).startsWith("3 failures in a row, last: ");
        var net = rig(new TripOn(0, 3, 90, 0, null, Window.DEFAULT, 20));
        net.fail(2);
        net.succeed(1);
        net.fail(2);
        assertThat(net.transitions().get(0).why()).startsWith("3 net failures, last: ");
    }

    @Test
    void reset_clears_the_window() {
        var rig = rig(failureRate(50, 4, 4));
        rig.fail(3);
        rig.breaker.reset();
        rig.fail(1);
        assertThat(rig.breaker.status().failureCount()).isEqualTo(1);
        rig.succeed(2);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(-1);
        rig.succeed(1);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(25);
    }

    @Test
    void window_does_not_outlive_an_opening() {
        var rig = rig(failureRate(50, 4, 2));
        rig.fail(2);
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void window_full_of_successes_is_left_as_it_is_by_one_more_and_not_by_a_failure() {
        var rig = rig(failureRate(50, 4, 4));
        rig.succeed(10);
        rig.fail(1);
        assertThat(rig.breaker.status().failureRate()).isEqualTo(25);
        rig.fail(1);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }
}
