package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The "rules that hold in every interleaving" that are the breaker's own, with real threads. Rules 6, 7 and 9 are the
 * guard's ({@code GuardTest}); each rule is tested step by step in the tests of the states as well.
 */
class EveryInterleavingTest {

    private static final int THREADS = 4;
    private static final Error FAILURE = new Error("failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    @Test
    @DisplayName("1. a late outcome changes nothing")
    void late_outcomes_on_many_threads_change_nothing() {
        for (int round = 0; round < 200; round++) {
            var rig = new Rig(stock().consecutiveFailures(1).trials(1, 1));
            List<Permit> slow = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                slow.add(rig.enter());
            }
            rig.waitUntilHalfOpen();
            rig.forgetTransitions();
            boolean odd = round % 2 == 1;
            Race.run(THREADS, thread -> {
                if (thread % 2 == 0 ^ odd) {
                    rig.fail(slow.get(thread));
                } else {
                    rig.breaker.succeeded(slow.get(thread));
                }
            });
            assertThat(rig.state()).isEqualTo(StateName.HALF_OPEN);
            assertThat(rig.path()).isEmpty();
            rig.succeed(1);
            assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        }
    }

    @Test
    @DisplayName("2. never stuck: the deadline of a hung trial and its end at the same moment")
    void trial_that_ends_while_its_deadline_is_noticed_leaves_a_breaker_that_goes_on() {
        for (int round = 0; round < 300; round++) {
            var rig = new Rig(stock().callTimeout(Duration.ofSeconds(10)));
            rig.waitUntilHalfOpen();
            var trial = rig.enter();
            rig.ticker.advanceNanos(Duration.ofSeconds(10).toNanos() - 1);
            Race.run(3, thread -> {
                switch (thread) {
                    case 0 -> rig.ticker.advanceNanos(1);
                    case 1 -> rig.breaker.succeeded(trial);
                    default -> rig.breaker.status();
                }
            });
            assertThat(rig.state()).isIn(StateName.CLOSED, StateName.OPEN);
            assertThat(rig.breaker.successfulCalls()).isEqualTo(1);
            rig.advance(Duration.ofSeconds(30));
            rig.succeed(1);
            assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        }
    }

    @Test
    @DisplayName("3. no more trials than allowed")
    void never_more_trials_in_flight_than_concurrent_nor_more_that_count_than_calls() {
        int concurrent = 3;
        int calls = 7;
        for (int round = 0; round < 100; round++) {
            var rig = new Rig(stock().trials(calls, concurrent));
            rig.waitUntilHalfOpen();
            var inFlight = new AtomicInteger();
            var most = new AtomicInteger();
            var counted = new AtomicInteger();
            Race.run(THREADS, thread -> {
                for (int i = 0; rig.breaker.status().state() == StateName.HALF_OPEN; i++) {
                    var permit = rig.breaker.enter();
                    if (!(permit instanceof Trial)) {
                        continue;
                    }
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    Thread.yield();
                    inFlight.decrementAndGet();
                    if (i % 3 == 0) {
                        rig.breaker.ignored(permit);
                    } else {
                        counted.incrementAndGet();
                        rig.breaker.succeeded(permit);
                    }
                }
            });
            assertThat(most.get()).isBetween(1, concurrent);
            assertThat(counted).hasValue(calls);
            assertThat(rig.state()).isEqualTo(StateName.CLOSED);
        }
    }

    @Test
    @DisplayName("4. one transition, one notification, in order")
    void every_transition_is_announced_once_and_in_order_under_load() {
        var transitions = new AtomicInteger();
        var ticker = new FakeTicker();
        var breaker = new Breaker(
                stock().consecutiveFailures(2).openFor(Duration.ofNanos(50)).build(),
                ticker,
                changed -> transitions.incrementAndGet());
        List<Transition> told = new ArrayList<>();
        var running = new AtomicInteger(THREADS);
        Race.run(THREADS + 1, thread -> {
            if (thread == THREADS) {
                while (running.get() > 0) {
                    breaker.announce(told::add);
                }
                return;
            }
            try {
                load(breaker, ticker, new Random(thread), 20_000);
            } finally {
                running.decrementAndGet();
            }
        });
        breaker.announce(told::add);

        assertThat(told).hasSize(transitions.get()).hasSizeGreaterThan(1000);
        StateName state = StateName.CLOSED;
        long number = 0;
        long date = 0;
        for (Transition each : told) {
            assertThat(each.number()).isEqualTo(++number);
            assertThat(each.from()).isEqualTo(state);
            if (each.isNotice()) {
                assertThat(state).isEqualTo(StateName.METRICS_ONLY);
            } else {
                assertThat(each.to()).isNotEqualTo(state);
            }
            assertThat(each.epochMillis()).isGreaterThanOrEqualTo(date - 1);
            state = each.to();
            date = each.epochMillis();
        }
        assertThat(told.stream().filter(each -> each.to() == StateName.OPEN))
                .hasSize((int) breaker.status().timesOpened());
    }

