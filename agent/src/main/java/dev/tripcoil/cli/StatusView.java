package dev.tripcoil.cli;

import dev.tripcoil.cli.Table.Cell;
import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/**
 * The state of a JVM's breakers in lines: what it is, the table, and last, where the eye is when a long table has gone by, what
 * is wrong with the agent.
 */
final class StatusView {

    private final Terminal terminal;
    private final boolean verbose;

    /**
     * @param verbose whether to tell of warnings and of what isn't guarded in full, not only in number
     */
    StatusView(Terminal terminal, boolean verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    /** No more lines than there is place for, nor any that is longer: of the breakers, those go first that are closed. */
    List<String> lines(String jvm, AgentStatus agent, List<BreakerStatus> breakers, int[] size) {
        List<String> lines = new ArrayList<>(header(jvm, agent));
        List<String> below = below(agent);
        int room = Math.max(3, size[0] - lines.size() - below.size() - 2);
        List<BreakerStatus> shown = breakers.size() <= room ? breakers : mostTelling(breakers, room - 1);
        if (breakers.isEmpty()) {
            lines.add(agent.rulesLoadedAt() == null ? "no rules are in force: nothing is guarded" : "no breakers");
        } else {
            lines.addAll(table(shown, agent.now()).lines(size[1]));
        }
        if (shown.size() < breakers.size()) {
            lines.add("and " + (breakers.size() - shown.size()) + " more, for which there is no room here");
        }
        lines.addAll(below);
        return lines;
    }

    private List<String> header(String jvm, AgentStatus agent) {
        String rules = agent.rulesFile() == null ? "no rules file" : agent.rulesFile();
        return List.of(
                terminal.paint(Style.BOLD, "JVM " + jvm) + "  " + rules
                        + (agent.rulesLoadedAt() == null
                                ? ""
                                : " as of " + Times.moment(agent.rulesLoadedAt().getTime())),
                "");
    }

    private static List<BreakerStatus> mostTelling(List<BreakerStatus> breakers, int number) {
        List<BreakerStatus> closedLast = new ArrayList<>(breakers);
        closedLast.sort(Comparator.comparing(breaker -> breaker.state().equals("CLOSED")));
        List<BreakerStatus> chosen = closedLast.subList(0, number);
        return breakers.stream().filter(chosen::contains).toList();
    }

    private Table table(List<BreakerStatus> breakers, Date now) {
        Table table = new Table(terminal)
                .elastic("BREAKER")
                .left("STATE")
                .right("FOR")
                .dispensable(2)
                .right("FAILURES")
                .right("FAILED%")
                .dispensable(1)
                .right("SLOW%")
                .dispensable(1)
                .right("REJECTED")
                .right("CALLS")
                .right("RETRY IN")
                .elastic("LAST FAILURE")
                .dispensable(3);
        for (BreakerStatus breaker : breakers) {
            table.row(
                    BreakerPattern.label(breaker),
                    new Cell(breaker.state(), Style.of(breaker.state())),
                    Spans.of(Math.max(0, now.getTime() - breaker.stateSince().getTime())),
                    breaker.failureCount(),
                    percent(breaker.failureRate()),
                    percent(breaker.slowCallRate()),
                    breaker.rejectedCalls(),
                    breaker.calls(),
                    breaker.halfOpenAt() == null ? null : Spans.of(JsonView.millisTo(breaker.halfOpenAt(), now)),
                    breaker.lastFailure());
        }
        return table;
    }

    static String percent(double rate) {
        return rate < 0 ? null : String.format(Locale.ROOT, "%.1f", rate);
    }

    private List<String> below(AgentStatus agent) {
        List<String> lines = new ArrayList<>();
        if (!agent.rulesErrors().isEmpty()) {
            lines.add("");
            lines.add(terminal.paint(
                    Style.RED,
                    "RULES ERRORS: "
                            + (agent.rulesLoadedAt() == null
                                    ? "no rules are in force, until the file is good"
                                    : "the rules of "
                                            + Times.moment(agent.rulesLoadedAt().getTime()) + " stay in force")));
            for (String error : agent.rulesErrors()) {
                lines.add(terminal.paint(Style.RED, "  " + error));
            }
        }
        if (agent.weavingFailures() + agent.internalErrors() > 0) {
            lines.add("");
            lines.add(terminal.paint(
                    Style.YELLOW,
                    "faults of the agent's own: " + agent.weavingFailures() + " classes not woven, "
                            + agent.internalErrors()
                            + " calls let through unguarded; please report what its log says"));
        }
        if (verbose) {
            section("warnings", agent.rulesWarnings(), lines);
            section("rules that match nothing so far", agent.unmatchedRules(), lines);
            section("not guarded, or not in full", agent.skippedMethods(), lines);
        } else {
            hint(agent, lines);
        }
        return lines;
    }

    private void section(String title, List<String> content, List<String> lines) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(terminal.paint(Style.YELLOW, title + ":"));
            for (String each : content) {
                lines.add("  " + each);
            }
        }
    }

    private void hint(AgentStatus agent, List<String> lines) {
        List<String> numbers = new ArrayList<>();
        number(agent.rulesWarnings(), "warning", "warnings", numbers);
        number(agent.unmatchedRules(), "rule that matches nothing so far", "rules that match nothing so far", numbers);
        number(agent.skippedMethods(), "not guarded in full", "not guarded in full", numbers);
        if (!numbers.isEmpty()) {
            lines.add("");
            lines.add(terminal.paint(Style.YELLOW, String.join(", ", numbers) + ": see status --verbose"));
        }
    }

    private static void number(List<String> things, String one, String many, List<String> numbers) {
        if (!things.isEmpty()) {
            numbers.add(things.size() + " " + (things.size() == 1 ? one : many));
        }
    }
}
