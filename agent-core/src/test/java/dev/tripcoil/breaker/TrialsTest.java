package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialsTest {

    private final Trial first = new Trial(null, Long.MAX_VALUE - 1, 1);
    private final Trial second = new Trial(null, Long.MAX_VALUE, 1);
    private final Trial third = new Trial(null, Long.MIN_VALUE, 1);
    private final Trials all = Trials.NONE.with(first).with(second).with(third);

    @Test
    void trials_are_kept_oldest_first() {
        assertThat(all.inFlight()).containsExactly(first, second, third);
    }

    @Test
    void ended_trial_leaves_the_others_in_their_order() {
        assertThat(all.without(first, Outcome.SUCCESS, 0).inFlight()).containsExactly(second, third);
        assertThat(all.without(second, Outcome.SUCCESS, 0).inFlight()).containsExactly(first, third);
        assertThat(all.without(third, Outcome.SUCCESS, 0).inFlight()).containsExactly(first, second);
    }

    @Test
    void success_is_counted() {
        var after = all.without(second, Outcome.SUCCESS, 0);
        assertThat(after.succeeded()).isEqualTo(1);
        assertThat(after.failed()).isZero();
    }

    @Test
    void failure_stays_known() {
        var after = all.without(second, Outcome.FAILURE, 0).without(first, Outcome.SUCCESS, 0);
        assertThat(after.failed()).isEqualTo(1);
        assertThat(after.succeeded()).isEqualTo(1);
    }

    @Test
    void ignored_trial_leaves_no_trace() {
        assertThat(Trials.NONE.with(first).without(first, Outcome.IGNORED, 0))
                .usingRecursiveComparison()
                .isEqualTo(Trials.NONE);
    }

    @Test
    void trial_is_held_until_it_ends() {
        assertThat(all.holds(second)).isTrue();
        assertThat(all.without(second, Outcome.IGNORED, 0).holds(second)).isFalse();
        assertThat(Trials.NONE.holds(first)).isFalse();
    }

    @Test
    void oldest_trial_is_overdue_from_its_deadline_on_though_the_clock_overflows() {
        assertThat(all.overdue(Long.MAX_VALUE - 2)).isNull();
        assertThat(all.overdue(Long.MAX_VALUE - 1)).isSameAs(first);
        assertThat(all.overdue(Long.MIN_VALUE + 5)).isSameAs(first);
        assertThat(Trials.NONE.overdue(0)).isNull();
    }
}
