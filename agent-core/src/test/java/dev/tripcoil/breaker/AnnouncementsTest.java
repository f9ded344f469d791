package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private final Rig rig = new Rig(stock());

    @Test
    void transitions_are_told_oldest_first_and_numbered_without_gaps() {
        rig.waitUntilHalfOpen();
        rig.succeed(1);
        rig.breaker.forceOpen();
        assertThat(rig.path())
                .containsExactly("CLOSED to OPEN", "OPEN to HALF_OPEN", "HALF_OPEN to CLOSED", "CLOSED to FORCED_OPEN");
        assertThat(rig.transitions()).extracting(Transition::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void each_is_told_once() {
        rig.breaker.trip();
        assertThat(rig.path()).hasSize(1);
        assertThat(rig.path()).hasSize(1);
        rig.breaker.reset();
        assertThat(rig.path()).containsExactly("CLOSED to OPEN", "OPEN to CLOSED");
    }

    @Test
    void somebody_is_called_for_each_transition() {
        rig.waitUntilHalfOpen();
        rig.fail(1);
        assertThat(rig.changes).hasValue(3);
    }

    @Test
    void transition_can_be_seen_when_somebody_is_called_for_it() {
        var seen = new ArrayList<StateName>();
        var breaker = new Breaker(
                stock().build(),
                new FakeTicker(),
                changed -> seen.add(changed.status().state()));
        breaker.trip();
        breaker.disable();
        assertThat(seen).containsExactly(StateName.OPEN, StateName.DISABLED);
    }

    @Test
    void listener_that_throws_loses_that_transition_alone() {
        rig.breaker.trip();
        rig.breaker.disable();
        rig.breaker.reset();
        assertThatThrownBy(() -> rig.breaker.announce(transition -> {
                    throw new IllegalStateException(transition.to().name());
                }))
                .hasMessage("OPEN");
        assertThat(rig.path()).containsExactly("OPEN to DISABLED", "DISABLED to CLOSED");
    }

    @Test
    void transition_made_by_the_listener_is_told_next_time() {
        rig.breaker.trip();
        var told = new ArrayList<Transition>();
        rig.breaker.announce(transition -> {
            told.add(transition);
            rig.breaker.reset();
        });
        assertThat(told).hasSize(1);
        assertThat(rig.path()).containsExactly("OPEN to CLOSED");
    }

    @Test
    void told_transitions_do_not_keep_those_before_them_alive() {
        rig.breaker.trip();
        rig.breaker.disable();
        rig.breaker.reset();
        List<Transition> told = rig.transitions();
        assertThat(told).extracting(Transition::previous).containsOnlyNulls();
    }

    @Test
    void recent_transitions_are_those_told_and_those_untold_oldest_first() {
        assertThat(rig.breaker.recentTransitions()).isEmpty();
        rig.breaker.trip();
        rig.breaker.disable();
        assertThat(rig.breaker.recentTransitions())
                .extracting(Transition::number)
                .containsExactly(1L, 2L);
        rig.transitions();
        assertThat(rig.breaker.recentTransitions())
                .extracting(Transition::number)
                .containsExactly(1L, 2L);
        rig.breaker.reset();
        assertThat(rig.breaker.recentTransitions())
                .extracting(Transition::to)
                .containsExactly(StateName.OPEN, StateName.DISABLED, StateName.CLOSED);
    }

    @Test
    void recent_transitions_are_the_last_twenty_however_many_of_them_have_been_told() {
        for (int told : new int[] {0, 3, 20, 25, 39, 40}) {
            var many = new Rig(stock());
            for (int i = 1; i <= 40; i++) {
                if (i % 2 == 1) {
                    many.breaker.trip();
                } else {
                    many.breaker.reset();
                }
                if (i == told || i == told / 2) {
                    many.transitions();
                }
            }
            assertThat(many.breaker.recentTransitions())
                    .as(told + " told")
                    .extracting(Transition::number)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(21, 40).boxed().toList());
        }
    }

    @Test
    void recent_transitions_include_one_that_time_has_made_due_and_notices() {
        rig.breaker.trip();
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.breaker.recentTransitions()).extracting(Transition::to).endsWith(StateName.HALF_OPEN);
        rig.breaker.metricsOnly();
        rig.fail(5);
        assertThat(rig.breaker.recentTransitions())
                .last()
                .satisfies(last -> assertThat(last.isNotice()).isTrue());
    }

    @Test
    void recent_transitions_are_without_gaps_whatever_is_made_and_told_meanwhile() {
        int rounds = 20_000;
        var done = new AtomicBoolean();
        Race.run(3, thread -> {
            switch (thread) {
                case 0 -> {
                    for (int i = 0; i < rounds; i++) {
                        rig.breaker.trip();
                        rig.breaker.reset();
                    }
                    done.set(true);
                }
                case 1 -> {
                    while (!done.get()) {
                        rig.breaker.announce(transition -> {});
                    }
                }
                default -> {
                    long last = 0;
                    while (!done.get()) {
                        var recent = rig.breaker.recentTransitions();
                        long expected = recent.isEmpty() ? 1 : recent.get(0).number();
                        for (Transition each : recent) {
                            assertThat(each.number()).isEqualTo(expected++);
                        }
                        assertThat(expected - 1).isGreaterThanOrEqualTo(last);
                        last = expected - 1;
                        assertThat(recent).hasSize((int) Math.min(last, 20));
                    }
                }
            }
        });
    }

    @Test
    void transition_reads_as_a_line() {
        rig.breaker.trip();
        assertThat(rig.transitions().get(0)).hasToString("CLOSED → OPEN: tripped by hand");
        assertThat(rig.breaker).hasToString("stock OPEN");
    }
}
