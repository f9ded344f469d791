package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.OutcomeWindow.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private static final long SECOND = 1_000_000_000L;

    /** Shortly before the nanoseconds overflow. */
    private static final long START = Long.MAX_VALUE - 5 * SECOND;

    private final TimeWindow window = new TimeWindow(10 * SECOND, START);

    @Test
    void call_counts_until_as_many_slices_as_the_span_has_have_begun_after_its_own() {
        window.add(true, true, START + SECOND - 1); // in the first slice
        assertThat(window.sums(START + 10 * SECOND - 1)).isEqualTo(new Sums(1, 1, 1));
        assertThat(window.sums(START + 10 * SECOND)).isEqualTo(new Sums(0, 0, 0));
    }

    @Test
    void call_at_the_beginning_of_a_slice_belongs_to_it() {
        window.add(true, false, START + SECOND);
        assertThat(window.sums(START + 11 * SECOND - 1)).isEqualTo(new Sums(1, 1, 0));
        assertThat(window.sums(START + 11 * SECOND)).isEqualTo(new Sums(0, 0, 0));
    }

    @Test
    void short_span_has_slices_of_a_tenth_of_it() {
        var second = new TimeWindow(SECOND, START);
        second.add(true, false, START + SECOND / 10 - 1);
        assertThat(second.sums(START + SECOND - 1).failed()).isEqualTo(1);
        assertThat(second.sums(START + SECOND).failed()).isZero();
    }

    @Test
    void slices_cover_a_span_that_they_do_not_divide() {
        var odd = new TimeWindow(12 * SECOND + SECOND / 2, START);
        odd.add(true, false, START);
        assertThat(odd.sums(START + 13 * SECOND - 1).failed()).isEqualTo(1);
        assertThat(odd.sums(START + 13 * SECOND).failed()).isZero();
    }

    @Test
    void hour_has_slices_of_a_second() {
        var hour = new TimeWindow(3600 * SECOND, START);
        hour.add(true, false, START + SECOND - 1);
        hour.add(true, false, START + SECOND);
        assertThat(hour.sums(START + 3600 * SECOND - 1).failed()).isEqualTo(2);
        assertThat(hour.sums(START + 3600 * SECOND).failed()).isEqualTo(1);
        assertThat(hour.sums(START + 3601 * SECOND).failed()).isZero();
    }

    @Test
    void nothing_is_left_after_a_gap_as_long_as_the_span_or_longer() {
        for (long gap : new long[] {10, 11, 19, 20, 1000, 1_000_000_000}) {
            var each = new TimeWindow(10 * SECOND, START);
            for (int i = 0; i < 10; i++) {
                each.add(true, true, START + i * SECOND);
            }
            long later = START + (9 + gap) * SECOND;
            assertThat(each.sums(later)).isEqualTo(new Sums(0, 0, 0));
            each.add(false, false, later);
            assertThat(each.sums(later)).isEqualTo(new Sums(1, 0, 0));
            assertThat(each.calls()).isEqualTo(1);
        }
    }

    @Test
    void gap_shorter_than_the_span_leaves_the_slices_that_are_young_enough() {
        for (int i = 0; i < 10; i++) {
            window.add(true, false, START + i * SECOND);
        }
        window.add(false, false, START + 13 * SECOND);
        assertThat(window.sums(START + 13 * SECOND)).isEqualTo(new Sums(7, 6, 0));
        assertThat(window.calls()).isEqualTo(7);
    }

    @Test
    void clear_empties_it_and_its_slices_begin_anew() {
        for (int i = 0; i < 25; i++) {
            window.add(true, true, START + i * SECOND / 2);
        }
        long cleared = START + 13 * SECOND + 700;
        window.clear(cleared);
        assertThat(window.sums(cleared)).isEqualTo(new Sums(0, 0, 0));
        assertThat(window.calls()).isZero();
        window.add(true, false, cleared + SECOND - 1);
        assertThat(window.sums(cleared + 10 * SECOND - 1)).isEqualTo(new Sums(1, 1, 0));
        assertThat(window.sums(cleared + 10 * SECOND)).isEqualTo(new Sums(0, 0, 0));
    }

    @Test
    void reader_does_not_change_what_is_read_later_with_an_older_clock() {
        window.add(true, false, START);
        assertThat(window.sums(START + 100 * SECOND)).isEqualTo(new Sums(0, 0, 0));
        assertThat(window.sums(START)).isEqualTo(new Sums(1, 1, 0));
    }

    @Test
    void reader_whose_clock_is_behind_that_of_the_writer_sees_what_was_written() {
        window.add(true, false, START);
        window.add(false, true, START + 9 * SECOND);
        assertThat(window.sums(START + 5 * SECOND)).isEqualTo(new Sums(2, 1, 1));
    }

    @Test
    void successes_count_in_the_slice_that_they_ended_in() {
        window.add(true, false, START);
        long second = window.timeOf(2);
        window.advance(START + 5 * SECOND);
        assertThat(window.slice()).isEqualTo(5);
        window.addSuccesses(7, second);
        assertThat(window.sums(START + 5 * SECOND)).isEqualTo(new Sums(8, 1, 0));
        assertThat(window.sums(START + 12 * SECOND - 1)).isEqualTo(new Sums(7, 0, 0));
        assertThat(window.sums(START + 12 * SECOND)).isEqualTo(new Sums(0, 0, 0));
    }

    @Test
    void successes_whose_slice_has_left_the_window_count_no_more() {
        window.advance(START + 15 * SECOND);
        window.addSuccesses(7, window.timeOf(5));
        assertThat(window.calls()).isZero();
        window.addSuccesses(7, window.timeOf(6));
        assertThat(window.calls()).isEqualTo(7);
    }

    @Test
    void slice_is_over_when_the_next_one_begins() {
        window.add(false, false, START + SECOND);
        assertThat(window.isOver(START + 2 * SECOND - 1)).isFalse();
        assertThat(window.isOver(START + 2 * SECOND)).isTrue();
    }

    @Test
    void it_adds_up_what_a_list_of_all_calls_does() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            long span = SECOND + random.nextInt(20) * SECOND / 2 + random.nextInt(3);
            long slice = Math.min(span / 10, SECOND);
            long slices = (long) Math.ceil((double) span / slice);
            var each = new TimeWindow(span, START);
            List<Long> calls = new ArrayList<>();
            long elapsed = 0;
            long cleared = 0;
            for (int i = 0; i < 200; i++) {
                elapsed += random.nextInt(4) == 0 ? random.nextLong(2 * span) : random.nextLong(slice);
                if (random.nextInt(50) == 0) {
                    each.clear(START + elapsed);
                    calls.clear();
                    cleared = elapsed;
                }
                long now = elapsed - cleared;
                if (random.nextBoolean()) {
                    each.add(true, false, START + elapsed);
                    calls.add(now);
                    assertThat(each.calls()).isEqualTo(young(calls, now, slice, slices));
                }
                long expected = young(calls, now, slice, slices);
                assertThat(each.sums(START + elapsed)).isEqualTo(new Sums(expected, expected, 0));
            }
        }
    }

    private static long young(List<Long> calls, long now, long slice, long slices) {
        return calls.stream().filter(at -> now / slice - at / slice < slices).count();
    }
}
