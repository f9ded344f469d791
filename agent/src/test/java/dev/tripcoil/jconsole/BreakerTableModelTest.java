package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.NOW;
import static dev.tripcoil.jconsole.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JTable;
import org.junit.jupiter.api.Test;

class BreakerTableModelTest {

    private final BreakerTableModel model = new BreakerTableModel();

    /** Needs no display: it is never shown. */
    private final JTable table = new JTable(model);

    BreakerTableModelTest() {
        table.setRowSorter(new Order(model));
    }

    private List<String> selected() {
        List<String> names = new ArrayList<>();
        for (int row : table.getSelectedRows()) {
            names.add(model.at(table.convertRowIndexToModel(row)).row().name());
        }
        return names;
    }

    @Test
    void the_selection_stays_with_its_breakers_whatever_becomes_of_others() {
        model.show(Given.snapshot(NOW, row("a", "CLOSED"), row("b", "CLOSED"), row("c", "CLOSED"), row("d", "CLOSED")));
        table.setRowSelectionInterval(1, 2);
        assertThat(selected()).containsExactly("b", "c");

        model.show(Given.snapshot(NOW, row("a", "CLOSED"), row("b", "CLOSED"), row("c", "OPEN"), row("d", "OPEN")));
        assertThat(selected()).containsExactly("c", "b");

        model.show(Given.snapshot(NOW, row("0", "CLOSED"), row("b", "CLOSED"), row("c", "CLOSED"), row("e", "CLOSED")));
        assertThat(selected()).containsExactly("b", "c");

        model.show(Given.snapshot(NOW, row("c", "CLOSED")));
        assertThat(selected()).containsExactly("c");
        assertThat(table.getRowCount()).isEqualTo(1);

        model.show(Given.snapshot(NOW));
        assertThat(table.getRowCount()).isZero();
        assertThat(selected()).isEmpty();
    }

    @Test
    void a_breaker_that_stays_keeps_its_history() {
        model.show(Given.snapshot(NOW, row("a", "CLOSED", 10, 0, 0), row("b", "CLOSED")));
        model.show(Given.snapshot(NOW + 2_000, row("b", "CLOSED"), row("a", "CLOSED", 30, 0, 0)));
        assertThat(table.getValueAt(0, Column.CALLS.ordinal())).isEqualTo(10.0);
    }
}
