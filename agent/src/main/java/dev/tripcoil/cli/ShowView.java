package dev.tripcoil.cli;

import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.TransitionStatus;
import dev.tripcoil.text.Times;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Everything of one breaker, in lines. */
final class ShowView {

    private static final int MOST_KEYS = 20;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private ShowView(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param keys the breakers of its keys, where it is the unsplit one
     */
    static List<String> lines(Terminal terminal, BreakerStatus breaker, List<BreakerStatus> keys, Date now) {
        ShowView view = new ShowView(terminal);
        view.state(breaker, now);
        view.counts(breaker);
        view.keys(breaker, keys, now);
        view.title("Last failure");
        view.lines.add(
                breaker.lastFailure() == null
                        ? "  none"
                        : "  " + Times.moment(breaker.lastFailureAt().getTime()) + "  " + breaker.lastFailure());
        view.transitions(breaker);
        view.title("Guarded methods");
        view.indent(breaker.guardedMethods(), "none so far: its classes are not loaded yet, or no rule matches");
        view.title("Definition");
        view.indent(breaker.definition().lines().toList(), "");
        return view.lines;
    }

    private void state(BreakerStatus breaker, Date now) {
        lines.add(terminal.paint(Style.BOLD, BreakerPattern.label(breaker)) + "  "
                + terminal.paint(Style.of(breaker.state()), breaker.state()) + " since "
                + Times.moment(breaker.stateSince().getTime())
                + (breaker.halfOpenAt() == null
                        ? ""
                        : ", tries again in " + Spans.of(JsonView.millisTo(breaker.halfOpenAt(), now))));
        if (breaker.description() != null) {
            breaker.description().lines().forEach(line -> lines.add("  " + line));
        }
    }

    private void counts(BreakerStatus breaker) {
        title("Now");
        line("failures that count towards opening", Integer.toString(breaker.failureCount()));
        if (breaker.state().equals("HALF_OPEN")) {
            line("successful trials", Integer.toString(breaker.successCount()));
        }
        line("failed calls in the window", percent(breaker.failureRate()));
        line("slow calls in the window", percent(breaker.slowCallRate()));
        if (breaker.callsInFlight() >= 0) {
            line("calls in flight", Integer.toString(breaker.callsInFlight()));
        }
        if (breaker.slowCallsInFlight() >= 0) {
            line(
                    "slow ones among them",
                    breaker.slowCallsInFlight()
                            + (breaker.oldestCallInFlightMillis() > 0
                                    ? ", the oldest for " + Times.span(breaker.oldestCallInFlightMillis() * 1_000_000)
                                    : ""));
        }
        title("Since start");
        line(
                "calls",
                breaker.calls() + ": " + breaker.successfulCalls() + " successful, " + breaker.failedCalls()
                        + " failed, " + breaker.ignoredCalls() + " ignored");
        line("slow calls", Long.toString(breaker.slowCalls()));
        line("rejected", Long.toString(breaker.rejectedCalls()));
        line(
                "opened",
                breaker.timesOpened() == 0
                        ? "never"
                        : breaker.timesOpened() + (breaker.timesOpened() == 1 ? " time" : " times") + ", last "
                                + Times.moment(breaker.openedAt().getTime()));
    }

    /** The most telling ones in a table: there may be thousands. */
    private void keys(BreakerStatus breaker, List<BreakerStatus> keys, Date now) {
        if (breaker.keys() < 0) {
            return;
        }
        title("Keys");
        line("with a breaker of their own", Integer.toString(breaker.keys()));
        line("gone to make room", Long.toString(breaker.evictedKeys()));
        line("calls that found no room, and shared this breaker", Long.toString(breaker.sharedCalls()));
        if (keys.isEmpty()) {
            return;
        }
        lines.add("");
        List<BreakerStatus> shown = StatusView.mostTelling(keys, Math.min(keys.size(), MOST_KEYS));
        for (String line : StatusView.table(terminal, shown, now).lines(terminal.size()[1] - 2)) {
            lines.add("  " + line);
        }
        if (shown.size() < keys.size()) {
            lines.add("  and " + (keys.size() - shown.size()) + " more: tripcoil show '" + breaker.name()
                    + "[*]' shows everything of each");
        }
    }

    private static String percent(double rate) {
        String text = StatusView.percent(rate);
        return text == null ? null : text + " %";
    }

    private void transitions(BreakerStatus breaker) {
        title("Recent transitions");
        List<String> all = new ArrayList<>();
        for (TransitionStatus transition : breaker.recentTransitions()) {
            String change = transition.from().equals(transition.to())
                    ? transition.to() + ", would have opened"
                    : transition.from() + " " + terminal.arrow() + " " + transition.to();
            all.add(Times.moment(transition.at().getTime()) + "  " + change + ": " + transition.why());
        }
        indent(all, "none");
    }

    private void title(String text) {
        lines.add("");
        lines.add(terminal.paint(Style.BOLD, text));
    }

    private void line(String what, String value) {
        if (value != null) {
            lines.add("  " + what + "  " + value);
        }
    }

    private void indent(List<String> texts, String none) {
        for (String text : texts.isEmpty() ? List.of(none) : texts) {
            lines.add("  " + text);
        }
    }
}
