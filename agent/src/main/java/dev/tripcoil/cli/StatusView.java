package dev.tripcoil.cli;

import dev.tripcoil.cli.Table.Cell;
import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
        List<String> lines = new ArrayList<>(header(jvm, agent, size[1]));
        List<String> below = below(agent, size[1]);
        int room = Math.max(3, size[0] - lines.size() - below.size() - 2);
        List<BreakerStatus> shown = breakers.size() <= room ? breakers : mostTelling(breakers, room - 1);
        if (breakers.isEmpty()) {
            lines.add(agent.rulesLoadedAt() == null ? "no rules are in force: nothing is guarded" : "no breakers");
        } else {
            lines.addAll(table(terminal, shown, agent.now()).lines(size[1]));
        }
        if (shown.size() < breakers.size()) {
            lines.add("and " + (breakers.size() - shown.size()) + " more that have no room here");
        }
        lines.addAll(below);
        return lines.size() < size[0] ? lines : lines.subList(0, size[0] - 1);
    }

    private List<String> header(String jvm, AgentStatus agent, int width) {
        List<String> lines = new ArrayList<>();
        add(Style.BOLD, "JVM " + jvm + " at " + Times.moment(agent.now().getTime()), width, lines);
        add(
                Style.PLAIN,
                agent.rulesFile() == null
                        ? "no rules file"
                        : agent.rulesFile()
                                + (agent.rulesLoadedAt() == null
                                        ? ""
                                        : ", in force since "
                                                + Times.moment(
                                                        agent.rulesLoadedAt().getTime())),
                width,
                lines);
        lines.add("");
        return lines;
    }

    /** In as many lines as it takes: a terminal's own line breaks would spoil what is drawn over it. */
    private void add(Style style, String text, int width, List<String> lines) {
        String rest = text;
        String indent = " ".repeat(text.length() - text.stripLeading().length() + 2);
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = rest.substring(0, Math.max(blank, 0)).isBlank() ? width : blank;
            lines.add(terminal.paint(style, rest.substring(0, end)));
            rest = indent + rest.substring(end).stripLeading();
        }
        lines.add(terminal.paint(style, rest));
    }

    /** Those that are not closed first, in their order. */
    static List<BreakerStatus> mostTelling(List<BreakerStatus> breakers, int number) {
        List<BreakerStatus> closedLast = new ArrayList<>(breakers);
        closedLast.sort(Comparator.comparing(breaker -> breaker.state().equals("CLOSED")));
        Set<BreakerStatus> chosen = new HashSet<>(closedLast.subList(0, number));
        return breakers.stream().filter(chosen::contains).toList();
    }

    static Table table(Terminal terminal, List<BreakerStatus> breakers, Date now) {
        Table table = new Table(terminal)
                .elastic("BREAKER")
                .left("STATE")
                .right("FOR")
                .dispensable(4)
                .right("FAILURES")
                .dispensable(1)
                .right("FAILED%")
                .dispensable(2)
                .right("SLOW%")
                .dispensable(2)
                .right("REJECTED")
                .right("CALLS")
                .dispensable(3)
                .right("RETRY IN")
                .elastic("LAST FAILURE")
                .dispensable(5);
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

    private List<String> below(AgentStatus agent, int width) {
        List<String> lines = new ArrayList<>();
        if (!agent.rulesErrors().isEmpty()) {
            String consequence = agent.rulesLoadedAt() == null
                    ? "no rules are in force, until the file is good"
                    : "the rules of " + Times.moment(agent.rulesLoadedAt().getTime()) + " stay in force";
            section(Style.RED, "RULES ERRORS: " + consequence, agent.rulesErrors(), width, lines);
        }
        if (agent.weavingFailures() + agent.internalErrors() > 0) {
            lines.add("");
            add(
                    Style.YELLOW,
                    "faults of the agent's own: " + agent.weavingFailures() + " classes not woven, "
                            + agent.internalErrors() + " calls let through unguarded; please report what its log says",
                    width,
                    lines);
        }
        if (verbose) {
            section(Style.YELLOW, "warnings:", agent.rulesWarnings(), width, lines);
            section(Style.YELLOW, "rules that match nothing so far:", agent.unmatchedRules(), width, lines);
            section(Style.YELLOW, "not guarded, or not in full:", byReason(agent.skippedMethods()), width, lines);
        } else {
            hint(agent, width, lines);
        }
        return lines;
    }

    /** One reason may hold for many methods: it is told once then, and they below. */
    private static List<String> byReason(List<String> skipped) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (String line : skipped) {
            int colon = line.indexOf(": ");
            methods.computeIfAbsent(line.substring(colon + 1), reason -> new ArrayList<>())
                    .add(line.substring(0, Math.max(0, colon)));
        }
        List<String> lines = new ArrayList<>();
        methods.forEach((reason, of) -> {
            if (of.size() == 1) {
                lines.add(of.get(0).isEmpty() ? reason : of.get(0) + ":" + reason);
            } else {
                lines.add(of.size() + " methods:" + reason);
                of.forEach(method -> lines.add("  " + method));
            }
        });
        return lines;
    }

    private void section(Style style, String title, List<String> content, int width, List<String> lines) {
        if (!content.isEmpty()) {
            lines.add("");
            add(style, title, width, lines);
            for (String each : content) {
                add(style == Style.RED ? style : Style.PLAIN, "  " + each, width, lines);
            }
        }
    }

    private void hint(AgentStatus agent, int width, List<String> lines) {
        List<String> numbers = new ArrayList<>();
        number(agent.rulesWarnings(), "warning", "warnings", numbers);
        number(agent.unmatchedRules(), "rule that matches nothing so far", "rules that match nothing so far", numbers);
        number(agent.skippedMethods(), "not guarded in full", "not guarded in full", numbers);
        if (!numbers.isEmpty()) {
            lines.add("");
            add(Style.YELLOW, String.join(", ", numbers) + ": see status --verbose", width, lines);
        }
    }

    private static void number(List<String> things, String one, String many, List<String> numbers) {
        if (!things.isEmpty()) {
            numbers.add(things.size() + " " + (things.size() == 1 ? one : many));
        }
    }
}
