package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoresTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Goes on by an hour with each chore that is noted; so none is waited for. */
    private final Clock clock = new Clock();

    private final Chores chores = new Chores(clock);
    private final List<String> done = new ArrayList<>();

    @Test
    void what_is_due_first_is_done_first() {
        clock.skip(HOUR);
        chores.add(once("late"), SECOND.negated());
        chores.add(once("early"), SECOND.multipliedBy(2).negated());
        chores.add(new Stop(), Duration.ZERO);
        chores.run();
        assertThat(done).containsExactly("early", "late");
    }

    @Test
    void a_chore_comes_round_after_as_long_as_it_says_each_time() {
        long begin = clock.nanos();
        List<Long> millis = new ArrayList<>();
        chores.add(
                () -> {
                    millis.add((clock.nanos() - begin) / 1_000_000);
                    return millis.size() == 3 ? null : SECOND.multipliedBy(millis.size());
                },
                Duration.ZERO);
        chores.add(
                () -> {
                    clock.skip(Duration.ofMillis(400));
                    return Duration.ZERO;
                },
                Duration.ZERO);
        chores.add(new Stop(), HOUR);
        chores.run();
        assertThat(millis).containsExactly(0L, 1200L, 3200L);
    }

    @Test
    void one_that_is_not_due_of_itself_is_done_when_it_is_moved_up() {
        Noted moved = once("moved");
        chores.add(moved, null);
        chores.add(
                () -> {
                    chores.moveUp(moved, clock.nanos());
                    return null;
                },
                Duration.ZERO);
        chores.add(new Stop(), HOUR);
        chores.run();
        assertThat(done).containsExactly("moved");
    }

    @Test
    void one_that_is_moved_up_while_it_is_at_work_is_done_again() {
        List<Integer> looks = new ArrayList<>();
        Chores.Chore[] self = new Chores.Chore[1];
        self[0] = () -> {
            looks.add(looks.size());
            if (looks.size() == 1) {
                chores.moveUp(self[0], clock.nanos());
            } else {
                chores.stop();
            }
            return Duration.ofDays(1);
        };
        chores.add(self[0], Duration.ZERO);
        chores.run();
        assertThat(looks).hasSize(2);
    }

    @Test
    void moving_up_never_puts_off() {
        Noted soon = once("soon");
        chores.add(soon, Duration.ZERO);
        chores.moveUp(soon, clock.nanos() + HOUR.multipliedBy(9).toNanos());
        chores.add(new Stop(), HOUR);
        chores.run();
        assertThat(done).containsExactly("soon");
    }

    @Test
    void what_one_lets_out_ends_that_one_alone() {
        chores.add(
                () -> {
                    throw new AssertionError("of the test");
                },
                Duration.ZERO);
        chores.add(once("other"), Duration.ZERO);
        chores.add(new Stop(), HOUR);
        chores.run();
        assertThat(done).containsExactly("other");
    }

    @Test
    void another_thread_wakes_it() throws Exception {
        Chores real = new Chores(Ticker.system());
        Noted moved = once("moved");
        real.add(moved, null);
        real.add(() -> null, Duration.ofDays(1));
        Thread thread = new Thread(real);
        thread.start();
        real.moveUp(moved, Ticker.system().nanos());
        Await.until("the chore", () -> moved.times, Integer.valueOf(1)::equals);
        real.stop();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private Noted once(String name) {
        return new Noted(name);
    }

    private final class Noted implements Chores.Chore {
        private final String name;
        private volatile int times;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public Duration look() {
            clock.skip(HOUR);
            done.add(name);
            times++;
            return null;
        }
    }

    private final class Stop implements Chores.Chore {
        @Override
        public Duration look() {
            chores.stop();
            return null;
        }
    }

    private static final class Clock implements Ticker {
        private volatile long now = Long.MAX_VALUE - 5; // overflows soon

        void skip(Duration span) {
            now += span.toNanos();
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long epochMillis() {
            return 0;
        }
    }
}
