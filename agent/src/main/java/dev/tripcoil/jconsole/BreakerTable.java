package dev.tripcoil.jconsole;

import dev.tripcoil.text.Labels;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.JTableHeader;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableColumn;

/** The table of breakers. */
@SuppressWarnings("serial")
final class BreakerTable extends JTable {

    private final BreakerTableModel model;
    private final Supplier<JvmClock> clock;
    private final StateBadge badge = new StateBadge();
    private final TableColumn keys;
    private boolean keysShown = true;
    private boolean chosen;

    /**
     * @param clock that of the JVM, for countdowns
     */
    BreakerTable(BreakerTableModel model, Supplier<JvmClock> clock) {
        super(model);
        this.model = model;
        this.clock = clock;
        setName("breakers");
        setFont(Look.plain());
        setRowHeight(getFontMetrics(getFont()).getHeight() + 8);
        setShowVerticalLines(false);
        setShowHorizontalLines(true);
        setGridColor(new Color(0xE6E6E6));
        setIntercellSpacing(new Dimension(0, 1));
        setFillsViewportHeight(true);
        setAutoResizeMode(AUTO_RESIZE_LAST_COLUMN);
        setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        setRowSorter(new Order(model));
        getTableHeader().setReorderingAllowed(false);
        getTableHeader().setFont(Look.bold());
        getTableHeader().setDefaultRenderer(new Header(getTableHeader().getDefaultRenderer()));
        Cell cell = new Cell();
        for (Column column : Column.values()) {
            TableColumn made = getColumnModel().getColumn(column.ordinal());
            // No narrower than its title, in whatever font, with room for the arrow that shows the order.
            int title = getFontMetrics(Look.bold()).stringWidth(column.title) + 16 + (column == Column.STATE ? 16 : 0);
            made.setMinWidth(title);
            made.setPreferredWidth(Math.max(column.width, title));
            made.setWidth(Math.max(column.width, title)); // later JDKs go by that, where only the last column gives way
            made.setCellRenderer(cell);
        }
        keys = getColumnModel().getColumn(Column.KEY.ordinal());
        showKeys();
    }

    /** Keys have a column while there are any. */
    void showKeys() {
        if (keysShown == model.hasKeys()) {
            return;
        }
        keysShown = model.hasKeys();
        if (keysShown) {
            addColumn(keys);
            moveColumn(getColumnCount() - 1, Column.KEY.ordinal());
        } else {
            removeColumn(keys);
        }
    }

    List<Breaker> selected() {
        List<Breaker> selected = new ArrayList<>();
        for (int row : getSelectedRows()) {
            selected.add(model.at(convertRowIndexToModel(row)));
        }
        return selected;
    }

    /** Of several that are selected, the one that was clicked last; null if none is. */
    Breaker lead() {
        int lead = getSelectionModel().getLeadSelectionIndex();
        if (lead >= 0 && lead < getRowCount() && isRowSelected(lead)) {
            return model.at(convertRowIndexToModel(lead));
        }
        int first = getSelectedRow();
        return first < 0 ? null : model.at(convertRowIndexToModel(first));
    }

    /** Until somebody chooses, and again when what was chosen is gone, the greatest trouble is what is selected. */
    void selectGreatestTrouble() {
        if (getSelectedRow() < 0) {
            chosen = false;
        }
        if (!chosen && getRowCount() > 0) {
            setRowSelectionInterval(0, 0);
        }
    }

    @Override
    protected void processMouseEvent(MouseEvent event) {
        chosen |= event.getID() == MouseEvent.MOUSE_PRESSED;
        super.processMouseEvent(event);
    }

    @Override
    protected void processKeyEvent(KeyEvent event) {
        chosen |= event.getID() == KeyEvent.KEY_PRESSED;
        super.processKeyEvent(event);
    }

