package dev.tripcoil.jconsole;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

/** What must not be overlooked, on red, above all else; and below it what is worth a look. Nothing where all is well. */
final class Banner {

    private static final int MOST_LINES = 6;

    private final JPanel panel = new JPanel();
    private final ReadOnlyText alarms = new ReadOnlyText("alarms", Look.bold());
    private final JScrollPane red = new JScrollPane(alarms);
    private final JPanel yellow = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 2));
    private final JLabel cautions = new JLabel();
    private String connection;
    private Alarms shown = new Alarms(List.of(), null, "");

    Banner() {
        panel.setLayout(new BoxLayout(panel, BoxLayout.Y_AXIS));
        alarms.setBackground(Look.ALARM);
        alarms.setForeground(Color.WHITE);
        alarms.setSelectionColor(Color.WHITE);
        alarms.setSelectedTextColor(Look.ALARM);
        red.setBorder(BorderFactory.createLineBorder(Look.ALARM, 2));
        cautions.setName("cautions");
        cautions.setFont(Look.plain());
        cautions.setForeground(new Color(0x5D4300));
        yellow.setBackground(Look.CAUTION);
        yellow.add(cautions);
        JButton show = new JButton("Show");
        show.setToolTipText("All warnings, rules without a method, and methods that are not guarded");
        show.addActionListener(click -> showAll());
        yellow.add(show);
        panel.add(red);
        panel.add(yellow);
        refresh();
    }

    JComponent component() {
        return panel;
    }

    /** What is the matter with the connection; null for nothing. */
    void showConnection(String problem) {
        connection = problem;
        refresh();
    }

    void show(Alarms now) {
        shown = now;
        refresh();
    }

    private void refresh() {
        List<String> lines = new ArrayList<>();
        if (connection != null) {
            lines.add(connection);
        }
        lines.addAll(shown.alarms());
        String text = String.join("\n", lines);
        boolean differs = !alarms.getText().equals(text) || red.isVisible() == lines.isEmpty();
        alarms.show(text);
        red.setVisible(!lines.isEmpty());
        int line = alarms.getFontMetrics(alarms.getFont()).getHeight();
        int bar = alarms.getPreferredSize().width > panel.getWidth() && panel.getWidth() > 0 ? 18 : 0;
        int height = Math.min(lines.size(), MOST_LINES) * line + 14 + bar;
        red.setPreferredSize(new Dimension(100, height));
        red.setMaximumSize(new Dimension(Integer.MAX_VALUE, height));
        cautions.setText(shown.cautions());
        yellow.setVisible(shown.cautions() != null);
        yellow.setMaximumSize(new Dimension(Integer.MAX_VALUE, yellow.getPreferredSize().height));
        if (differs) {
            panel.revalidate();
        }
    }

    private void showAll() {
        ReadOnlyText text = new ReadOnlyText("all", Look.plain());
        text.show(shown.all());
        JScrollPane pane = new JScrollPane(text);
        pane.setPreferredSize(new Dimension(900, 420));
        JPanel content = new JPanel(new BorderLayout());
        content.add(pane);
        JOptionPane.showMessageDialog(panel, content, "What is worth a look", JOptionPane.PLAIN_MESSAGE);
    }
}
