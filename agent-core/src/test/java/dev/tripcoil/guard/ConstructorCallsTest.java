package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.breaker;
import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Rig;
import dev.tripcoil.breaker.StateName;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What a constructor counts as, and that it holds nothing while it calls another one on its object. */
class ConstructorCallsTest {

    private static final GuardRig.Body NOTHING = () -> null;
    private static final GuardRig.Body FAILS = () -> {
        throw new IOException("timeout");
    };

    private final GuardRig rig = new GuardRig();
    private final Rig stock = new Rig(stock().consecutiveFailures(3).trials(1, 1));
    private final Rig prices = new Rig(breaker("prices").consecutiveFailures(3));
    private final int outer = rig.site(stock.breaker, "V");
    private final int inner = rig.site(stock.breaker, "V");
    private final int price = rig.site(prices.breaker, "V");

    private void fails(GuardRig.Body body) {
        assertThatThrownBy(body::run).isInstanceOf(IOException.class);
    }

    private static void assertCounted(Rig rig, long successful, long failed) {
        assertThat(rig.breaker.successfulCalls()).as("successful").isEqualTo(successful);
        assertThat(rig.breaker.failedCalls()).as("failed").isEqualTo(failed);
        assertThat(rig.breaker.ignoredCalls()).as("ignored").isZero();
        assertThat(rig.breaker.rejectedCalls()).as("rejected").isZero();
    }

    private GuardRig.Body construct(int site, GuardRig.Body before, GuardRig.Body called, GuardRig.Body after) {
        return () -> {
            rig.construct(site, before, called, after);
            return null;
        };
    }

    /** One that does its work in the constructor of its superclass. */
    private GuardRig.Body construct(int site, GuardRig.Body called) {
        return construct(site, NOTHING, called, NOTHING);
    }

    @Test
    void success_counts_once() throws Throwable {
        construct(outer, NOTHING).run();
        assertCounted(stock, 1, 0);
    }

    @Test
    void failure_before_or_after_the_call_counts_once() {
        fails(construct(outer, FAILS, NOTHING, NOTHING));
        assertCounted(stock, 0, 1);
        fails(construct(outer, NOTHING, NOTHING, FAILS));
        assertCounted(stock, 0, 2);
    }

    @Test
    void failure_of_what_is_called_and_not_guarded_counts_nowhere_and_leaves_nothing_behind() throws Throwable {
        for (int i = 0; i < 10; i++) {
            fails(construct(outer, FAILS));
        }
        assertCounted(stock, 0, 0);
        rig.call(outer, NOTHING);
        construct(outer, NOTHING).run();
        assertCounted(stock, 2, 0);
    }

    @Test
    void chain_of_guarded_constructors_counts_one_success() throws Throwable {
        construct(outer, construct(inner, construct(inner, construct(inner, NOTHING))))
                .run();
        assertCounted(stock, 1, 0);
        construct(outer, () -> rig.call(inner, NOTHING)).run();
        assertCounted(stock, 2, 0);
    }

    @Test
    void chain_of_guarded_constructors_counts_one_failure() {
        fails(construct(outer, construct(inner, construct(inner, NOTHING, NOTHING, FAILS))));
        assertCounted(stock, 0, 1);
        fails(construct(outer, construct(inner, FAILS, NOTHING, NOTHING)));
        assertCounted(stock, 0, 2);
    }

    @Test
    void failure_after_a_guarded_constructor_has_returned_counts_beside_its_success() {
        fails(construct(outer, NOTHING, construct(inner, NOTHING), FAILS));
        assertCounted(stock, 1, 1);
    }

    @Test
    void call_in_between_of_another_breaker_counts_for_that() throws Throwable {
        construct(outer, construct(price, NOTHING)).run();
        construct(outer, construct(price, construct(inner, NOTHING))).run();
        assertThat(prices.breaker.successfulCalls()).isEqualTo(2);
        assertThat(stock.breaker.successfulCalls()).isGreaterThanOrEqualTo(2);
        fails(construct(outer, construct(price, NOTHING, NOTHING, FAILS)));
        assertThat(prices.breaker.failedCalls()).isEqualTo(1);
        assertThat(stock.breaker.failedCalls()).isZero();
    }

    @Test
    void calls_in_either_part_are_part_of_the_constructor() throws Throwable {
        GuardRig.Body call = () -> rig.call(inner, NOTHING);
        construct(outer, call, NOTHING, call).run();
        assertCounted(stock, 1, 0);
    }

    @Test
    void constructor_within_a_call_is_part_of_it() throws Throwable {
        rig.call(outer, construct(inner, construct(inner, NOTHING)));
        assertCounted(stock, 1, 0);
        fails(() -> rig.call(outer, construct(inner, FAILS)));
        assertCounted(stock, 1, 1);
    }

    @Test
    void failed_constructor_within_a_call_of_another_breaker_does_not_disturb_that() throws Throwable {
        rig.call(price, () -> {
            fails(construct(outer, FAILS));
            return rig.call(price, NOTHING);
        });
        assertCounted(prices, 1, 0);
        assertCounted(stock, 0, 0);
    }

    @Test
    void trial_gives_its_place_back_where_what_is_called_fails() throws Throwable {
        stock.waitUntilHalfOpen();
        fails(construct(outer, FAILS));
        assertThat(stock.state()).isEqualTo(StateName.HALF_OPEN);
        construct(outer, NOTHING).run();
        assertThat(stock.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void trial_passes_from_one_constructor_to_the_next() throws Throwable {
        stock.waitUntilHalfOpen();
        construct(outer, construct(inner, NOTHING)).run();
        assertThat(stock.state()).isEqualTo(StateName.CLOSED);
        stock.waitUntilHalfOpen();
        fails(construct(outer, construct(inner, NOTHING, NOTHING, FAILS)));
        assertThat(stock.state()).isEqualTo(StateName.OPEN);
    }

    @Test
    void constructor_is_never_refused_half_way() throws Throwable {
        var ran = new ArrayList<String>();
        construct(
                        outer,
                        NOTHING,
                        () -> {
                            stock.waitUntilHalfOpen();
                            stock.breaker.enter(); // takes the only trial
                            return null;
                        },
                        () -> ran.add("the rest"))
                .run();
        assertThat(ran).hasSize(1);
        assertThat(stock.breaker.rejectedCalls()).isZero();
    }

    @Test
    void open_breaker_refuses_before_anything_runs() {
        stock.breaker.trip();
        var ran = new ArrayList<String>();
        GuardRig.Body body = () -> ran.add("body");
        assertThatThrownBy(construct(outer, body, body, body)::run).isInstanceOf(CircuitOpenException.class);
        assertThat(ran).isEmpty();
    }

    @Test
    void place_among_the_calls_in_flight_is_given_back_meanwhile() throws Throwable {
        var one = new Rig(stock().consecutiveFailures(3).maxConcurrent(1));
        int first = rig.site(one.breaker, "V");
        int second = rig.site(one.breaker, "V");
        fails(construct(first, FAILS));
        assertThat(one.breaker.callsInFlight()).isZero();
        construct(first, construct(second, NOTHING)).run();
        assertCounted(one, 1, 0);
        construct(
                        first,
                        NOTHING,
                        NOTHING,
                        () -> assertThat(one.breaker.callsInFlight()).isEqualTo(1))
                .run();
        assertThat(one.breaker.callsInFlight()).isZero();
        assertCounted(one, 2, 0);
    }
}
