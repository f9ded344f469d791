package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.NOW;
import static dev.tripcoil.jconsole.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerRow;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the tab says: its headline, its banner, its questions. */
class WordsTest {

    private static Headline headline(BreakerRow... rows) {
        BreakerTableModel model = new BreakerTableModel();
        model.show(Given.snapshot(NOW, rows));
        return Headline.of(model.breakers());
    }

    @Test
    void the_headline_names_what_refuses_calls_and_counts_the_rest() {
        assertThat(headline(row("b", "OPEN"), row("c", "CLOSED"), row("h", "HALF_OPEN"), row("a", "OPEN")))
                .isEqualTo(new Headline("2 OPEN: a, b   \u00b7   1 HALF_OPEN: h", "1 CLOSED"));
        assertThat(headline(row("a", "CLOSED"), row("b", "CLOSED")))
                .isEqualTo(new Headline("", "All 2 breakers are closed"));
        assertThat(headline()).isEqualTo(new Headline("", "No breakers: the rules in force define none"));
        assertThat(headline(IntStream.range(0, 9)
                        .mapToObj(i -> row("b" + i, "OPEN"))
                        .toArray(BreakerRow[]::new)))
                .isEqualTo(new Headline("9 OPEN: b0, b1, b2, b3, \u2026", ""));
    }

    @Test
    void nothing_alarms_where_all_is_well() {
        assertThat(Alarms.of(Given.agent(List.of()))).isEqualTo(new Alarms(List.of(), null, ""));
    }

    @Test
    void problems_of_the_rules_alarm_with_their_positions_and_what_they_mean() {
        assertThat(Alarms.of(Given.agent(List.of("rules.yaml:3:1: wrong"))).alarms())
                .containsExactly(
                        "A problem with the rules file: the rules of " + Texts.moment(new Date(NOW)) + " stay in force",
                        "    rules.yaml:3:1: wrong");
        AgentStatus unguarded = new AgentStatus(
                new Date(NOW),
                "1.0",
                "rules.yaml",
                null,
                List.of("a", "b"),
                List.of(),
                0,
                0,
                List.of(),
                List.of(),
                0,
                0);
        assertThat(Alarms.of(unguarded).alarms())
                .first()
                .isEqualTo("2 problems with the rules file: no rules are in force, the application runs unguarded");
    }

    @Test
    void faults_alarm_and_what_is_not_guarded_is_counted() {
        AgentStatus agent = new AgentStatus(
                new Date(NOW),
                "1.0",
                "rules.yaml",
                new Date(NOW),
                List.of(),
                List.of("w"),
                1,
                1,
                List.of("u"),
                List.of("s", "t"),
                2,
                1);
        assertThat(Alarms.of(agent).alarms())
                .containsExactly(
                        "2 classes could not be woven and stay unguarded: the log of the JVM says which",
                        "1 fault of the agent's own, each of which let its call through: the log of the JVM says more");
        assertThat(Alarms.of(agent).cautions())
                .isEqualTo("1 warning; 1 rule without a method so far; 2 methods not guarded, or not in full");
        assertThat(Alarms.of(agent).all().lines().filter(line -> line.startsWith("    ")))
                .containsExactly("    w", "    u", "    s", "    t");
    }

    @Test
    void a_question_names_breakers_jvm_and_effect() {
        assertThat(Command.TRIP.question(List.of("stock"), "pid: 4711 app.jar (4711@host)"))
                .isEqualTo("Trip stock\nin pid: 4711 app.jar (4711@host)?\n\n"
                        + "Opens it now, as if it had failed: its calls are refused until open-for has passed, then it "
                        + "tries again by itself. One that is open already waits again from now.");
        assertThat(Command.DISABLE.question(List.of("a", "b"), "host:9010"))
                .startsWith("Disable 2 breakers:\n    a\n    b\nin host:9010?\n\nLets every call of each through");
        assertThat(Command.RESET.question(
                        IntStream.range(0, 40).mapToObj(i -> "b" + i).toList(), "host:9010"))
                .startsWith("Reset 40 breakers:\n    b0\n")
                .contains("    b11\n    \u2026 and 28 more\nin ");
    }

    @Test
    void a_jvm_without_agent_is_told_how_to_get_one() {
        assertThat(NoAgent.text("4711@host", "/opt/tripcoil.jar"))
                .contains("on host and as its user:", "java -jar /opt/tripcoil.jar attach 4711 rules.yaml");
    }

    @Test
    void the_axis_has_round_numbers() {
        assertThat(labels(0)).containsExactly("0.0", "0.5", "1.0", "1.5");
        assertThat(labels(18)).containsExactly("0", "5", "10", "15", "20");
        assertThat(labels(2_400)).containsExactly("0", "1,000", "2,000", "3,000");
    }

    private static List<String> labels(double greatest) {
        Scale scale = Scale.upTo(greatest);
        assertThat(scale.top()).isGreaterThan(greatest);
        return IntStream.rangeClosed(0, scale.lines()).mapToObj(scale::label).toList();
    }
}
