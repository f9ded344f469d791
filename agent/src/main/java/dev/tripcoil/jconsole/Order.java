package dev.tripcoil.jconsole;

import java.util.ArrayList;
import java.util.List;
import javax.swing.SortOrder;
import javax.swing.table.TableRowSorter;

/**
 * The order of the table: trouble first, until a header is clicked. Numbers begin with the greatest. Rows that are equal are in
 * the order of their names, so that they don't jump about.
 */
final class Order extends TableRowSorter<BreakerTableModel> {

    Order(BreakerTableModel model) {
        super(model);
        setSortsOnUpdates(true);
        setMaxSortKeys(4);
        for (Column column : Column.values()) {
            setComparator(column.ordinal(), column.order());
        }
        by(Column.STATE, SortOrder.ASCENDING);
    }

    private void by(Column column, SortOrder order) {
        List<SortKey> keys = new ArrayList<>();
        keys.add(new SortKey(column.ordinal(), order));
        for (Column then : new Column[] {Column.STATE, Column.NAME, Column.KEY}) {
            if (then != column) {
                keys.add(new SortKey(then.ordinal(), SortOrder.ASCENDING));
            }
        }
        setSortKeys(keys);
    }

    @Override
    public void toggleSortOrder(int column) {
        Column clicked = Column.values()[column];
        SortKey first = getSortKeys().get(0);
        SortOrder begin =
                clicked.isNumber() && clicked != Column.HALF_OPEN_IN ? SortOrder.DESCENDING : SortOrder.ASCENDING;
        SortOrder other = begin == SortOrder.ASCENDING ? SortOrder.DESCENDING : SortOrder.ASCENDING;
        by(clicked, first.getColumn() == column && first.getSortOrder() == begin ? other : begin);
    }
}
