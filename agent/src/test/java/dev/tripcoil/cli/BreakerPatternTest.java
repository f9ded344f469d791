package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.client.BreakerStatus;
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
