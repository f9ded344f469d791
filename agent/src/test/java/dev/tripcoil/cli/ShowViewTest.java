package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.BreakerStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowViewTest {

    private static List<String> lines(BreakerStatus breaker, List<BreakerStatus> keys) {
        return ShowView.lines(Terminal.none(), breaker, keys, Given.NOW);
    }

    @Test
    void breaker_that_is_not_split_has_no_keys() {
        assertThat(lines(Given.closed("stock"), List.of())).doesNotContain("Keys");
    }

    @Test
    void key_is_in_the_title() {
        assertThat(lines(Given.keyed("stock", "a\nb"), List.of()).get(0)).startsWith("stock[a\\nb]  CLOSED since");
    }

    @Test
    void split_breaker_without_keys_says_so() {
        assertThat(lines(Given.split("stock", 0), List.of()))
                .containsSequence(
                        "Keys",
                        "  with a breaker of their own  0",
                        "  gone to make room  7",
                        "  calls that found no room, and shared this breaker  5",
                        "");
    }

    @Test
    void a_thousand_keys_are_a_table_of_the_most_telling() {
        List<BreakerStatus> keys = new ArrayList<>();
        for (int i = 1_000; i < 2_000; i++) {
            keys.add(
                    i == 1_777
                            ? Given.breaker("stock", "host " + i, "OPEN", Given.NOW, "java.io.IOException: timeout")
                            : Given.keyed("stock", "host " + i));
        }
        List<String> lines = lines(Given.split("stock", 1_000), keys);
        assertThat(lines).hasSizeLessThan(60);
        assertThat(lines).filteredOn(line -> line.startsWith("  stock[")).hasSize(20);
        assertThat(lines).anyMatch(line -> line.startsWith("  stock[host 1777]  OPEN"));
        assertThat(lines).contains("  and 980 more: tripcoil show 'stock[*]' shows everything of each");
    }
}
