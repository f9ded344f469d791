package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static dev.tripcoil.breaker.StateName.CLOSED;
import static dev.tripcoil.breaker.StateName.DISABLED;
import static dev.tripcoil.breaker.StateName.FORCED_OPEN;
import static dev.tripcoil.breaker.StateName.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.StartAs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, from every state. */
class TransitionTableTest {

    private static final Duration STEP = Duration.ofSeconds(7);

    private enum Operation {
        TRIP(OPEN, Breaker::trip, "tripped by hand"),
        RESET(CLOSED, Breaker::reset, "reset by hand"),
        FORCE_OPEN(FORCED_OPEN, Breaker::forceOpen, "forced open by hand"),
        DISABLE(DISABLED, Breaker::disable, "disabled by hand"),
        METRICS_ONLY(StateName.METRICS_ONLY, Breaker::metricsOnly, "set to metrics only by hand");

        final StateName target;
        final Consumer<Breaker> run;
        final String why;

        Operation(StateName target, Consumer<Breaker> run, String why) {
            this.target = target;
            this.run = run;
            this.why = why;
        }
    }

    private record Case(StateName from, Operation operation) {}

    static List<Case> table() {
        var table = new ArrayList<Case>();
        for (StateName from : StateName.values()) {
            for (Operation operation : Operation.values()) {
                table.add(new Case(from, operation));
            }
        }
        return table;
    }

    @ParameterizedTest
    @MethodSource("table")
    void operation_leads_to_its_state_and_is_announced_where_that_is_another(Case each) {
        var rig = new Rig(stock());
        rig.enterState(each.from);
        rig.forgetTransitions();
        var before = rig.breaker.status();
        rig.advance(STEP);

        each.operation.run.accept(rig.breaker);

        var after = rig.breaker.status();
        boolean transition = each.from != each.operation.target;
        boolean opened = transition && after.state() == OPEN;
        assertThat(after)
                .isEqualTo(new Status(
                        each.operation.target,
                        transition ? rig.date() : before.since(),
                        opened ? rig.date() : before.openedAt(),
                        after.state() == OPEN ? rig.date() + 30_000 : 0,
                        0,
                        -1,
                        -1,
                        0,
                        before.timesOpened() + (opened ? 1 : 0)));
        assertThat(rig.changes).hasValue(transition ? 1 : 0);
        if (transition) {
            assertThat(rig.transitions()).hasSize(1);
            var told = rig.transitions().get(0);
            assertThat(told.from()).isEqualTo(each.from);
            assertThat(told.to()).isEqualTo(each.operation.target);
            assertThat(told.why()).isEqualTo(each.operation.why);
            assertThat(told.epochMillis()).isEqualTo(rig.date());
        } else {
            assertThat(rig.transitions()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void operation_repeated_at_once_changes_nothing(Case each) {
        var rig = new Rig(stock());
        rig.enterState(each.from);
        each.operation.run.accept(rig.breaker);
        rig.forgetTransitions();
        var before = rig.breaker.status();

        each.operation.run.accept(rig.breaker);

        assertThat(rig.breaker.status()).isEqualTo(before);
        assertThat(rig.changes).hasValue(0);
        assertThat(rig.path()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("table")
    void totals_survive_every_operation(Case each) {
        var rig = new Rig(stock());
        rig.succeed(3);
        rig.ignore(2);
        rig.fail(1);
        rig.enterState(each.from);
        each.operation.run.accept(rig.breaker);
        assertThat(rig.totals()).containsExactly(3L, 1L, 2L, 0L);
    }

    @ParameterizedTest
    @MethodSource("table")
    void outcome_of_a_call_from_the_state_before_changes_nothing(Case each) {
        if (each.from == each.operation.target || each.from == OPEN || each.from == FORCED_OPEN) {
            return; // the same period goes on, or no call goes through
        }
        var rig = new Rig(stock().consecutiveFailures(1).trials(2, 2));
        rig.enterState(each.from);
        var success = rig.enter();
        var failure = rig.enter();
        each.operation.run.accept(rig.breaker);
        var before = rig.breaker.status();

        rig.breaker.succeeded(success);
        rig.fail(failure);

        assertThat(rig.breaker.status()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(StartAs.class)
    void breaker_starts_as_its_definition_says_which_is_no_transition(StartAs startAs) {
        var rig = new Rig(stock().startAs(startAs));
        boolean open = startAs == StartAs.OPEN;
        assertThat(rig.breaker.status())
                .isEqualTo(new Status(
                        StateName.valueOf(startAs.name()),
                        FakeTicker.EPOCH,
                        open ? FakeTicker.EPOCH : 0,
                        open ? FakeTicker.EPOCH + 30_000 : 0,
                        0,
                        -1,
                        -1,
                        0,
                        open ? 1 : 0));
        assertThat(rig.changes).hasValue(0);
        assertThat(rig.path()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(StartAs.class)
    void breaker_leaves_the_state_it_started_in_like_any_other(StartAs startAs) {
        var rig = new Rig(stock().startAs(startAs));
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        var path = rig.path();
        assertThat(path.subList(path.size() - 2, path.size()))
                .containsExactly("OPEN to HALF_OPEN", "HALF_OPEN to CLOSED");
    }

    @ParameterizedTest
    @EnumSource(
            value = StateName.class,
            names = {"CLOSED", "HALF_OPEN", "FORCED_OPEN", "DISABLED", "METRICS_ONLY"})
    void only_time_leads_to_half_open(StateName state) {
        var rig = new Rig(stock());
        rig.enterState(state);
        rig.advance(Duration.ofDays(1));
        assertThat(rig.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void reset_clears_the_counts_from_every_state(StateName state) {
        var rig = new Rig(stock().consecutiveFailures(3));
        rig.fail(2);
        if (state != CLOSED) {
            rig.enterState(state);
        }
        rig.breaker.reset();
        assertThat(rig.breaker.status().failureCount()).isZero();
        rig.fail(2);
        assertThat(rig.state()).isEqualTo(CLOSED);
    }
}