    @Test
    @DisplayName("5. totals are exact")
    void no_outcome_is_lost_or_doubled_by_threads_or_transitions() {
        var ticker = new FakeTicker();
        var breaker = new Breaker(
                stock().consecutiveFailures(2)
                        .openFor(Duration.ofNanos(50))
                        .ignore(InterruptedException.class)
                        .build(),
                ticker,
                changed -> {});
        var expected = new AtomicLong[] {new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong()};
        Race.run(THREADS, thread -> {
            long[] mine = load(breaker, ticker, new Random(thread), 50_000);
            for (int i = 0; i < mine.length; i++) {
                expected[i].addAndGet(mine[i]);
            }
        });
        assertThat(breaker.successfulCalls()).isEqualTo(expected[0].get());
        assertThat(breaker.failedCalls()).isEqualTo(expected[1].get());
        assertThat(breaker.ignoredCalls()).isEqualTo(expected[2].get());
        assertThat(breaker.rejectedCalls()).isEqualTo(expected[3].get());
    }

    /** Calls with every outcome, up to three under way at once; returns successful, failed, ignored, rejected. */
    private static long[] load(Breaker breaker, FakeTicker ticker, Random random, int steps) {
        long[] totals = new long[4];
        List<Permit> underWay = new ArrayList<>();
        for (int i = 0; i < steps || !underWay.isEmpty(); i++) {
            ticker.advanceNanos(random.nextInt(10));
            if (random.nextInt(100) == 0) {
                switch (random.nextInt(5)) {
                    case 0 -> breaker.trip();
                    case 1 -> breaker.reset();
                    case 2 -> breaker.metricsOnly();
                    case 3 -> breaker.forceOpen();
                    default -> breaker.disable();
                }
            }
            if (i < steps && underWay.size() < 3 && random.nextBoolean()) {
                var permit = breaker.enter();
                if (permit.letsThrough()) {
                    underWay.add(permit);
                } else {
                    totals[3]++;
                }
            } else if (!underWay.isEmpty()) {
                var permit = underWay.remove(random.nextInt(underWay.size()));
                int outcome = random.nextInt(3);
                totals[outcome]++;
                switch (outcome) {
                    case 0 -> breaker.succeeded(permit);
                    case 1 -> breaker.threw(permit, FAILURE);
                    default -> breaker.ignored(permit);
                }
            }
        }
        return totals;
    }

