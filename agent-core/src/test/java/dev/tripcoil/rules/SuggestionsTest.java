package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({
        "abc,abc,0",
        "abc,acb,1",
        "abc,ab,1",
        "abc,abcd,1",
        "abc,axc,1",
        "abc,'',3",
        "abcd,badc,2",
        "kitten,sitting,3"
    })
    void distance_counts_slips(String a, String b, int distance) {
        assertThat(Suggestions.distance(a, b)).isEqualTo(distance);
        assertThat(Suggestions.distance(b, a)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({
        "consecutive-failure, consecutive-failures",
        "consecutiveFailures, consecutive-failures",
        "consecutve_falures, consecutive-failures",
        "OPEN-FOR, open-for",
        "openfor, open-for",
        "cals, calls",
        "clals, calls"
    })
    void near_word_is_found(String word, String expected) {
        assertThat(Suggestions.nearest(word, List.of("open-for", "calls", "consecutive-failures")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"x", "''", "window", "closed-for-now", "c"})
    void word_like_no_other_finds_none(String word) {
        assertThat(Suggestions.nearest(word, List.of("open-for", "calls", "consecutive-failures", "no")))
                .isNull();
    }

    @Test
    void nearest_wins_and_of_equals_the_first() {
        assertThat(Suggestions.nearest("stocks", List.of("stick", "stock", "stack")))
                .isEqualTo("stock");
        assertThat(Suggestions.nearest("stuck", List.of("stick", "stock"))).isEqualTo("stick");
    }

    @Test
    void very_long_word_costs_nothing() {
        assertThat(Suggestions.nearest("a".repeat(1_000_000), List.of("calls"))).isNull();
    }
}
