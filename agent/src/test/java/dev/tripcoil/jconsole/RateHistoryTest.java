package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.BreakerRow;
import org.junit.jupiter.api.Test;

class RateHistoryTest {

    private final RateHistory history = new RateHistory();

    private void look(long at, long calls, long failed, long rejected) {
        BreakerRow totals = Given.row("stock", "CLOSED", calls, failed, rejected);
        history.add(NOW + at, totals);
    }

    @Test
    void one_look_tells_no_rate() {
        look(0, 100, 10, 1);
        assertThat(history.latest()).isNull();
        assertThat(history.points()).isEmpty();
    }

    @Test
    void rates_are_what_totals_grew_by_per_second_of_the_jvms_clock() {
        look(0, 100, 10, 1);
        look(4_000, 140, 12, 1);
        look(6_000, 140, 12, 51);
        assertThat(history.points())
                .containsExactly(
                        new RateHistory.Point(NOW, NOW + 4_000, 10, 0.5, 0),
                        new RateHistory.Point(NOW + 4_000, NOW + 6_000, 0, 0, 25));
        assertThat(history.latest().rejections()).isEqualTo(25);
    }

    @Test
    void a_look_too_soon_after_the_last_waits_for_the_next() {
        look(0, 0, 0, 0);
        look(RateHistory.SHORTEST_MILLIS - 1, 50, 0, 0);
        assertThat(history.latest()).isNull();
        look(1_000, 60, 0, 0);
        assertThat(history.latest().calls()).isEqualTo(60);
    }

    @Test
    void totals_that_fall_begin_a_new_life_after_a_gap() {
        look(0, 100, 0, 0);
        look(1_000, 110, 0, 0);
        look(2_000, 5, 0, 0);
        assertThat(history.latest()).isNull();
        look(3_000, 8, 0, 0);
        assertThat(history.points()).extracting(RateHistory.Point::calls).containsExactly(10.0, 3.0);
        assertThat(history.points().get(1).from()).isEqualTo(NOW + 2_000);
    }

    @Test
    void what_happens_while_nobody_looks_is_no_rate() {
        look(0, 100, 0, 0);
        look(1_000, 110, 0, 0);
        history.interrupt();
        assertThat(history.latest()).isNull();
        look(61_000, 9_110, 0, 0);
        assertThat(history.latest()).isNull();
        look(62_000, 9_112, 0, 0);
        assertThat(history.points()).extracting(RateHistory.Point::calls).containsExactly(10.0, 2.0);
    }

    @Test
    void the_past_is_forgotten_after_some_minutes() {
        for (long at = 0; at <= RateHistory.KEPT_MILLIS * 3; at += 4_000) {
            look(at, at, 0, 0);
        }
        assertThat(history.points()).hasSize((int) (RateHistory.KEPT_MILLIS / 4_000 + 1));
    }

    @Test
    void another_jvm_with_an_earlier_clock_begins_anew() {
        look(10_000, 100, 0, 0);
        look(11_000, 110, 0, 0);
        look(0, 200, 0, 0);
        assertThat(history.points()).isEmpty();
        look(1_000, 201, 0, 0);
        assertThat(history.latest().calls()).isEqualTo(1);
    }
}
