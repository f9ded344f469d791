package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.transition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.TransitionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private static final TransitionStatus FIRST = transition(1, 1_000, "CLOSED", "OPEN");
    private static final TransitionStatus SECOND = transition(2, 2_000, "OPEN", "HALF_OPEN");
    private static final TransitionStatus THIRD = transition(3, 3_000, "HALF_OPEN", "CLOSED");

    @Test
    void those_that_are_told_and_those_that_are_read_are_one_list_by_number() {
        assertThat(Transitions.merge(List.of(FIRST, THIRD), List.of(FIRST, SECOND)))
                .containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void those_that_the_jvm_keeps_no_longer_stay_known() {
        assertThat(Transitions.merge(List.of(FIRST), List.of(SECOND, THIRD))).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void a_number_that_stands_for_another_transition_begins_a_new_life() {
        TransitionStatus anew = transition(1, 9_000, "CLOSED", "OPEN");
        assertThat(Transitions.merge(List.of(FIRST, SECOND, THIRD), List.of(anew)))
                .containsExactly(anew);
    }

    @Test
    void there_is_an_end_to_what_is_kept() {
        List<TransitionStatus> many = new ArrayList<>();
        for (int i = 0; i < Transitions.MOST + 10; i++) {
            many.add(transition(i, i, "CLOSED", "OPEN"));
        }
        assertThat(Transitions.merge(List.of(), many))
                .hasSize(Transitions.MOST)
                .last()
                .isEqualTo(many.get(many.size() - 1));
    }

    @Test
    void each_breaker_has_its_own() {
        Transitions transitions = new Transitions();
        transitions.heard(Given.bean("a"), FIRST);
        transitions.read(Given.bean("b"), List.of(SECOND));
        assertThat(transitions.of(Given.bean("a"))).containsExactly(FIRST);
        assertThat(transitions.of(Given.bean("b"))).containsExactly(SECOND);
        assertThat(transitions.of(Given.bean("c"))).isEmpty();
    }
}
