package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.OutcomeWindow.Sums;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountWindowTest {

    @Test
    void new_window_is_empty_and_has_no_rates() {
        var sums = new CountWindow(3).sums(0);
        assertThat(sums).isEqualTo(new Sums(0, 0, 0));
        assertThat(sums.failureRate()).isEqualTo(-1);
        assertThat(sums.slowRate()).isEqualTo(-1);
    }

    @Test
    void oldest_call_leaves_when_one_more_comes_than_fit() {
        var window = new CountWindow(2);
        window.add(true, true, 0);
        window.add(false, true, 0);
        assertThat(window.sums(0)).isEqualTo(new Sums(2, 1, 2));
        window.add(false, false, 0);
        assertThat(window.sums(0)).isEqualTo(new Sums(2, 0, 1));
        window.add(true, false, 0);
        assertThat(window.sums(0)).isEqualTo(new Sums(2, 1, 0));
    }

    @Test
    void window_of_one_holds_the_last_call() {
        var window = new CountWindow(1);
        window.add(true, false, 0);
        assertThat(window.sums(0)).isEqualTo(new Sums(1, 1, 0));
        window.add(false, true, 0);
        assertThat(window.sums(0)).isEqualTo(new Sums(1, 0, 1));
    }

    @Test
    void time_does_not_empty_it() {
        var window = new CountWindow(5);
        window.add(true, false, 0);
        assertThat(window.sums(Long.MAX_VALUE)).isEqualTo(new Sums(1, 1, 0));
    }

    @Test
    void clear_empties_it_wherever_it_stands() {
        var window = new CountWindow(3);
        for (int i = 0; i < 5; i++) {
            window.add(true, true, 0);
        }
        window.clear(0);
        assertThat(window.sums(0)).isEqualTo(new Sums(0, 0, 0));
        for (int i = 0; i < 4; i++) {
            window.add(false, false, 0);
        }
        assertThat(window.sums(0)).isEqualTo(new Sums(3, 0, 0));
    }

    @Test
    void successes_at_once_are_as_many_one_by_one() {
        var random = new Random(2);
        for (int size = 1; size < 20; size++) {
            var atOnce = new CountWindow(size);
            var oneByOne = new CountWindow(size);
            for (int i = 0; i < 500; i++) {
                int successes = random.nextInt(random.nextBoolean() ? 3 : 3 * size);
                atOnce.addSuccesses(successes, 0);
                for (int n = 0; n < successes; n++) {
                    oneByOne.add(false, false, 0);
                }
                boolean failed = random.nextBoolean();
                boolean slow = random.nextBoolean();
                if (random.nextInt(3) > 0) {
                    atOnce.add(failed, slow, 0);
                    oneByOne.add(failed, slow, 0);
                }
                assertThat(atOnce.sums(0)).isEqualTo(oneByOne.sums(0));
            }
        }
    }

    @Test
    void it_adds_up_what_a_list_of_the_last_calls_does() {
        var random = new Random(1);
        for (int size = 1; size < 40; size++) {
            var window = new CountWindow(size);
            Deque<boolean[]> last = new ArrayDeque<>();
            for (int i = 0; i < 200; i++) {
                boolean[] each = {random.nextBoolean(), random.nextBoolean()};
                window.add(each[0], each[1], 0);
                last.add(each);
                if (last.size() > size) {
                    last.remove();
                }
                long failed = last.stream().filter(one -> one[0]).count();
                long slow = last.stream().filter(one -> one[1]).count();
                assertThat(window.sums(0)).isEqualTo(new Sums(last.size(), failed, slow));
                assertThat(new Sums(window.calls(), window.failed(), window.slow()))
                        .isEqualTo(window.sums(0));
            }
        }
    }
}
