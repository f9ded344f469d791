package dev.tripcoil.jconsole;

import dev.tripcoil.client.TransitionStatus;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

/** The transitions of one breaker, the latest first. */
@SuppressWarnings("serial")
final class TransitionTable extends JTable {

    private static final String[] TITLES = {"When", "Transition", "Why"};
    private static final String[] LONGEST = {"2026-11-21 16:12:52", "METRICS_ONLY \u2192 FORCED_OPEN", "Why"};

    private static final class Model extends AbstractTableModel {
        private List<TransitionStatus> transitions = List.of();

        @Override
        public int getRowCount() {
            return transitions.size();
        }

        @Override
        public int getColumnCount() {
            return TITLES.length;
        }

        @Override
        public String getColumnName(int column) {
            return TITLES[column];
        }

        @Override
        public Object getValueAt(int row, int column) {
            TransitionStatus each = transitions.get(transitions.size() - 1 - row);
            return switch (column) {
                case 0 -> Texts.moment(each.at());
                case 1 -> each.from().equals(each.to()) ? "would have opened" : each.from() + " \u2192 " + each.to();
                default -> each.why();
            };
        }
    }

    private final Model model;

    TransitionTable() {
        this(new Model());
    }

    private TransitionTable(Model model) {
        super(model);
        this.model = model;
        setName("transitions");
        setFont(Look.plain());
        setRowHeight(getFontMetrics(getFont()).getHeight() + 4);
        setShowGrid(false);
        setIntercellSpacing(new Dimension(0, 0));
        setFillsViewportHeight(true);
        setAutoResizeMode(AUTO_RESIZE_LAST_COLUMN);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        getTableHeader().setReorderingAllowed(false);
        getTableHeader().setFont(Look.bold());
        ((DefaultTableCellRenderer) getTableHeader().getDefaultRenderer()).setHorizontalAlignment(SwingConstants.LEFT);
        DefaultTableCellRenderer cell = new DefaultTableCellRenderer() {
            @Override
            public Component getTableCellRendererComponent(
                    JTable table, Object value, boolean selected, boolean focused, int row, int column) {
                super.getTableCellRendererComponent(table, value, selected, focused, row, column);
                setToolTipText(column == 2 ? (String) value : null);
                setBorder(BorderFactory.createEmptyBorder(0, 6, 0, 6));
                return this;
            }
        };
        setDefaultRenderer(Object.class, cell);
        for (int i = 0; i < LONGEST.length - 1; i++) {
            int width = getFontMetrics(getFont()).stringWidth(LONGEST[i]) + 16;
            getColumnModel().getColumn(i).setMinWidth(width);
            getColumnModel().getColumn(i).setPreferredWidth(width);
            getColumnModel().getColumn(i).setWidth(width);
        }
        getColumnModel().getColumn(LONGEST.length - 1).setPreferredWidth(600); // all that is left
        setBackground(Color.WHITE);
        setPreferredScrollableViewportSize(new Dimension(480, 5 * getRowHeight()));
    }

    void show(List<TransitionStatus> transitions) {
        if (!model.transitions.equals(transitions)) {
            model.transitions = List.copyOf(transitions);
            model.fireTableDataChanged();
        }
    }
}
