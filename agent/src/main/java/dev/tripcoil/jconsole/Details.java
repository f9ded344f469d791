package dev.tripcoil.jconsole;

import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.TransitionStatus;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.SwingConstants;

/** All that there is to know of the breaker that is selected. */
final class Details {

    private final CardLayout cards = new CardLayout();
    private final JPanel panel = new JPanel(cards);
    private final JLabel name = new JLabel();
    private final StateBadge badge = new StateBadge();
    private final JLabel since = new JLabel();
    private final ReadOnlyText why = new ReadOnlyText("why", Look.bold());
    private final ReadOnlyText facts = new ReadOnlyText("facts", Look.plain());
    private final Chart chart = new Chart();
    private final TransitionTable transitions = new TransitionTable();
    private final ReadOnlyText definition = new ReadOnlyText("definition", Look.mono());
    private final ReadOnlyText methods = new ReadOnlyText("methods", Look.mono());
    private final JLabel methodsTitle = title("Guarded methods");

    Details() {
        JLabel nothing = new JLabel("Select a breaker to see all of it", SwingConstants.CENTER);
        nothing.setForeground(Look.QUIET);
        panel.add(nothing, "nothing");
        panel.add(whole(), "breaker");
    }

    private Component whole() {
        name.setFont(Look.large());
        name.setName("selected");
        since.setFont(Look.plain());
        JPanel heading = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 2));
        heading.add(name);
        heading.add(badge);
        heading.add(since);
        for (ReadOnlyText text : new ReadOnlyText[] {why, facts}) {
            text.setLineWrap(true);
            text.setWrapStyleWord(true);
            text.setOpaque(false);
            text.setBorder(BorderFactory.createEmptyBorder(0, 8, 2, 8));
        }
        JPanel head = new JPanel(new BorderLayout());
        head.add(heading, BorderLayout.NORTH);
        head.add(why, BorderLayout.CENTER);
        head.add(facts, BorderLayout.SOUTH);

        JSplitPane left = new JSplitPane(
                JSplitPane.VERTICAL_SPLIT,
                framed(title("The last minutes"), chart),
                framed(title("Transitions"), new JScrollPane(transitions)));
        left.setResizeWeight(0.62);
        JSplitPane right = new JSplitPane(
                JSplitPane.VERTICAL_SPLIT,
                framed(title("Definition in force"), new JScrollPane(definition)),
                framed(methodsTitle, new JScrollPane(methods)));
        right.setResizeWeight(0.7);
        JSplitPane both = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, left, right);
        both.setResizeWeight(0.6);
        right.setPreferredSize(new Dimension(430, 260));
        for (JSplitPane pane : new JSplitPane[] {left, right, both}) {
            pane.setBorder(null);
            pane.setContinuousLayout(true);
        }
        JPanel whole = new JPanel(new BorderLayout());
        whole.add(head, BorderLayout.NORTH);
        whole.add(both, BorderLayout.CENTER);
        return whole;
    }

    private static JLabel title(String text) {
        JLabel title = new JLabel(text);
        title.setFont(Look.bold());
        title.setBorder(BorderFactory.createEmptyBorder(2, 6, 2, 6));
        return title;
    }

    private static JComponent framed(JLabel title, JComponent content) {
        JPanel framed = new JPanel(new BorderLayout());
        framed.add(title, BorderLayout.NORTH);
        if (!(content instanceof JScrollPane)) {
            JPanel border = new JPanel(new GridLayout(1, 1));
            border.setBorder(BorderFactory.createLineBorder(Look.LINE));
            border.add(content);
            framed.add(border, BorderLayout.CENTER);
        } else {
            content.setBorder(BorderFactory.createLineBorder(Look.LINE));
            framed.add(content, BorderLayout.CENTER);
        }
        return framed;
    }

    JComponent component() {
        return panel;
    }

    void showNothing() {
        cards.show(panel, "nothing");
    }

    /**
     * @param all null while it is not known
     */
    void show(Breaker breaker, BreakerStatus all, List<TransitionStatus> its, JvmClock clock) {
        name.setText(breaker.title());
        badge.show(breaker.look());
        showTimes(breaker, clock);
        why.show(breaker.why() == null ? "No failure so far" : breaker.why());
        facts.show(facts(breaker, all == null ? breaker.status() : all));
        chart.show(breaker, its, clock);
        transitions.show(its);
        definition.show(all == null || all.definition() == null ? "" : all.definition());
        List<String> guarded = all == null ? List.of() : all.guardedMethods();
        methodsTitle.setText(all == null ? "Guarded methods" : "Guarded methods (" + guarded.size() + ")");
        methods.show(
                all != null && guarded.isEmpty()
                        ? "none so far: no class that the rules mean has been loaded"
                        : String.join("\n", guarded));
        cards.show(panel, "breaker");
    }

    /** What changes each second. */
    void showTimes(Breaker breaker, JvmClock clock) {
        long at = breaker.row().stateSince().getTime();
        Long toGo = breaker.millisToHalfOpen(clock);
        String text = "since " + Texts.moment(breaker.row().stateSince()) + ", for " + Texts.span(clock.now() - at);
        since.setText(
                toGo == null
                        ? text
                        : toGo <= 0
                                ? text + "; the next call is let through as a trial"
                                : text + "; tries again in " + Texts.countdown(toGo));
    }

    private static String facts(Breaker breaker, BreakerStatus known) {
        if (known == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        if (known.description() != null) {
            text.append(known.description()).append('\n');
        }
        if (known.lastFailure() != null) {
            text.append("Last failure ")
                    .append(Texts.moment(known.lastFailureAt()))
                    .append(": ")
                    .append(known.lastFailure())
                    .append('\n');
        }
        text.append("Since start: ")
                .append(Texts.plural(breaker.row().calls(), "call"))
                .append(", ")
                .append(Texts.count(known.successfulCalls()))
                .append(" successful, ")
                .append(Texts.count(breaker.row().failedCalls()))
                .append(" failed, ")
                .append(Texts.count(known.ignoredCalls()))
                .append(" ignored");
        if (known.slowCalls() > 0) {
            text.append(", ").append(Texts.count(known.slowCalls())).append(" slow");
        }
        text.append("; ").append(Texts.count(breaker.row().rejectedCalls())).append(" rejected; opened ");
        text.append(known.timesOpened() == 1 ? "once" : Texts.plural(known.timesOpened(), "time"));
        if (known.keys() >= 0) {
            text.append("; ").append(Texts.plural(known.keys(), "key")).append(" in use, ");
            text.append(Texts.count(known.evictedKeys())).append(" gone to make room, ");
            text.append(Texts.plural(known.sharedCalls(), "call")).append(" shared this breaker for lack of it");
        }
        if (known.oldestCallInFlightMillis() > 0) {
            text.append("; oldest call under way: ").append(Texts.span(known.oldestCallInFlightMillis()));
        }
        return text.toString();
    }
}
