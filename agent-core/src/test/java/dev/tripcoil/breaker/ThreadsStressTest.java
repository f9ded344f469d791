package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads through one breaker with every criterion on, in real time. Which call meets which is left to chance, so what
 * is claimed holds however they meet: nothing is lost or doubled, and every transition is legal and told in order.
 */
@Timeout(60)
class ThreadsStressTest {

    private static final int PLATFORM_THREADS = 16;
    private static final int CALLS_OF_A_PLATFORM_THREAD = 20_000;
    private static final int VIRTUAL_THREADS = 10_000;
    private static final int CALLS_OF_A_VIRTUAL_THREAD = 10;

    private static final IOException FAILURE = new IOException("failed");
    private static final InterruptedException IGNORED = new InterruptedException("ignored");

    /** Where time and counts lead from each state; nobody operates the breaker by hand. */
    private static final Map<StateName, Set<StateName>> LEGAL = Map.of(
            StateName.CLOSED, Set.of(StateName.OPEN),
            StateName.OPEN, Set.of(StateName.HALF_OPEN),
            StateName.HALF_OPEN, Set.of(StateName.CLOSED, StateName.OPEN));

    private Breaker breaker;

    private final LongAdder calls = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder successful = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    private static Definition everyCriterion(int maxConcurrent) {
        return new Definition(
                "stress",
                null,
                new TripOn(20, 40, 30, 60, Duration.ofMillis(2), new Window(50, null), 20),
                new OpenFor(Duration.ofMillis(1), 2, Duration.ofMillis(4), 50),
                maxConcurrent,
                new HalfOpenTerms(3, 2, 50, Duration.ofMillis(20)),
                FailureTerms.DEFAULT,
                Answer.Refusal.DEFAULT,
                StartAs.CLOSED);
    }

    @Test
    void platform_threads_lose_nothing() {
        breaker = new Breaker(everyCriterion(12), Ticker.system(), changed -> {});
        Race.run(PLATFORM_THREADS, thread -> call(thread, CALLS_OF_A_PLATFORM_THREAD, 0));
        allIsAccountedFor((long) PLATFORM_THREADS * CALLS_OF_A_PLATFORM_THREAD);
    }

    /** With limits and without, timed and not, all of one name: which of them was in force when, nothing may show in the end. */
    private static final List<Definition> DEFINITIONS = List.of(
            everyCriterion(12),
            DefinitionBuilder.breaker("stress")
                    .consecutiveFailures(30)
                    .openFor(Duration.ofMillis(1))
                    .build(),
            everyCriterion(4),
            DefinitionBuilder.breaker("stress")
                    .consecutiveFailures(20)
                    .openFor(Duration.ofMillis(2))
                    .trials(5, 5)
                    .maxConcurrent(6)
                    .build(),
            DefinitionBuilder.breaker("stress")
                    .tripOn(new TripOn(0, 0, 40, 0, null, new Window(0, Duration.ofSeconds(1)), 10))
                    .openFor(Duration.ofMillis(1))
                    .trials(2, 1)
                    .callTimeout(Duration.ofMillis(5))
                    .description("of time")
                    .build());

    @Test
    void redefinitions_every_millisecond_lose_nothing() {
        breaker = new Breaker(DEFINITIONS.get(0), Ticker.system(), changed -> {});
        var callers = new AtomicInteger(4);
        var redefinitions = new AtomicInteger();
        int calls = 20_000;
        Race.run(callers.get() + 1, thread -> {
            if (thread < 4) {
                try {
                    call(thread, calls, 0);
                } finally {
                    callers.decrementAndGet();
                }
                return;
            }
            while (callers.get() > 0) {
                breaker.redefine(DEFINITIONS.get(redefinitions.incrementAndGet() % DEFINITIONS.size()));
                LockSupport.parkNanos(1_000_000);
            }
        });
        breaker.redefine(DEFINITIONS.get(1));
        breaker.redefine(DEFINITIONS.get(0)); // which shows the calls in flight of all of them
        allIsAccountedFor(4L * calls);
        assertThat(redefinitions.get()).isGreaterThan(100);
        System.out.println("[threads] " + redefinitions + " redefinitions");
    }

