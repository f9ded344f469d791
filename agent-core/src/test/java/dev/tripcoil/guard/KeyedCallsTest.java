package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.FakeTicker;
import dev.tripcoil.breaker.SplitBreaker;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Calls of a breaker that is split by key, as the guard sees them. */
class KeyedCallsTest {

    private static final GuardRig.Body NOTHING = () -> null;

    private final GuardRig rig = new GuardRig();
    private final SplitBreaker split =
            new SplitBreaker(stock().consecutiveFailures(2).build(), 2, new FakeTicker(), changed -> {});
    private final int site = open();
    private final int other = open();

    /** The value of each call that begins. */
    private Object key = "a";

    private int open() {
        Evaluation evaluation = new Evaluation() {
            @Override
            public Object of(Object given, Object outcome) throws Throwable {
                if (key instanceof Throwable) {
                    throw (Throwable) key;
                }
                return key;
            }

            @Override
            public String text() {
                return "the key";
            }
        };
        Judging judging = new Judging(new Preparation.Nothing(), evaluation, null, null);
        Answering refuse = new Refuse(null, new RefusalText(null), null, rig);
        return rig.open(new Plan(split.unsplit(), refuse, judging, null, null, false, GivenVariables.NONE));
    }

    private Object call(int at, Object value, GuardRig.Body body) throws Throwable {
        key = value;
        return rig.call(at, body);
    }

    private void fail(Object value) {
        assertThatThrownBy(() -> call(site, value, () -> {
                    throw new IOException("timeout");
                }))
                .isInstanceOf(IOException.class);
    }

    private long calls(Object value) {
        Breaker own = split.of(value);
        return own.successfulCalls() + own.failedCalls() + own.ignoredCalls();
    }

    @Test
    void calls_of_one_key_are_refused_and_those_of_another_are_not() throws Throwable {
        fail("a");
        fail("a");
        assertThatThrownBy(() -> call(site, "a", NOTHING))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessageStartingWith("stock[a] is OPEN");
        call(site, "b", NOTHING);
        assertThat(calls("b")).isEqualTo(1);
        assertThat(rig.faults).isEmpty();
    }

    @Test
    void nested_call_of_the_same_key_is_part_of_the_outer_one() throws Throwable {
        call(site, "a", () -> call(other, "a", NOTHING));
        assertThat(calls("a")).isEqualTo(1);
    }

    @Test
    void nested_call_of_another_key_counts_for_itself() throws Throwable {
        call(site, "a", () -> call(other, "b", NOTHING));
        assertThat(calls("a")).isEqualTo(1);
        assertThat(calls("b")).isEqualTo(1);
    }

    @Test
    void constructors_of_one_key_count_once() throws Throwable {
        rig.construct(site, NOTHING, () -> call(other, "a", NOTHING), NOTHING);
        assertThat(calls("a")).isEqualTo(1);
    }

    @Test
    void constructors_of_different_keys_count_each_for_itself() throws Throwable {
        rig.construct(site, NOTHING, () -> call(other, "b", NOTHING), NOTHING);
        assertThat(calls("b")).isEqualTo(1);
        assertThat(calls("a")).isEqualTo(1);
    }

    @Test
    void value_that_can_not_be_told_is_that_of_the_unsplit_breaker() throws Throwable {
        call(site, new IllegalStateException("no value"), NOTHING);
        assertThat(split.unsplit().successfulCalls()).isEqualTo(1);
        assertThat(split.keys()).isZero();
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
    }

    @Test
    void value_whose_text_can_not_be_told_is_that_of_the_unsplit_breaker() throws Throwable {
        call(
                site,
                new Object() {
                    @Override
                    public String toString() {
                        throw new StackOverflowError();
                    }
                },
                NOTHING);
        assertThat(split.unsplit().successfulCalls()).isEqualTo(1);
        assertThat(split.keys()).isZero();
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
    }

    @Test
    void no_call_is_in_flight_when_all_have_ended() throws Throwable {
        call(site, "a", NOTHING);
        fail("a");
        rig.construct(site, NOTHING, NOTHING, NOTHING);
        call(site, "b", () -> call(other, "a", NOTHING));
        fail("b");
        for (String next : new String[] {"c", "d", "e"}) {
            call(site, next, NOTHING);
        }
        assertThat(split.shared()).isZero();
        assertThat(split.evicted()).isEqualTo(3);
    }
}
