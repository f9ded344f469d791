package dev.tripcoil.jconsole;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.swing.table.AbstractTableModel;

/**
 * The breakers of the JVM. A refresh changes rows in place, appends new ones and takes out those that are gone, so that the
 * selection stays with the breaker.
 */
@SuppressWarnings("serial")
final class BreakerTableModel extends AbstractTableModel {

    private final List<Breaker> breakers = new ArrayList<>();
    private boolean hasKeys;

    void show(Snapshot snapshot) {
        Map<ObjectName, Snapshot.Line> seen = new HashMap<>();
        for (Snapshot.Line line : snapshot.lines()) {
            seen.put(line.row().bean(), line);
        }
        if (seen.isEmpty() && !breakers.isEmpty()) {
            breakers.clear(); // row by row a thousand would take their time
            fireTableDataChanged();
        }
        hasKeys = snapshot.lines().stream().anyMatch(line -> line.row().key() != null);
        for (int i = breakers.size() - 1; i >= 0; i--) {
            Snapshot.Line line = seen.remove(breakers.get(i).bean);
            if (line == null) {
                breakers.remove(i);
                fireTableRowsDeleted(i, i);
            } else {
                breakers.get(i).see(line, snapshot.clock());
            }
        }
        if (!breakers.isEmpty()) {
            fireTableRowsUpdated(0, breakers.size() - 1);
        }
        int first = breakers.size();
        for (Snapshot.Line line : snapshot.lines()) {
            if (seen.containsKey(line.row().bean())) {
                Breaker added = new Breaker(line.row().bean());
                added.see(line, snapshot.clock());
                breakers.add(added);
            }
        }
        if (breakers.size() > first) {
            fireTableRowsInserted(first, breakers.size() - 1);
        }
    }

    void interrupt() {
        for (Breaker breaker : breakers) {
            breaker.history.interrupt();
        }
        if (!breakers.isEmpty()) {
            fireTableRowsUpdated(0, breakers.size() - 1);
        }
    }

    boolean hasKeys() {
        return hasKeys;
    }

    List<Breaker> breakers() {
        return breakers;
    }

    Breaker at(int row) {
        return breakers.get(row);
    }

    @Override
    public int getRowCount() {
        return breakers.size();
    }

    @Override
    public int getColumnCount() {
        return Column.values().length;
    }

    @Override
    public String getColumnName(int column) {
        return Column.values()[column].title;
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return Column.values()[column].type;
    }

    @Override
    public Object getValueAt(int row, int column) {
        return Column.values()[column].of(breakers.get(row));
    }
}
