package dev.tripcoil.jconsole;

import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.TransitionStatus;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.FlowLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.management.ObjectName;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JInternalFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/** The whole tab. For the event thread, but for what a {@link Watcher} is told. */
final class Tab implements Watcher {

    /** No answer for so long, and the tab says so. */
    private static final long PATIENCE_MILLIS = 3_000;

    /** Where JConsole itself hangs in the connection, it asks for no refresh any more. */
    private static final long OLD_MILLIS = 5_000;

    private final BreakerTableModel model = new BreakerTableModel();
    private final BreakerTable table = new BreakerTable(model, () -> this.clock);
    private final Details details = new Details();
    private final Banner banner = new Banner();
    private final NoAgent noAgent = new NoAgent();
    private final Transitions transitions = new Transitions();
    private final List<JButton> commands = new ArrayList<>();
    private final JButton reload = new JButton("Reload rules");
    private final JLabel headline = new JLabel();
    private final JLabel others = new JLabel();
    private final JLabel about = new JLabel(" ", SwingConstants.TRAILING);
    private final JLabel message = new JLabel(" ");
    private final JLabel freshness = new JLabel(" ", SwingConstants.TRAILING);
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final JPanel panel = new JPanel(new BorderLayout());
    private final Timer eachSecond = new Timer(1000, tick -> eachSecond());

    private Poller poller;
    private JvmClock clock = new JvmClock(System.currentTimeMillis(), System.nanoTime());
    private Snapshot shown;
    private BreakerStatus focused;
    private boolean waiting;
    private String refusal;
    private ObjectName dueAsked;
    private long lastDue;

    Tab() {
        panel.add(banner.component(), BorderLayout.NORTH);
        body.add(noAgent.component(), "none");
        body.add(guarded(), "guarded");
        panel.add(body, BorderLayout.CENTER);
        panel.setName("tripcoil");
        table.getSelectionModel().addListSelectionListener(change -> {
            if (!change.getValueIsAdjusting()) {
                selected();
            }
        });
        enable();
        eachSecond.start();
    }

