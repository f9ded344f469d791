package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.text.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusViewTest {

    private static final AgentStatus FINE = Given.agent(List.of());
    private static final String LOADED = Times.moment(Given.ago(60_000).getTime());

    private final StatusView view = new StatusView(Terminal.none(), false);

    @Test
    void a_breaker_is_a_line_with_all_that_matters_at_three_in_the_morning() {
        List<BreakerStatus> breakers =
                List.of(Given.closed("prices"), Given.open("stock", 29_300, "java.io.IOException: HTTP 503"));
        assertThat(view.lines("1234", FINE, breakers, Given.UNLIMITED))
                .containsExactly(
                        "JVM 1234 at " + Times.moment(Given.NOW.getTime()),
                        "rules.yaml, in force since " + LOADED,
                        "",
                        "BREAKER  STATE     FOR  FAILURES  FAILED%  SLOW%  REJECTED  CALLS  RETRY IN  LAST FAILURE",
                        "prices   CLOSED  4m12s         5        -      -         7     30         -  -",
                        "stock    OPEN    4m12s         5     62.5      -         7     30       30s  java.io.IOException:"
                                + " HTTP 503");
    }

    @Test
    void an_error_in_the_rules_is_below_the_table_in_red() {
        List<String> lines = new StatusView(Given.COLOURS, false)
                .lines("1234", Given.agent(List.of("rules.yaml:3:5: unknown key")), some(40), Given.UNLIMITED);
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .containsExactly(
                        "",
                        "\033[1;31mRULES ERRORS: the rules of " + LOADED + " stay in force\033[0m",
                        "\033[1;31m  rules.yaml:3:5: unknown key\033[0m");
    }

    @Test
    void where_no_rules_are_in_force_it_says_so() {
        AgentStatus none = new AgentStatus(
                Given.NOW, "1", null, null, List.of("no file"), List.of(), 0, 0, List.of(), List.of(), 0, 0);
        assertThat(view.lines("1234", none, List.of(), Given.UNLIMITED))
                .contains(
                        "no rules are in force: nothing is guarded",
                        "RULES ERRORS: no rules are in force, until the file is good",
                        "  no file");
    }

    @Test
    void what_is_not_guarded_is_counted_and_told_in_full_if_asked() {
        AgentStatus agent = new AgentStatus(
                Given.NOW,
                "1",
                "r",
                Given.NOW,
                List.of(),
                List.of("odd"),
                0,
                0,
                List.of("one", "two"),
                List.of("left out"),
                1,
                2);
        assertThat(view.lines("1", agent, some(1), Given.UNLIMITED))
                .contains("1 warning, 2 rules that match nothing so far, 1 not guarded in full: see status --verbose")
                .anyMatch(
                        line -> line.startsWith("faults of the agent's own: 1 classes not woven, 2 calls let through"));
        assertThat(new StatusView(Terminal.none(), true).lines("1", agent, some(1), Given.UNLIMITED))
                .contains("warnings:", "  odd", "  one", "  two", "not guarded, or not in full:", "  left out");
    }

    @Test
    void a_reason_that_many_methods_have_is_told_once() {
        AgentStatus agent = new AgentStatus(
                Given.NOW,
                "1",
                "r",
                Given.NOW,
                List.of(),
                List.of(),
                0,
                0,
                List.of(),
                List.of("A#x()int: is slow: very", "A#n()int: is native", "B#x()int: is slow: very"),
                0,
                0);
        assertThat(new StatusView(Terminal.none(), true).lines("1", agent, some(1), Given.UNLIMITED))
                .containsSequence(
                        "  2 methods: is slow: very", "    A#x()int", "    B#x()int", "  A#n()int: is native");
    }

    @Test
    void on_a_small_screen_closed_breakers_make_room_for_others_and_nothing_is_longer_or_wider() {
        List<BreakerStatus> breakers = new ArrayList<>(some(30));
        breakers.add(Given.open("zebra-with-a-name-that-is-quite-long", 1000, "java.io.IOException: HTTP 503"));
        AgentStatus broken = Given.agent(List.of("rules.yaml:3:5: unknown key 'open-fr'; did you mean 'open-for'?"));
        for (int[] size : new int[][] {{24, 80}, {15, 60}, {12, 40}, {30, 132}}) {
            List<String> lines = view.lines("1234", broken, breakers, size);
            assertThat(lines).hasSizeLessThan(size[0]).allMatch(line -> line.length() <= size[1]);
            assertThat(lines).as(size[1] + " columns").anyMatch(line -> line.startsWith("zebra"));
            assertThat(lines).anyMatch(line -> line.matches("and \\d+ more .*"));
            assertThat(lines).anyMatch(line -> line.startsWith("RULES ERRORS"));
        }
    }

    @Test
    void without_a_terminal_nothing_is_cut_and_nothing_has_colour() {
        String name = "n".repeat(300);
        List<String> lines =
                view.lines("1234", Given.agent(List.of("wrong")), List.of(Given.closed(name)), Given.UNLIMITED);
        assertThat(lines).anyMatch(line -> line.startsWith(name)).noneMatch(line -> line.contains("\033"));
    }

    @Test
    void a_screen_is_drawn_over_without_being_cleared() {
        assertThat(Watch.redrawn(List.of("a", "b"))).isEqualTo("\033[Ha\033[K\r\nb\033[K\r\n\033[J");
    }

    private static List<BreakerStatus> some(int number) {
        List<BreakerStatus> some = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            some.add(Given.closed("breaker" + i));
        }
        return some;
    }
}