    @Override
    protected JTableHeader createDefaultTableHeader() {
        return new JTableHeader(columnModel) {
            @Override
            public String getToolTipText(MouseEvent event) {
                int index = columnModel.getColumnIndexAtX(event.getX());
                return index < 0
                        ? null
                        : Column.values()[columnModel.getColumn(index).getModelIndex()].tip;
            }
        };
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int row = rowAtPoint(event.getPoint());
        int index = columnAtPoint(event.getPoint());
        if (row < 0 || index < 0) {
            return null;
        }
        Breaker breaker = model.at(convertRowIndexToModel(row));
        return switch (Column.values()[convertColumnIndexToModel(index)]) {
            case STATE ->
                breaker.row().state() + " since " + Texts.moment(breaker.row().stateSince()) + ": "
                        + breaker.look().meaning;
            case WHY -> breaker.why();
            case NAME -> breaker.status() == null ? null : breaker.status().description();
            case KEY -> breaker.row().key() == null ? null : breaker.title();
            default -> null;
        };
    }

    private String text(Column column, Object value, Breaker breaker) {
        return switch (column) {
            case FAILURES, IN_FLIGHT -> Texts.count((Long) value);
            case FAILURE_RATE, SLOW_RATE -> Texts.percent((Double) value);
            case REJECTED, CALLS -> Texts.perSecond((Double) value);
            case HALF_OPEN_IN -> halfOpenIn(breaker);
            case KEY -> value == null ? "" : Labels.visible((String) value);
            default -> value == null ? "" : value.toString();
        };
    }

    private String halfOpenIn(Breaker breaker) {
        if (breaker.look() == StateLook.HALF_OPEN) {
            return "trying";
        }
        Long millis = breaker.millisToHalfOpen(clock.get());
        return millis == null ? Texts.NONE : Texts.countdown(millis);
    }

    /** The header's look, with titles above their numbers. */
    private record Header(TableCellRenderer given) implements TableCellRenderer {
        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int index) {
            Component header = given.getTableCellRendererComponent(table, value, selected, focused, row, index);
            if (header instanceof JLabel) {
                boolean number = Column.values()[table.convertColumnIndexToModel(index)].isNumber();
                ((JLabel) header).setHorizontalAlignment(number ? SwingConstants.RIGHT : SwingConstants.LEFT);
                ((JLabel) header).setHorizontalTextPosition(SwingConstants.LEFT);
                ((JLabel) header)
                        .setBorder(BorderFactory.createCompoundBorder(
                                ((JLabel) header).getBorder(), BorderFactory.createEmptyBorder(2, 4, 2, 5)));
            }
            return header;
        }
    }

    private final class Cell extends DefaultTableCellRenderer {
        Cell() {
            putClientProperty("html.disable", Boolean.TRUE); // a key may be any text, and is shown as it is
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int index) {
            Breaker breaker = model.at(convertRowIndexToModel(row));
            Column column = Column.values()[convertColumnIndexToModel(index)];
            Color background = selected
                    ? getSelectionBackground()
                    : breaker.look().isTrouble() ? Look.TROUBLE_ROW : table.getBackground();
            if (column == Column.STATE) {
                badge.show(breaker.look());
                badge.setOpaque(true);
                badge.setBackground(background);
                return badge;
            }
            String text = text(column, value, breaker);
            super.getTableCellRendererComponent(table, text, selected, focused, row, index);
            boolean nothing = text.equals(Texts.NONE) || value instanceof Number && ((Number) value).doubleValue() == 0;
            setBackground(background);
            setForeground(
                    selected
                            ? getSelectionForeground()
                            : nothing || column == Column.WHY && !breaker.look().isTrouble()
                                    ? Look.QUIET
                                    : table.getForeground());
            setFont(column == Column.NAME || column == Column.HALF_OPEN_IN ? Look.bold() : Look.plain());
            setHorizontalAlignment(column.isNumber() ? SwingConstants.RIGHT : SwingConstants.LEFT);
            setBorder(BorderFactory.createEmptyBorder(0, 6, 0, 6));
            return this;
        }

        private Color getSelectionBackground() {
            return BreakerTable.this.getSelectionBackground();
        }

        private Color getSelectionForeground() {
            return BreakerTable.this.getSelectionForeground();
        }
    }
}
