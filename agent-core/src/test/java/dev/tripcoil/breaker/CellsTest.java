package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, whose calls the hook would begin by itself. */
@Timeout(60)
class CellsTest {

    private final Rig rig = new Rig(stock().consecutiveFailures(3));

    /** On a thread of its own, so many successful calls. */
    private long succeedQuickly(Breaker breaker, int calls) throws Exception {
        var quick = new long[1];
        var thread = new Thread(() -> {
            var own = new QuickThread(breaker, Thread.currentThread().getId());
            for (int i = 0; i < calls; i++) {
                own.enter();
                quick[0] += own.isQuick() ? 1 : 0;
                own.succeed();
            }
        });
        thread.start();
        thread.join();
        return quick[0];
    }

    @Test
    void calls_after_the_first_are_quick_and_each_counts() throws Exception {
        assertThat(succeedQuickly(rig.breaker, 10)).isEqualTo(9);
        assertThat(rig.breaker.successfulCalls()).isEqualTo(10);
    }

    @Test
    void what_threads_counted_that_are_gone_stays_counted() throws Exception {
        for (int i = 0; i < 100; i++) {
            succeedQuickly(rig.breaker, 10);
        }
        assertThat(rig.breaker.successfulCalls()).isEqualTo(1_000);
        assertThat(rig.breaker.cells().pairs().length)
                .as("places of threads that are gone are used again")
                .isLessThan(64);
    }

    @Test
    void totals_are_exact_whatever_becomes_of_the_breaker_meanwhile() {
        int calls = 200_000;
        int threads = 4;
        var definitions = List.of(
                stock().consecutiveFailures(1_000).build(),
                stock().tripOn(new Definition.TripOn(0, 0, 90, 0, null, new Definition.Window(20, null), 10))
                        .build(),
                stock().consecutiveFailures(1_000).maxConcurrent(100).build());
        var quick = new long[threads + 1];
        Race.run(threads + 1, thread -> {
            if (thread == threads) {
                for (int i = 0; i < 2_000; i++) {
                    rig.breaker.redefine(definitions.get(i % definitions.size()));
                    if (i % 7 == 0) {
                        rig.breaker.disable();
                    }
                    rig.breaker.reset();
                    Thread.onSpinWait();
                }
                return;
            }
            var own = new QuickThread(rig.breaker, Thread.currentThread().getId());
            for (int i = 0; i < calls; i++) {
                while (!own.enter()) {
                    Thread.onSpinWait();
                }
                quick[thread] += own.isQuick() ? 1 : 0;
                if (i % 50 == 0) {
                    own.fail(new IOException());
                } else {
                    own.succeed();
                }
            }
        });
        assertThat(rig.breaker.failedCalls()).isEqualTo(threads * calls / 50);
        assertThat(rig.breaker.successfulCalls()).isEqualTo(threads * (calls - calls / 50));
        for (int i = 0; i < threads; i++) {
            assertThat(quick[i]).as("quick calls").isPositive();
        }
    }

    @Test
    void no_call_is_quick_after_the_breaker_was_opened_or_has_come_to_watch_calls() {
        var own = new QuickThread(rig.breaker, 7);
        own.enter();
        own.succeed();
        own.enter();
        assertThat(own.isQuick()).isTrue();
        own.succeed();
        rig.breaker.redefine(stock().consecutiveFailures(3).maxConcurrent(1).build());
        own.enter();
        assertThat(own.isQuick()).isFalse();
        assertThat(rig.breaker.callsInFlight()).isEqualTo(1);
        own.succeed();
        rig.breaker.redefine(stock().consecutiveFailures(3).build());
        own.enter();
        own.succeed();
        own.enter();
        assertThat(own.isQuick()).isTrue();
        rig.breaker.forceOpen();
        own.succeed(); // of a stay that has ended
        assertThat(own.enter()).isFalse();
        assertThat(rig.breaker.successfulCalls()).isEqualTo(5);
    }

    @Test
    void threads_whose_numbers_lead_to_the_same_place_are_told_apart() {
        List<QuickThread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            threads.add(new QuickThread(rig.breaker, 1 + i * 4_096L));
        }
        for (int call = 0; call < 3; call++) {
            for (var thread : threads) {
                assertThat(thread.enter()).isTrue();
            }
            for (var thread : threads) {
                thread.succeed();
            }
        }
        assertThat(rig.breaker.successfulCalls()).isEqualTo(120);
        assertThat(rig.breaker.cells().pairs().length).isLessThanOrEqualTo(1024);
    }
}
