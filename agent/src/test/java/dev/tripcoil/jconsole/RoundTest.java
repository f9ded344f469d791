package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.jconsole.Round.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final long NOW = 77_000_000_000L;

    private final Map<ObjectName, Asked> asked = new HashMap<>();

    private void asked(BreakerRow row, long secondsAgo) {
        asked.put(
                row.bean(),
                new Asked(row, Given.status(row.name(), row.state(), 0, -1), NOW - secondsAgo * 1_000_000_000));
    }

    private List<String> round(BreakerRow... table) {
        return Round.of(List.of(table), asked, NOW).stream()
                .map(BreakerRow::name)
                .toList();
    }

    @Test
    void all_are_asked_at_first_those_in_trouble_before_the_others() {
        assertThat(round(row("a", "CLOSED"), row("b", "OPEN"), row("c", "CLOSED")))
                .containsExactly("b", "a", "c");
    }

    @Test
    void those_that_are_idle_are_asked_now_and_then() {
        asked(row("a", "CLOSED"), 1);
        asked(row("b", "CLOSED"), 11);
        asked(row("c", "CLOSED"), 12);
        assertThat(round(row("a", "CLOSED"), row("b", "CLOSED"), row("c", "CLOSED")))
                .containsExactly("c", "b");
    }

    @Test
    void those_that_have_changed_come_first_the_one_that_was_asked_longest_ago_before_all() {
        asked(row("idle", "CLOSED"), 60);
        asked(row("a", "CLOSED"), 1);
        asked(row("b", "CLOSED"), 2);
        assertThat(round(row("idle", "CLOSED"), row("a", "CLOSED", 1, 0, 0), row("b", "CLOSED", 1, 0, 0)))
                .containsExactly("b", "a", "idle");
    }
}
