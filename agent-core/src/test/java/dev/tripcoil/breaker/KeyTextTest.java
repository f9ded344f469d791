package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    @Test
    void text_is_that_of_the_value() {
        assertThat(KeyText.of("api.example.org")).isEqualTo("api.example.org");
        assertThat(KeyText.of(42)).isEqualTo("42");
        assertThat(KeyText.of("")).isEmpty();
    }

    @Test
    void null_is_null() {
        assertThat(KeyText.of(null)).isEqualTo("null");
        assertThat(KeyText.of(new Object() {
                    @Override
                    public String toString() {
                        return null;
                    }
                }))
                .isEqualTo("null");
    }

    @Test
    void text_of_200_characters_is_whole() {
        String whole = "x".repeat(200);
        assertThat(KeyText.of(whole)).isSameAs(whole);
    }

    @Test
    void longer_text_is_cut_and_has_a_hash_of_the_whole() {
        String cut = KeyText.of("y".repeat(100) + "x".repeat(1_000_000));
        assertThat(cut)
                .startsWith("y".repeat(100) + "x".repeat(100) + "\u2026 #")
                .hasSizeLessThan(250);
        assertThat(KeyText.of("y".repeat(100) + "x".repeat(1_000_000))).isEqualTo(cut);
    }

    @Test
    void hash_is_the_same_in_every_process() {
        assertThat(KeyText.of("x".repeat(201))).endsWith("\u2026 #9cb690ccb09ca6c08fa02b2abbbd91b8");
    }

    @Test
    void long_texts_that_differ_anywhere_differ_when_cut() {
        Set<String> cut = new HashSet<>();
        StringBuilder text = new StringBuilder("x".repeat(1_000));
        for (int at = 200; at < 1_000; at++) {
            for (char c = 'a'; c < 'x'; c++) {
                text.setCharAt(at, c);
                cut.add(KeyText.of(text.toString()));
            }
            text.setCharAt(at, 'x');
        }
        for (int length = 201; length < 1_000; length++) {
            cut.add(KeyText.of(text.substring(0, length)));
        }
        assertThat(cut).hasSize(800 * 23 + 799);
    }

    @Test
    void what_is_cut_is_never_the_text_of_another_value() {
        String cut = KeyText.of("x".repeat(300));
        assertThat(KeyText.of(cut)).isNotEqualTo(cut);
    }

    @Test
    void cut_does_not_part_a_pair_of_surrogates() {
        String cut = KeyText.of("x".repeat(199) + "\uD83D\uDE00".repeat(100));
        assertThat(cut).startsWith("x".repeat(199) + "\u2026 #");
    }

    @Test
    void what_toString_throws_goes_to_the_caller() {
        var broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };
        assertThatThrownBy(() -> KeyText.of(broken)).hasMessage("broken");
    }
}