    @Test
    void virtual_threads_lose_nothing_and_are_never_pinned(@TempDir Path folder) throws Exception {
        assumeTrue(
                Runtime.version().feature() >= 21,
                "JDK " + Runtime.version().feature() + " has no virtual threads: VirtualThreadsIT runs where they are");
        breaker = new Breaker(everyCriterion(1_000), Ticker.system(), changed -> {});
        List<RecordedEvent> pinned;
        try (var recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            ExecutorService virtual = onePerVirtualThread();
            virtual.execute(() -> assertThat(PinnedOnPurpose.DONE).isTrue());
            for (int i = 0; i < VIRTUAL_THREADS; i++) {
                int number = i;
                virtual.execute(() -> call(number, CALLS_OF_A_VIRTUAL_THREAD, 10_000_000));
            }
            virtual.shutdown();
            assertThat(virtual.awaitTermination(50, TimeUnit.SECONDS))
                    .as("all threads ended")
                    .isTrue();
            recording.stop();
            Path file = folder.resolve("stress.jfr");
            recording.dump(file);
            pinned = RecordingFile.readAllEvents(file);
        }
        allIsAccountedFor((long) VIRTUAL_THREADS * CALLS_OF_A_VIRTUAL_THREAD);
        assertThat(pinned).isNotEmpty().allMatch(ThreadsStressTest::isOnPurpose); // so the recording would have others
    }

    /** Its initializer pins whichever virtual thread runs it. */
    private static final class PinnedOnPurpose {
        static final boolean DONE;

        static {
            LockSupport.parkNanos(1_000_000);
            DONE = true;
        }
    }

    private static boolean isOnPurpose(RecordedEvent pinned) {
        return pinned.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().equals(PinnedOnPurpose.class.getName()));
    }

    /** By reflection, as the project is built for JDK 17. */
    private static ExecutorService onePerVirtualThread() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    /** Good times and bad ones, so that the breaker goes through its states; a call now and then takes long. */
    private void call(int thread, int times, long pauseAfterRefusal) {
        for (int i = 0; i < times; i++) {
            int number = thread * 7 + i;
            calls.increment();
            Permit permit = breaker.enter();
            if (!permit.letsThrough()) {
                refused.increment();
                pause(number % 64 == 0 ? 100_000 : pauseAfterRefusal);
                continue;
            }
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            pause(number % 512 == 0 ? 3_000_000 : number % 32 == 0 ? 50_000 : 0);
            inside.decrementAndGet();
            end(permit, number);
        }
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        } else {
            Thread.yield();
        }
    }

    /** What is slow counts as slow, not as failed: there is a rate for it. */
    private void end(Permit permit, int number) {
        boolean badTimes = number / 256 % 3 == 0;
        if (number % 41 == 0) {
            assertThat(breaker.threw(permit, IGNORED)).isEqualTo(Outcome.IGNORED);
            ignored.increment();
        } else if (badTimes && number % 2 == 0) {
            assertThat(breaker.threw(permit, FAILURE)).isEqualTo(Outcome.FAILURE);
            failed.increment();
        } else {
            breaker.succeeded(permit);
            successful.increment();
        }
    }

    private void allIsAccountedFor(long expected) {
        var status = breaker.status();
        assertThat(calls.sum()).isEqualTo(expected);
        assertThat(breaker.successfulCalls()).isEqualTo(successful.sum());
        assertThat(breaker.failedCalls()).isEqualTo(failed.sum());
        assertThat(breaker.ignoredCalls()).isEqualTo(ignored.sum());
        assertThat(breaker.rejectedCalls()).isEqualTo(refused.sum());
        assertThat(breaker.successfulCalls() + breaker.failedCalls() + breaker.ignoredCalls() + breaker.rejectedCalls())
                .isEqualTo(expected);
        assertThat(breaker.callsInFlight()).isZero();
        assertThat(breaker.slowCallsInFlight()).isZero();
        assertThat(mostInside.get()).isBetween(1, breaker.definition().maxConcurrent());

        List<Transition> told = new ArrayList<>();
        breaker.announce(told::add);
        long openings = 0;
        var state = StateName.CLOSED;
        for (int i = 0; i < told.size(); i++) {
            Transition next = told.get(i);
            assertThat(next.number()).isEqualTo(i + 1L);
            assertThat(next.from()).isEqualTo(state);
            assertThat(LEGAL.get(state)).contains(next.to());
            state = next.to();
            openings += state == StateName.OPEN ? 1 : 0;
        }
        assertThat(state).isEqualTo(status.state());
        assertThat(told).extracting(Transition::to).contains(StateName.CLOSED); // it opened, and recovered
        assertThat(status.timesOpened()).isEqualTo(openings);
        assertThat(breaker.slowCalls()).isPositive();
        System.out.println(
                "[threads] " + expected + " calls, " + refused.sum() + " refused, " + told.size() + " transitions");
    }
}
