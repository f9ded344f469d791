package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.NOW;
import static dev.tripcoil.jconsole.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final BreakerTableModel model = new BreakerTableModel();
    private final Order order = new Order(model);

    OrderTest() {
        model.addTableModelListener(change -> order.allRowsChanged());
    }

    private List<String> shown() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < order.getViewRowCount(); i++) {
            names.add(model.at(order.convertRowIndexToModel(i)).row().name());
        }
        return names;
    }

    @Test
    void trouble_comes_first_and_equals_by_name() {
        model.show(Given.snapshot(
                NOW,
                row("b", "CLOSED"),
                row("off", "DISABLED"),
                row("trying", "HALF_OPEN"),
                row("z", "OPEN"),
                row("a", "CLOSED"),
                row("watching", "METRICS_ONLY"),
                row("Y", "OPEN"),
                row("forced", "FORCED_OPEN")));
        assertThat(shown()).containsExactly("Y", "z", "forced", "trying", "watching", "off", "a", "b");
    }

    @Test
    void numbers_begin_with_the_greatest_and_turn_round_at_the_second_click() {
        model.show(Given.snapshot(NOW, row("none", "CLOSED"), row("some", "CLOSED"), row("many", "CLOSED")));
        model.show(Given.snapshot(
                NOW + 1_000, row("none", "CLOSED"), row("some", "CLOSED", 7, 0, 0), row("many", "CLOSED", 70, 0, 0)));
        order.toggleSortOrder(Column.CALLS.ordinal());
        assertThat(shown()).containsExactly("many", "some", "none");
        order.toggleSortOrder(Column.CALLS.ordinal());
        assertThat(shown()).containsExactly("none", "some", "many");
        order.toggleSortOrder(Column.STATE.ordinal());
        assertThat(shown()).containsExactly("many", "none", "some");
    }

    @Test
    void what_tries_again_soonest_comes_first_and_what_is_not_open_last() {
        model.show(Given.snapshot(NOW, row("a", "CLOSED"), row("b", "OPEN")));
        order.toggleSortOrder(Column.HALF_OPEN_IN.ordinal());
        assertThat(shown()).containsExactly("b", "a");
    }
}
