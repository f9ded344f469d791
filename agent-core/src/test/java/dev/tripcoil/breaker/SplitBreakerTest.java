package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.breaker;
import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SplitBreakerTest {

    private final FakeTicker ticker = new FakeTicker();
    private final List<Breaker> changed = new ArrayList<>();

    private SplitBreaker split(int limit) {
        return split(limit, stock().consecutiveFailures(2).openFor(Duration.ofSeconds(30)));
    }

    private SplitBreaker split(int limit, DefinitionBuilder definition) {
        return new SplitBreaker(definition.build(), limit, ticker, changed::add);
    }

    private static void succeed(Breaker breaker) {
        Permit permit = breaker.enter();
        assertThat(permit.letsThrough()).isTrue();
        permit.breaker().succeeded(permit);
    }

    private static void fail(Breaker breaker) {
        Permit permit = breaker.enter();
        assertThat(permit.letsThrough()).isTrue();
        permit.breaker().threw(permit, new IOException("timeout"));
    }

    private static void open(Breaker breaker) {
        fail(breaker);
        fail(breaker);
        assertThat(breaker.status().state()).isEqualTo(StateName.OPEN);
    }

    /** One call of each, in this order. */
    private static void use(SplitBreaker split, Object... values) {
        for (Object value : values) {
            succeed(split.of(value));
        }
    }

    private static List<String> keys(SplitBreaker split) {
        return split.breakers().stream().skip(1).map(Breaker::key).toList();
    }

    @Test
    void each_text_has_a_breaker_of_its_own() {
        SplitBreaker split = split(10);
        open(split.of("a"));
        succeed(split.of("b"));
        assertThat(split.of("a").enter().letsThrough()).isFalse();
        assertThat(split.of("b").enter().letsThrough()).isTrue();
        assertThat(split.unsplit().status().state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void values_of_one_text_share_a_breaker() {
        SplitBreaker split = split(10);
        for (int again = 0; again < 3; again++) {
            assertThat(split.of(1)).isSameAs(split.of("1")).isSameAs(split.of(1L));
        }
        assertThat(split.of(null)).isSameAs(split.of("null"));
        assertThat(split.keys()).isEqualTo(2);
    }

    @Test
    void number_that_comes_again_begins_anew() {
        SplitBreaker split = split(1);
        for (Object value : List.of(1, 2L, new UUID(3, 4))) {
            Breaker first = split.of(value);
            assertThat(split.of(value)).isSameAs(first);
            use(split, "other");
            Breaker again = split.of(value);
            assertThat(again).isNotSameAs(first).isSameAs(split.of(value)).isSameAs(split.of(value.toString()));
        }
    }

    @Test
    void key_that_is_in_use_is_found_without_allocation() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplitBreaker split = split(10);
        for (Object value : List.of("api.example.org", 1_000_000, 1L << 40, new UUID(3, 4))) {
            use(split, value, value);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                Breaker breaker = split.of(value);
                breaker.succeeded(breaker.enter());
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes for 1,000 calls of " + value)
                    .isLessThan(1_000);
        }
    }

    @Test
    void breakers_know_their_names() {
        SplitBreaker split = split(10);
        Breaker own = split.of("api.example.org");
        assertThat(own.name()).isEqualTo("stock");
        assertThat(own.key()).isEqualTo("api.example.org");
        assertThat(own.label()).isEqualTo("stock[api.example.org]");
        assertThat(own.split()).isSameAs(split).isSameAs(split.unsplit().split());
        assertThat(split.unsplit().key()).isNull();
        assertThat(split.unsplit().label()).isEqualTo("stock");
        assertThat(new Breaker(Definition.named("stock"), ticker, changed::add).split())
                .isNull();
    }

    @Test
    void label_is_one_line_whatever_the_key() {
        assertThat(split(10).of("a\nERROR \u001b[2J\u202e\u2028").label())
                .isEqualTo("stock[a\\nERROR \\u001b[2J\\u202e\\u2028]");
        assertThat(split(10).of("\uD83D\uDE00 \u00e9 \\n").label()).isEqualTo("stock[\uD83D\uDE00 \u00e9 \\n]");
        assertThat(split(10).of("\uD83D").label()).isEqualTo("stock[\\ud83d]");
    }

    @Test
    void breakers_are_told_in_the_order_of_their_keys() {
        SplitBreaker split = split(10);
        use(split, "b", "", "c", "a");
        assertThat(split.breakers().get(0)).isSameAs(split.unsplit());
        assertThat(keys(split)).containsExactly("", "a", "b", "c");
    }

    @Test
    void transitions_of_a_key_are_its_own() {
        SplitBreaker split = split(10);
        open(split.of("a"));
        assertThat(changed).containsExactly(split.of("a"));
        List<String> told = new ArrayList<>();
        split.of("a").announce(transition -> told.add(transition.to().name()));
        assertThat(told).containsExactly("OPEN");
    }

    @Test
    void least_recently_used_key_goes_when_there_is_no_room() {
        SplitBreaker split = split(3);
        use(split, "a", "b", "c", "a", "d");
        assertThat(keys(split)).containsExactly("a", "c", "d");
        use(split, "a", "e");
        assertThat(keys(split)).containsExactly("a", "d", "e");
        assertThat(split.evicted()).isEqualTo(2);
        assertThat(split.keys()).isEqualTo(3);
        assertThat(split.shared()).isZero();
    }

    @Test
    void time_that_passes_tells_uses_apart() {
        SplitBreaker split = split(2);
        use(split, "a", "b", "b");
        split.tick();
        use(split, "a", "c");
        assertThat(keys(split)).containsExactly("a", "c");
    }

    @Test
    void key_that_comes_again_begins_anew() {
        SplitBreaker split = split(1);
        fail(split.of("a"));
        use(split, "b");
        Breaker again = split.of("a");
        assertThat(again.failedCalls()).isZero();
        assertThat(again.status().failureCount()).isZero();
    }

    @Test
    void key_with_a_call_in_flight_stays() {
        SplitBreaker split = split(2);
        Breaker busy = split.of("busy");
        Permit permit = busy.enter();
        use(split, "a", "b", "c");
        assertThat(keys(split)).containsExactly("busy", "c");
        busy.succeeded(permit);
        use(split, "d");
        assertThat(keys(split)).containsExactly("c", "d");
    }

    @Test
    void key_that_is_not_closed_stays() {
        SplitBreaker split = split(5);
        open(split.of("open"));
        split.of("forced").forceOpen();
        split.of("disabled").disable();
        split.of("metrics").metricsOnly();
        use(split, "a", "b", "c");
        assertThat(keys(split)).containsExactly("c", "disabled", "forced", "metrics", "open");
    }

    @Test
    void key_that_has_recovered_may_go() {
        SplitBreaker split = split(1);
        open(split.of("a"));
        ticker.advance(Duration.ofSeconds(30));
        assertThat(split.of("b")).isSameAs(split.unsplit()); // nobody has looked at the other: it is open still
        assertThat(split.of("a").status().state()).isEqualTo(StateName.HALF_OPEN);
        assertThat(split.of("b")).isSameAs(split.unsplit());
        succeed(split.of("a"));
        use(split, "b");
        assertThat(keys(split)).containsExactly("b");
    }

    @Test
    void further_values_share_the_unsplit_breaker_when_none_can_go() {
        SplitBreaker split = split(2);
        Permit first = split.of("a").enter();
        open(split.of("b"));
        open(split.of("c"));
        assertThat(split.of("d").enter().letsThrough()).isFalse();
        assertThat(split.unsplit().status().state()).isEqualTo(StateName.OPEN);
        assertThat(split.shared()).isEqualTo(2);
        assertThat(split.evicted()).isZero();
        split.of("a").succeeded(first);
        use(split, "d");
        assertThat(keys(split)).containsExactly("b", "d");
    }

    @Test
    void every_way_in_which_a_call_ends_lets_its_key_go() {
        Definition.TripOn slow =
                new Definition.TripOn(9, 0, 0, 0, Duration.ofSeconds(1), new Definition.Window(10, null), 4);
        for (DefinitionBuilder definition :
                List.of(stock().consecutiveFailures(9), stock().maxConcurrent(5), stock().tripOn(slow))) {
            SplitBreaker split = split(1, definition);
            List<Ending> endings = List.of(
                    Breaker::succeeded,
                    (breaker, permit) -> breaker.threw(permit, new IOException()),
                    (breaker, permit) -> breaker.threw(permit, new InterruptedException()),
                    Breaker::ignored,
                    Breaker::pause,
                    (breaker, permit) -> breaker.succeeded(breaker.resume(breaker.pause(permit))),
                    (breaker, permit) -> breaker.pause(breaker.resume(breaker.pause(permit))),
                    (breaker, permit) -> {
                        ticker.advance(Duration.ofSeconds(2));
                        breaker.succeeded(permit);
                    },
                    (breaker, permit) -> {
                        ticker.advance(Duration.ofSeconds(2));
                        breaker.status();
                        breaker.threw(permit, new IOException());
                    },
                    (breaker, permit) -> {
                        ticker.advance(Duration.ofSeconds(2));
                        breaker.status();
                        breaker.pause(permit);
                    });
            for (int i = 0; i < endings.size(); i++) {
                Breaker breaker = split.of("call " + i);
                Permit permit = breaker.enter();
                assertThat(split.of("other")).as("before ending " + i).isSameAs(split.unsplit());
                endings.get(i).end(breaker, permit);
                use(split, "other");
                assertThat(keys(split)).as("after ending " + i).containsExactly("other");
            }
        }
    }

    private interface Ending {
        void end(Breaker breaker, Permit permit);
    }

    @Test
    void refused_call_is_none_in_flight() {
        SplitBreaker split = split(1);
        Breaker a = split.of("a");
        open(a);
        assertThat(a.enter().letsThrough()).isFalse();
        a.reset();
        use(split, "b");
        assertThat(keys(split)).containsExactly("b");
    }

    @Test
    void call_that_could_not_begin_for_a_fault_is_none_in_flight() {
        SplitBreaker split = split(1);
        Breaker a = split.of("a");
        a.trip();
        ticker.breakOnceWith(new OutOfMemoryError());
        assertThatThrownBy(a::enter).isInstanceOf(OutOfMemoryError.class);
        a.reset();
        use(split, "b");
        assertThat(keys(split)).containsExactly("b");
    }

    @Test
    void call_whose_breaker_has_gone_meanwhile_enters_the_next() {
        SplitBreaker split = split(1);
        Breaker gone = split.of("a");
        use(split, "b");
        Permit permit = gone.enter();
        assertThat(permit.breaker()).isNotSameAs(gone).isSameAs(split.of("a"));
        assertThat(split.of("c")).isSameAs(split.unsplit()); // as that call is in flight
        permit.breaker().succeeded(permit);
        assertThat(split.of("a").successfulCalls()).isEqualTo(1);
        assertThat(gone.successfulCalls()).isZero();
        assertThat(split.evicted()).isEqualTo(2);
    }

    @Test
    void call_whose_breaker_has_gone_meanwhile_may_find_no_room() {
        SplitBreaker split = split(1);
        Breaker gone = split.of("a");
        Breaker b = split.of("b");
        b.enter();
        Permit permit = gone.enter();
        assertThat(permit.breaker()).isSameAs(split.unsplit());
        assertThat(split.shared()).isEqualTo(1);
    }

    @Test
    void call_that_pauses_while_its_key_goes_counts_nowhere() {
        SplitBreaker split = split(1);
        Breaker gone = split.of("a");
        Permit paused = gone.pause(gone.enter());
        use(split, "b");
        assertThat(gone.resume(paused)).isNull();
        assertThat(gone.successfulCalls() + gone.ignoredCalls()).isZero();
    }

    @Test
    void lower_limit_has_the_least_recently_used_go_at_once() {
        SplitBreaker split = split(10);
        use(split, "a", "b", "c", "d", "a");
        Permit permit = split.of("b").enter();
        split.limitTo(2);
        assertThat(keys(split)).containsExactly("a", "b");
        use(split, "e");
        assertThat(keys(split)).containsExactly("b", "e");
        split.of("b").succeeded(permit);
    }

    @Test
    void higher_limit_holds_from_then_on() {
        SplitBreaker split = split(1);
        use(split, "a");
        split.limitTo(3);
        use(split, "b", "c");
        assertThat(keys(split)).containsExactly("a", "b", "c");
        assertThat(split.limit()).isEqualTo(3);
    }

    @Test
    void new_definition_is_that_of_every_key_and_of_those_to_come() {
        SplitBreaker split = split(10);
        open(split.of("a"));
        fail(split.of("b"));
        Definition next = breaker("stock").consecutiveFailures(7).build();
        split.redefine(next);
        assertThat(split.of("a").definition())
                .isSameAs(next)
                .isSameAs(split.of("b").definition())
                .isSameAs(split.of("new").definition())
                .isSameAs(split.unsplit().definition());
        assertThat(split.of("a").status().state()).isEqualTo(StateName.OPEN);
        assertThat(split.of("b").failedCalls()).isEqualTo(1);
    }

    @Test
    void watched_calls_of_a_key_are_watched_from_a_new_definition_on() {
        SplitBreaker split = split(1);
        Breaker a = split.of("a");
        Permit before = a.enter();
        split.redefine(stock().maxConcurrent(1).build());
        Permit after = a.enter();
        assertThat(a.enter().letsThrough()).isFalse();
        a.succeeded(before);
        assertThat(split.of("b")).isSameAs(split.unsplit());
        a.succeeded(after);
        use(split, "b");
        assertThat(keys(split)).containsExactly("b");
    }

    @Test
    void start_as_is_for_each_key() {
        SplitBreaker split = split(2, stock().startAs(Definition.StartAs.FORCED_OPEN));
        assertThat(split.of("a").enter().letsThrough()).isFalse();
        use(split(2), "a");
        assertThat(split.of("b").status().state()).isEqualTo(StateName.FORCED_OPEN);
        assertThat(split.of("c")).isSameAs(split.unsplit());
    }

    @Test
    void with_many_keys_those_that_went_were_used_before_those_that_stay() {
        SplitBreaker split = split(1_000);
        for (int i = 0; i < 10_000; i++) {
            use(split, "favourite");
            use(split, "key " + i);
        }
        assertThat(split.keys()).isEqualTo(1_000);
        assertThat(split.evicted()).isEqualTo(9_001);
        List<String> keys = keys(split);
        assertThat(keys).contains("favourite");
        for (int i = 9_001; i < 10_000; i++) {
            assertThat(keys).contains("key " + i);
        }
    }

    /** Who goes next is found for several at a time. */
    @Test
    void key_that_would_have_been_next_stays_if_it_is_not_closed_any_more_or_in_use() {
        SplitBreaker split = split(80);
        List<Breaker> inOrder = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            inOrder.add(split.of(i));
        }
        use(split, "a"); // in the place of 0; the next are 1, 2, 3, 4
        inOrder.get(1).trip();
        Permit permit = inOrder.get(2).enter();
        use(split, "b", "c");
        assertThat(keys(split)).contains("1", "2").doesNotContain("0", "3", "4");
        inOrder.get(2).succeeded(permit);
    }

    @Test
    void keys_that_can_not_go_cost_no_search_for_each_call() {
        SplitBreaker split = split(3_200);
        for (int i = 0; i < 3_200; i++) {
            split.of("key " + i).forceOpen();
        }
        assertThat(split.of("a")).isSameAs(split.unsplit()); // and has searched
        split.of("key 7").reset();
        int further = 0;
        while (split.of("b") == split.unsplit()) {
            further++;
        }
        assertThat(further).isEqualTo(3_200 / 32);
        assertThat(split.shared()).isEqualTo(1 + further);
    }
}
