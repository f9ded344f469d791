package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that come and go while threads use them, in real time. What is claimed holds however they meet. */
@Timeout(60)
class KeysStressTest {

    private static final IOException FAILURE = new IOException("failed");

    private static SplitBreaker split(int limit, DefinitionBuilder definition) {
        return new SplitBreaker(definition.build(), limit, Ticker.system(), changed -> {});
    }

    /** Each call fails and opens its breaker, which is closed again by the call itself: so no wait ends meanwhile. */
    @Test
    void no_call_is_ever_in_a_breaker_that_is_gone() {
        SplitBreaker split = split(4, stock().consecutiveFailures(1).openFor(Duration.ofHours(1)));
        Set<Breaker> seen = Collections.newSetFromMap(new ConcurrentHashMap<>());
        LongAdder calls = new LongAdder();
        int threads = 4;
        Race.run(threads, thread -> {
            var random = new SplittableRandom(thread);
            for (int i = 0; i < 50_000; i++) {
                int number = 10 * thread + random.nextInt(5); // more than there is room for, for each thread alone, too
                Object key = number % 2 == 0 ? (Object) number : Integer.toString(number);
                Permit permit = split.of(key).enter();
                Breaker breaker = permit.breaker();
                seen.add(breaker);
                if (breaker == split.unsplit()) {
                    if (permit.letsThrough()) {
                        calls.increment();
                        breaker.succeeded(permit);
                    }
                    continue;
                }
                assertThat(permit.letsThrough())
                        .as(breaker + " is used by one thread only")
                        .isTrue();
                calls.increment();
                assertThat(split.of(key)).as("while a call is in flight").isSameAs(breaker);
                if (random.nextBoolean()) {
                    breaker.threw(permit, FAILURE);
                    assertThat(breaker.status().state()).isEqualTo(StateName.OPEN);
                    assertThat(split.of(key)).as("while it is open").isSameAs(breaker);
                    breaker.reset();
                } else {
                    breaker.succeeded(permit);
                }
            }
        });
        long counted = 0;
        for (Breaker breaker : seen) {
            counted += breaker.successfulCalls() + breaker.failedCalls();
        }
        assertThat(counted).isEqualTo(calls.sum());
        assertThat(split.evicted()).as("keys that went").isGreaterThan(1_000);
        assertThat(split.keys()).isEqualTo(4);
        split.limitTo(1);
        assertThat(split.keys()).as("none is held by a call any more").isEqualTo(1);
        System.out.println("[keys] " + calls + " calls, " + split.evicted() + " keys went, " + split.shared()
                + " calls shared the unsplit breaker");
    }

    /** Threads that share their keys; a definition that watches calls and one that doesn't, by turns. */
    @Test
    void calls_in_flight_are_exact_through_definitions_and_keys() {
        List<Definition> definitions = List.of(
                stock().consecutiveFailures(1_000_000).build(),
                stock().consecutiveFailures(1_000_000).maxConcurrent(2).build(),
                stock().tripOn(new Definition.TripOn(
                                1_000_000, 0, 0, 0, Duration.ofMillis(1), new Definition.Window(10, null), 4))
                        .build());
        SplitBreaker split = new SplitBreaker(definitions.get(0), 5, Ticker.system(), changed -> {});
        Race.run(4, thread -> {
            var random = new SplittableRandom(100 + thread);
            for (int i = 0; i < 50_000; i++) {
                if (i % 500 == 0) {
                    split.redefine(definitions.get(random.nextInt(definitions.size())));
                }
                String key = "key " + random.nextInt(8);
                Permit permit = split.of(key).enter();
                Breaker breaker = permit.breaker();
                if (!permit.letsThrough()) {
                    continue;
                }
                if (breaker != split.unsplit()) {
                    assertThat(split.of(key)).as("while a call is in flight").isSameAs(breaker);
                }
                switch (random.nextInt(5)) {
                    case 0 -> breaker.threw(permit, FAILURE);
                    case 1 -> breaker.ignored(permit);
                    case 2 -> breaker.pause(permit);
                    case 3 -> {
                        Permit paused = breaker.pause(permit);
                        Permit rest = paused == null ? null : breaker.resume(paused);
                        if (rest != null) {
                            breaker.succeeded(rest);
                        }
                    }
                    default -> breaker.succeeded(permit);
                }
            }
        });
        split.limitTo(1);
        assertThat(split.keys()).as("none is held by a call any more").isEqualTo(1);
        assertThat(split.evicted()).isGreaterThan(100);
    }

    /** As many as the issue asks for, or more: {@code -Dtripcoil.keys=1000000}. */
    @Test
    void many_keys_leave_no_trace_and_those_that_stay_are_exact() {
        int keys = Integer.getInteger("tripcoil.keys", 100_000);
        int rounds = 5;
        SplitBreaker split = split(1_000, stock());
        List<Map<Breaker, long[]>> counts = List.of(new WeakHashMap<>(), new WeakHashMap<>()); // by identity
        List<Long> heap = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            int first = round * (keys / rounds);
            Race.run(2, thread -> {
                for (int i = 0; i < keys / rounds; i++) {
                    String key = "key " + (first + i);
                    for (int again = 0; again <= i % 3; again++) {
                        Permit permit = split.of(key).enter();
                        Breaker breaker = permit.breaker();
                        breaker.succeeded(permit);
                        counts.get(thread).computeIfAbsent(breaker, b -> new long[1])[0]++;
                    }
                }
            });
            heap.add(usedHeap());
        }
        assertThat(split.keys()).isEqualTo(1_000);
        assertThat(split.shared()).isZero();
        assertThat(split.evicted()).isGreaterThanOrEqualTo(keys - 1_000L);
        Map<Breaker, Long> expected = new IdentityHashMap<>();
        for (Map<Breaker, long[]> count : counts) {
            count.forEach((breaker, calls) -> expected.merge(breaker, calls[0], Long::sum));
        }
        for (Breaker breaker : split.breakers()) {
            assertThat(breaker.successfulCalls())
                    .as(breaker.label())
                    .isEqualTo(breaker.key() == null ? 0 : expected.get(breaker));
        }
        System.out.println("[keys] heap after each " + keys / rounds + " keys: " + heap + " KB");
        assertThat(heap.get(rounds - 1)).isLessThan(heap.get(0) + 2_000);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }
}