    private JPanel guarded() {
        headline.setName("headline");
        headline.setFont(Look.large());
        headline.setForeground(Look.ALARM);
        others.setName("others");
        others.setFont(Look.large());
        about.setFont(Look.plain());
        about.setForeground(Look.QUIET);
        JPanel top = new JPanel(new BorderLayout(16, 0));
        top.setBorder(BorderFactory.createEmptyBorder(6, 8, 2, 8));
        JPanel states = new JPanel();
        states.setLayout(new BoxLayout(states, BoxLayout.X_AXIS));
        states.add(headline);
        states.add(others);
        top.add(states, BorderLayout.CENTER);
        top.add(about, BorderLayout.EAST);

        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 4));
        for (Command command : Command.values()) {
            JButton button = new JButton(command.title);
            button.setMnemonic(command.mnemonic);
            button.setToolTipText(command.effect);
            button.addActionListener(click -> confirm(command));
            commands.add(button);
            buttons.add(button);
        }
        buttons.add(new JLabel("   "));
        reload.setMnemonic('l');
        reload.setToolTipText("Has the agent look at its rules file now");
        reload.addActionListener(click -> reload());
        buttons.add(reload);

        JPanel foot = new JPanel(new BorderLayout(16, 0));
        foot.setBorder(BorderFactory.createEmptyBorder(3, 8, 3, 8));
        message.setName("message");
        message.setFont(Look.plain());
        freshness.setFont(Look.plain());
        freshness.setForeground(Look.QUIET);
        foot.add(message, BorderLayout.CENTER);
        foot.add(freshness, BorderLayout.EAST);

        JPanel head = new JPanel(new BorderLayout());
        head.add(top, BorderLayout.NORTH);
        head.add(buttons, BorderLayout.SOUTH);
        JScrollPane rows = new JScrollPane(table);
        rows.setBorder(BorderFactory.createLineBorder(Look.LINE));
        rows.getViewport().setBackground(Color.WHITE);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, rows, details.component());
        split.setBorder(null);
        split.setContinuousLayout(true);
        split.setResizeWeight(0.4);
        split.setDividerLocation(table.getRowHeight() * 8);
        JPanel guarded = new JPanel(new BorderLayout());
        guarded.add(head, BorderLayout.NORTH);
        guarded.add(split, BorderLayout.CENTER);
        guarded.add(foot, BorderLayout.SOUTH);
        return guarded;
    }

    JPanel panel() {
        return panel;
    }

    void connected(Poller made) {
        poller = made;
        waiting = false;
        refusal = null;
        clock = new JvmClock(clock.now(), System.nanoTime());
        banner.showConnection(null);
        transitions.forgetAll();
        message.setText(shown == null ? " " : "connected again");
        Breaker lead = table.lead();
        if (lead != null) {
            poller.focus(lead.bean);
        }
        enable();
    }

    void disconnected(boolean connecting) {
        poller = null;
        waiting = false;
        model.interrupt();
        banner.showConnection(connecting ? "Connecting \u2026" : "The connection is lost" + asOf());
        message.setText(" ");
        enable();
    }

    void dispose() {
        eachSecond.stop();
    }

    private String asOf() {
        return shown == null
                ? ""
                : ": what you see is as it was at " + Texts.clock(shown.clock().epochMillis());
    }

    @Override
    public void saw(Snapshot snapshot) {
        SwingUtilities.invokeLater(() -> {
            if (poller != null) {
                show(snapshot);
            }
        });
    }

    @Override
    public void failed(String reason) {
        SwingUtilities.invokeLater(() -> {
            if (poller != null) {
                refusal = reason;
                model.interrupt();
                showFreshness();
            }
        });
    }

    @Override
    public void heard(ObjectName breaker, TransitionStatus transition) {
        SwingUtilities.invokeLater(() -> {
            transitions.heard(breaker, transition);
            showDetails();
        });
    }

    private void show(Snapshot snapshot) {
        shown = snapshot;
        clock = snapshot.clock();
        refusal = null;
        if (snapshot.agent() == null) {
            banner.show(new Alarms(List.of(), null, ""));
            noAgent.show(snapshot.jvm());
            transitions.forgetAll();
            model.show(snapshot);
            cards.show(body, "none");
            showFreshness();
            enable();
            return;
        }
        cards.show(body, "guarded");
        banner.show(Alarms.of(snapshot.agent()));
        model.show(snapshot);
        table.showKeys();
        if (snapshot.focus() != null) {
            focused = snapshot.focus();
            transitions.read(focused.bean(), focused.recentTransitions());
        }
        table.selectGreatestTrouble();
        Headline says = Headline.of(model.breakers());
        headline.setText(says.trouble().isEmpty() ? "" : says.trouble() + "      ");
        others.setText(says.rest());
        others.setForeground(says.trouble().isEmpty() ? StateLook.CLOSED.foreground : Look.QUIET);
        about.setText("Tripcoil " + snapshot.agent().version() + ", rules of "
                + (snapshot.agent().rulesLoadedAt() == null
                        ? Texts.NONE
                        : Texts.moment(snapshot.agent().rulesLoadedAt())));
        about.setToolTipText(snapshot.agent().rulesFile());
        showDetails();
        showFreshness();
        enable();
    }

    private void selected() {
        Breaker lead = table.lead();
        if (poller != null && lead != null && (focused == null || !lead.bean.equals(focused.bean()))) {
            poller.focus(lead.bean);
        }
        showDetails();
        enable();
    }

    private void showDetails() {
        Breaker lead = table.lead();
        if (lead == null) {
            details.showNothing();
        } else {
            BreakerStatus all = focused != null && focused.bean().equals(lead.bean) ? focused : null;
            details.show(lead, all, transitions.of(lead.bean), clock);
        }
    }

    private void enable() {
        boolean can = poller != null && !waiting && shown != null && shown.agent() != null;
        for (JButton button : commands) {
            button.setEnabled(can && table.getSelectedRow() >= 0);
        }
        reload.setEnabled(can);
    }

    /** Countdowns and ages move on without a question to the JVM; where one is over, it is time for one. */
    private void eachSecond() {
        if (poller != null && clock.ageMillis(System.nanoTime()) >= OLD_MILLIS) {
            poller.refresh();
        }
        showFreshness();
        if (!panel.isShowing() || shown == null) {
            return;
        }
        table.repaint();
        Breaker lead = table.lead();
        if (lead != null) {
            details.showTimes(lead, clock);
        }
        for (Breaker breaker : model.breakers()) {
            Long toGo = breaker.millisToHalfOpen(clock);
            if (poller != null && toGo != null && toGo <= 0) {
                long due = breaker.row().halfOpenAt().getTime();
                if (!Objects.equals(dueAsked, breaker.bean) || lastDue != due) {
                    dueAsked = breaker.bean;
                    lastDue = due;
                    poller.refresh();
                }
                return;
            }
        }
    }

    private void showFreshness() {
        if (shown != null) {
            freshness.setText("as of " + Texts.clock(clock.epochMillis()));
        }
        if (poller == null) {
            return;
        }
        if (refusal != null) {
            banner.showConnection("The JVM could not be asked" + asOf() + " (" + refusal + ")");
        } else if (poller.waitingMillis() >= PATIENCE_MILLIS) {
            banner.showConnection("The JVM has not answered for " + Texts.span(poller.waitingMillis()) + asOf());
        } else {
            banner.showConnection(null);
        }
    }

    private void confirm(Command command) {
        List<Breaker> chosen = table.selected();
        List<String> names = new ArrayList<>();
        List<ObjectName> beans = new ArrayList<>();
        for (Breaker breaker : chosen) {
            names.add(breaker.title());
            beans.add(breaker.bean);
        }
        if (names.isEmpty()) {
            return;
        }
        ReadOnlyText question = new ReadOnlyText("question", Look.plain());
        question.setOpaque(false);
        question.setLineWrap(true);
        question.setWrapStyleWord(true);
        question.setText(command.question(names, jvm()));
        question.setSize(question.getFontMetrics(question.getFont()).charWidth('n') * 68, Short.MAX_VALUE);
        question.setPreferredSize(question.getPreferredSize()); // how high its lines are, wrapped
        Object[] answers = {command.title, "Cancel"};
        int answer = JOptionPane.showOptionDialog(
                panel,
                question,
                command.title,
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.WARNING_MESSAGE,
                null,
                answers,
                answers[1]);
        if (answer != 0) {
            return;
        }
        List<String> failures = new ArrayList<>();
        perform(
                command.title,
                jvm -> {
                    for (int i = 0; i < beans.size(); i++) {
                        try {
                            jvm.invoke(beans.get(i), command.operation);
                        } catch (IOException e) {
                            failures.add(names.get(i) + ": " + e.getMessage());
                        }
                    }
                },
                problem -> say(
                        problem == null ? command.report(names, failures) : command.title + ": " + problem,
                        problem != null || !failures.isEmpty()));
    }

    private void reload() {
        int[] errors = {0};
        perform(
                "Reload",
                jvm -> {
                    jvm.reload();
                    errors[0] = jvm.agentAtAGlance().rulesErrors().size();
                },
                problem -> {
                    if (problem != null) {
                        say("Reload: " + problem, true);
                    } else if (errors[0] > 0) {
                        say("Reload: the agent has found " + Texts.plural(errors[0], "problem"), true);
                    } else {
                        say("the agent has looked at its rules file, and found no problem", false);
                    }
                });
    }

    /** JConsole's name for the connection, and the JVM's for itself. */
    private String jvm() {
        JInternalFrame frame = (JInternalFrame) SwingUtilities.getAncestorOfClass(JInternalFrame.class, panel);
        String own = shown.jvm();
        return frame == null ? own : frame.getTitle() + " (" + own + ")";
    }

    private void perform(String what, Poller.Task task, Consumer<String> done) {
        if (poller == null) {
            say(what + ": the connection is lost", true);
            return;
        }
        Poller asked = poller;
        waiting = true;
        enable();
        say(what + ": waiting for the JVM \u2026", false);
        asked.perform(
                task,
                problem -> SwingUtilities.invokeLater(() -> {
                    if (asked == poller) {
                        waiting = false;
                        done.accept(problem);
                        enable();
                    }
                }));
    }

    private void say(String text, boolean alarming) {
        message.setText(Texts.clock(System.currentTimeMillis()) + "  " + text);
        message.setForeground(alarming ? Look.ALARM : Color.BLACK);
        message.setToolTipText(text);
    }
}
