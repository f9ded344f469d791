package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.client.BreakerStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerPatternTest {

    private static final List<BreakerStatus> ALL = List.of(
            Given.closed("prices"),
            Given.closed("stock"),
            Given.closed("stock.remote"),
            Given.keyed("hosts", "a.example:80"),
            Given.keyed("hosts", "b.example:80"));

    @Test
    void a_name_means_the_breaker_of_that_name_only() throws Failure {
        assertThat(chosen("stock")).containsExactly("stock");
    }

    @Test
    void a_star_is_any_characters_and_a_question_mark_one() throws Failure {
        assertThat(chosen("stock*")).containsExactly("stock", "stock.remote");
        assertThat(chosen("*")).hasSize(5);
        assertThat(chosen("?rices")).containsExactly("prices");
        assertThat(chosen("st*ote")).containsExactly("stock.remote");
    }

    @Test
    void a_dot_is_a_dot() {
        assertThatThrownBy(() -> chosen("stoc.")).isInstanceOf(Failure.class);
    }

    @Test
    void a_name_means_all_keys_and_with_brackets_one() throws Failure {
        assertThat(chosen("hosts")).containsExactly("hosts[a.example:80]", "hosts[b.example:80]");
        assertThat(chosen("hosts[a.example:80]")).containsExactly("hosts[a.example:80]");
        assertThat(chosen("*[b*]")).containsExactly("hosts[b.example:80]");
    }

    @Test
    void a_key_may_be_any_text_and_be_given_as_it_is_or_as_it_is_shown() throws Failure {
        for (String key : List.of(
                "",
                " ",
                "*",
                "?",
                "\\",
                "\\E",
                "[",
                "]",
                "a]b[c",
                "a,b=\"c\"",
                "\n",
                "a\nb",
                "\u001b[2J",
                "\uD83D\uDE00",
                "\uD83D",
                "$1",
                "null",
                "stock",
                "x".repeat(230))) {
            List<BreakerStatus> all =
                    List.of(Given.split("hosts", 2), Given.keyed("hosts", key), Given.keyed("hosts", "other"));
            for (String name : List.of("hosts[" + key + "]", BreakerPattern.label(all.get(1)))) {
                assertThat(NamesCommand.choose(List.of(name), all))
                        .as(name)
                        .contains(all.get(1))
                        .doesNotContain(all.get(0));
            }
        }
    }

    @Test
    void an_emoji_is_one_character() throws Failure {
        List<BreakerStatus> all = List.of(Given.keyed("hosts", "a\uD83D\uDE00b"));
        assertThat(NamesCommand.choose(List.of("hosts[a?b]"), all)).hasSize(1);
    }

    @Test
    void an_unsplit_breaker_is_none_of_its_keys() throws Failure {
        List<BreakerStatus> all = List.of(Given.split("hosts", 1), Given.keyed("hosts", "a"));
        assertThat(NamesCommand.choose(List.of("hosts"), all)).hasSize(2);
        assertThat(NamesCommand.choose(List.of("hosts[*]"), all)).containsExactly(all.get(1));
    }

    @Test
    void an_error_does_not_list_a_thousand_names() {
        List<BreakerStatus> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(Given.keyed("hosts", "key " + i));
        }
        assertThatThrownBy(() -> NamesCommand.choose(List.of("x"), all))
                .hasMessageEndingWith(", hosts[key 39], and 960 more");
    }

    @Test
    void several_names_mean_each_breaker_once_in_the_order_of_the_table() throws Failure {
        assertThat(chosen("stock", "prices", "s*")).containsExactly("prices", "stock", "stock.remote");
    }

    @Test
    void a_name_that_matches_nothing_is_an_error_that_names_those_there_are() {
        assertThatThrownBy(() -> chosen("stock", "stok"))
                .isInstanceOf(Failure.class)
                .hasMessage("no breaker matches 'stok'; there are prices, stock, stock.remote, hosts[a.example:80],"
                        + " hosts[b.example:80]");
        assertThatThrownBy(() -> NamesCommand.choose(List.of("x"), ALL.subList(0, 1)))
                .hasMessage("no breaker matches 'x'; there is prices");
        assertThatThrownBy(() -> NamesCommand.choose(List.of("x"), List.of()))
                .hasMessage("no breaker matches 'x'; there are none at all: 'tripcoil status' says why");
    }

    private static List<String> chosen(String... names) throws Failure {
        return NamesCommand.choose(List.of(names), ALL).stream()
                .map(BreakerPattern::label)
                .toList();
    }
}
