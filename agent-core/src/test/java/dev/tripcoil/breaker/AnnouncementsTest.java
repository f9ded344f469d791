package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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
    void transition_reads_as_a_line() {
        rig.breaker.trip();
        assertThat(rig.transitions().get(0)).hasToString("CLOSED → OPEN: tripped by hand");
        assertThat(rig.breaker).hasToString("stock OPEN");
    }
}