    @Test
    @DisplayName("8. trips once")
    void failures_that_cross_the_threshold_together_open_it_once() {
        for (int round = 0; round < 300; round++) {
            var rig = new Rig(stock().consecutiveFailures(THREADS - 1));
            List<Permit> permits = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                permits.add(rig.enter());
            }
            Race.run(THREADS, thread -> rig.fail(permits.get(thread)));
            assertThat(rig.path()).containsExactly("CLOSED to OPEN");
            assertThat(rig.changes).hasValue(1);
            assertThat(rig.breaker.status().timesOpened()).isEqualTo(1);
            assertThat(rig.breaker.status().failureCount()).isEqualTo(THREADS - 1);
            assertThat(rig.breaker.failedCalls()).isEqualTo(THREADS);
        }
    }

    @Test
    @DisplayName("8. trips once: a later failure moves neither the opening nor its time")
    void failure_that_ends_after_the_opening_does_not_move_it() {
        var rig = new Rig(stock().consecutiveFailures(2));
        List<Permit> permits = List.of(rig.enter(), rig.enter(), rig.enter(), rig.enter());
        rig.fail(permits.get(0));
        rig.fail(permits.get(1));
        var opened = rig.breaker.status();
        rig.advance(Duration.ofSeconds(10));
        rig.fail(permits.get(2));
        rig.breaker.succeeded(permits.get(3));
        assertThat(rig.breaker.status()).isEqualTo(opened);
    }

    @Test
    @DisplayName("8. trips once: a success in between can't undo it")
    void success_between_the_last_failure_and_the_opening_does_not_undo_it() {
        var rig = new Rig(stock().consecutiveFailures(1));
        var failing = rig.enter();
        var succeeding = rig.enter();
        rig.ticker.meanwhile(() -> rig.breaker.succeeded(succeeding)); // the clock is read once it has tripped
        rig.breaker.threw(failing, FAILURE);
        assertThat(rig.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    @DisplayName("8. trips once: operations at the same moment")
    void operations_and_failures_at_the_same_moment_make_a_chain_of_transitions() {
        for (int round = 0; round < 200; round++) {
            var rig = new Rig(stock().consecutiveFailures(1));
            List<Permit> permits = List.of(rig.enter(), rig.enter());
            Race.run(4, thread -> {
                switch (thread) {
                    case 0 -> rig.breaker.reset();
                    case 1 -> rig.breaker.disable();
                    default -> rig.fail(permits.get(thread - 2));
                }
            });
            StateName state = StateName.CLOSED;
            for (Transition each : rig.transitions()) {
                assertThat(each.from()).isEqualTo(state);
                state = each.to();
            }
            assertThat(rig.state()).isEqualTo(state);
            assertThat(rig.breaker.failedCalls()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("10. no lock is held while application code runs")
    void breaker_does_all_it_can_while_the_application_is_asked_for_a_message() {
        var rig = new Rig(stock().consecutiveFailures(1));
        var asked = new AtomicBoolean();
        var both = new CyclicBarrier(2);
        var slow = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                asked.set(true);
                await(both);
                await(both);
                return "at last";
            }
        };
        var permit = rig.enter();
        Race.run(2, thread -> {
            if (thread == 0) {
                rig.breaker.threw(permit, slow);
                return;
            }
            await(both);
            rig.breaker.succeeded(rig.enter());
            rig.breaker.disable();
            rig.breaker.reset();
            assertThat(rig.state()).isEqualTo(StateName.CLOSED);
            await(both);
        });
        assertThat(asked).isTrue();
        assertThat(rig.breaker.lastFailure().text()).endsWith("at last");
    }

    @Test
    @DisplayName("10. no lock is held while the listener runs")
    void breaker_does_all_it_can_while_a_listener_is_told() {
        var rig = new Rig(stock());
        rig.breaker.trip();
        var both = new CyclicBarrier(2);
        Race.run(2, thread -> {
            if (thread == 0) {
                rig.breaker.announce(transition -> {
                    await(both);
                    await(both);
                });
                return;
            }
            await(both);
            rig.refuse(1);
            rig.breaker.reset();
            rig.succeed(1);
            await(both);
        });
        assertThat(rig.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    @DisplayName("10. no lock at all")
    void no_method_of_the_breaker_is_synchronized() {
        for (Class<?> type : List.of(
                Breaker.class, State.class, Closed.class, Open.class, HalfOpen.class, Counts.class, Trials.class)) {
            for (var method : type.getDeclaredMethods()) {
                assertThat(Modifier.isSynchronized(method.getModifiers()))
                        .as(method.toString())
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("4, 5 and 8. rates: one transition, exact totals")
    void outcomes_that_reach_a_rate_together_open_it_once() {
        for (int round = 0; round < 300; round++) {
            int calls = 5 * THREADS;
            var rates = new TripOn(0, 0, 50, 0, null, new Window(calls, null), calls);
            var rig = new Rig(stock().tripOn(rates));
            List<Permit> permits = new ArrayList<>();
            for (int i = 0; i < calls + THREADS; i++) {
                permits.add(rig.enter());
            }
            Race.run(THREADS, thread -> {
                for (int i = thread; i < permits.size(); i += THREADS) {
                    if (i % 2 == 0) {
                        rig.breaker.succeeded(permits.get(i));
                    } else {
                        rig.breaker.threw(permits.get(i), FAILURE);
                    }
                }
            });
            assertThat(rig.breaker.successfulCalls() + rig.breaker.failedCalls())
                    .isEqualTo(permits.size());
            assertThat(rig.breaker.failedCalls()).isEqualTo(permits.size() / 2);
            assertThat(rig.changes).hasValue(rig.path().size());
            assertThat(rig.path().size()).isLessThanOrEqualTo(1);
            if (rig.state() == StateName.OPEN) {
                assertThat(rig.breaker.status().failureRate()).isGreaterThanOrEqualTo(50);
                assertThat(rig.breaker.status().timesOpened()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("8. rates: every call failing opens it exactly once")
    void failures_that_reach_a_rate_together_open_it_once() {
        for (int round = 0; round < 300; round++) {
            var rates = new TripOn(0, 0, 100, 0, null, new Window(0, Duration.ofSeconds(10)), THREADS - 1);
            var rig = new Rig(stock().tripOn(rates));
            List<Permit> permits = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                permits.add(rig.enter());
            }
            Race.run(THREADS, thread -> rig.breaker.threw(permits.get(thread), FAILURE));
            assertThat(rig.path()).containsExactly("CLOSED to OPEN");
            assertThat(rig.changes).hasValue(1);
            assertThat(rig.breaker.status().failureCount()).isEqualTo(THREADS - 1);
            assertThat(rig.breaker.status().failureRate()).isEqualTo(100);
            assertThat(rig.breaker.failedCalls()).isEqualTo(THREADS);
        }
    }

    @Test
    @DisplayName("8. calls that hang are counted once, whoever notices")
    void hanging_calls_that_many_threads_notice_count_once() {
        for (int round = 0; round < 300; round++) {
            int calls = 10;
            var slow = new TripOn(calls, 0, 0, 0, Duration.ofSeconds(2), Window.DEFAULT, 1);
            var rig = new Rig(stock().tripOn(slow));
            List<Permit> permits = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                permits.add(rig.enter());
            }
            rig.advance(Duration.ofSeconds(2));
            Race.run(THREADS, thread -> {
                switch (thread) {
                    case 0 -> rig.breaker.status();
                    case 1 -> rig.breaker.enter();
                    case 2 -> rig.breaker.succeeded(permits.get(0));
                    default -> rig.breaker.threw(permits.get(1), FAILURE);
                }
            });
            var status = rig.breaker.status();
            assertThat(status.state()).isEqualTo(StateName.OPEN);
            assertThat(status.failureCount()).isEqualTo(calls);
            assertThat(rig.path()).containsExactly("CLOSED to OPEN");
            assertThat(rig.breaker.slowCalls()).isEqualTo(calls);
            assertThat(rig.breaker.failedCalls()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("3. never more calls than max-concurrent, and none in flight at the end")
    void never_more_calls_in_flight_than_max_concurrent() {
        int limit = 2;
        for (int round = 0; round < 20; round++) {
            var rig = new Rig(stock().maxConcurrent(limit).trials(1_000_000, 3));
            if (round % 2 == 1) {
                rig.waitUntilHalfOpen();
            }
            var inFlight = new AtomicInteger();
            var most = new AtomicInteger();
            var through = new AtomicLong();
            Race.run(THREADS, thread -> {
                for (int i = 0; i < 2000; i++) {
                    int shown = rig.breaker.callsInFlight();
                    if (shown < 0 || shown > limit) {
                        throw new AssertionError(shown + " in flight");
                    }
                    var permit = rig.breaker.enter();
                    if (!permit.letsThrough()) {
                        continue;
                    }
                    through.incrementAndGet();
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    Thread.yield();
                    inFlight.decrementAndGet();
                    if (i % 3 == 0) {
                        rig.breaker.ignored(permit);
                    } else {
                        rig.breaker.succeeded(permit);
                    }
                }
            });
            assertThat(most.get()).isBetween(1, limit);
            assertThat(rig.breaker.callsInFlight()).isZero();
            assertThat(rig.breaker.successfulCalls() + rig.breaker.ignoredCalls())
                    .isEqualTo(through.get());
            assertThat(rig.breaker.rejectedCalls()).isEqualTo(2000L * THREADS - through.get());
            rig.enter(); // and no place of a trial is lost
            rig.enter();
            rig.refuse(1);
        }
    }

    @Test
    @DisplayName("4 and 5. everything at once: totals, announcements, calls in flight")
    void nothing_is_lost_or_doubled_where_everything_is_configured() {
        var ticker = new FakeTicker();
        var transitions = new AtomicInteger();
        var everything = new TripOn(3, 4, 40, 60, Duration.ofNanos(60), new Window(8, null), 4);
        var breaker = new Breaker(
                stock().tripOn(everything)
                        .openFor(new OpenFor(Duration.ofNanos(20), 2, Duration.ofNanos(80), 50))
                        .trials(3, 2)
                        .trialFailureRate(50)
                        .maxConcurrent(5)
                        .build(),
                ticker,
                changed -> transitions.incrementAndGet());
        var expected = new AtomicLong[] {new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong()};
        Race.run(THREADS, thread -> {
            long[] mine = load(breaker, ticker, new Random(thread), 50_000);
            for (int i = 0; i < mine.length; i++) {
                expected[i].addAndGet(mine[i]);
            }
        });
        assertThat(breaker.successfulCalls()).isEqualTo(expected[0].get());
        assertThat(breaker.failedCalls()).isEqualTo(expected[1].get());
        assertThat(breaker.ignoredCalls()).isEqualTo(expected[2].get());
        assertThat(breaker.rejectedCalls()).isEqualTo(expected[3].get());
        assertThat(breaker.callsInFlight()).isZero();
        assertThat(breaker.slowCallsInFlight()).isZero();
        assertThat(breaker.slowCalls()).isBetween(1L, expected[0].get() + expected[1].get() + expected[2].get());
        List<Transition> told = new ArrayList<>();
        breaker.announce(told::add);
        assertThat(told).hasSize(transitions.get()).hasSizeGreaterThan(1000);
        StateName state = StateName.CLOSED;
        for (Transition each : told) {
            assertThat(each.from()).isEqualTo(state);
            state = each.to();
        }
        assertThat(told.stream().filter(Transition::isNotice)).isNotEmpty();
        assertThat(told.get(told.size() - 1).number()).isEqualTo(told.size());
    }

    @Test
    @DisplayName("4 and 5. everything at once, while it is redefined: totals, announcements, calls in flight")
    void nothing_is_lost_or_doubled_while_it_is_redefined_again_and_again() {
        var ticker = new FakeTicker();
        var transitions = new AtomicInteger();
        var first = stock().maxConcurrent(2);
        var slow = new TripOn(3, 4, 40, 60, Duration.ofNanos(60), new Window(8, null), 4);
        var rates = new TripOn(0, 0, 40, 0, Duration.ofNanos(20), new Window(0, Duration.ofSeconds(1)), 4);
        var definitions = List.of(
                stock().consecutiveFailures(3)
                        .openFor(Duration.ofNanos(50))
                        .trials(3, 3)
                        .build(),
                stock().tripOn(slow)
                        .openFor(new OpenFor(Duration.ofNanos(20), 2, Duration.ofNanos(80), 50))
                        .trials(3, 2)
                        .trialFailureRate(50)
                        .maxConcurrent(5)
                        .build(),
                stock().tripOn(rates).openFor(Duration.ofNanos(30)).trials(1, 1).build(),
                stock().netFailures(2)
                        .openFor(Duration.ofNanos(30))
                        .maxConcurrent(3)
                        .build(),
                stock().netFailures(2)
                        .openFor(Duration.ofNanos(30))
                        .maxConcurrent(3)
                        .description("as before")
                        .build());
        var breaker = new Breaker(first.build(), ticker, changed -> transitions.incrementAndGet());
        var expected = new AtomicLong[] {new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong()};
        var callers = new AtomicInteger(THREADS);
        Race.run(THREADS + 2, thread -> {
            if (thread >= THREADS) {
                for (int i = 0; callers.get() > 0; i += thread) {
                    breaker.redefine(definitions.get(i % definitions.size()));
                    breaker.recentTransitions();
                }
                return;
            }
            try {
                long[] mine = load(breaker, ticker, new Random(thread), 20_000);
                for (int i = 0; i < mine.length; i++) {
                    expected[i].addAndGet(mine[i]);
                }
            } finally {
                callers.decrementAndGet();
            }
        });
        breaker.redefine(definitions.get(0));
        breaker.redefine(first.build());
        assertThat(breaker.callsInFlight()).isZero();
        // A success that was slow has failed by some of them, which of the two changes nothing in the sum.
        assertThat(breaker.successfulCalls() + breaker.failedCalls()).isEqualTo(expected[0].get() + expected[1].get());
        assertThat(breaker.failedCalls()).isGreaterThanOrEqualTo(expected[1].get());
        assertThat(breaker.ignoredCalls()).isEqualTo(expected[2].get());
        assertThat(breaker.rejectedCalls()).isEqualTo(expected[3].get());
        List<Transition> told = new ArrayList<>();
        breaker.announce(told::add);
        assertThat(told).hasSize(transitions.get());
        StateName state = StateName.CLOSED;
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).number()).isEqualTo(i + 1);
            assertThat(told.get(i).from()).isEqualTo(state);
            state = told.get(i).to();
        }
        assertThat(breaker.status().state()).isEqualTo(state);
        breaker.reset();
        breaker.succeeded(breaker.enter());
        breaker.enter();
        breaker.enter();
        assertThat(breaker.enter().letsThrough()).isFalse(); // neither more room nor less
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
