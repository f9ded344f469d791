package dev.tripcoil.jconsole;

import static dev.tripcoil.jconsole.Given.NOW;
import static dev.tripcoil.jconsole.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.JLabel;
import javax.swing.plaf.basic.BasicHTML;
import org.junit.jupiter.api.Test;

/** Needs no display: it is never shown. */
class BreakerTableTest {

    private final BreakerTableModel model = new BreakerTableModel();
    private final BreakerTable shown = new BreakerTable(model, () -> new JvmClock(NOW, 0));

    @Test
    void a_key_is_shown_as_the_text_that_it_is() {
        model.show(Given.snapshot(NOW, Given.keyed("hosts", "<html><b>b"), Given.keyed("hosts", "a\n")));
        shown.showKeys();
        assertThat(key(1)).isEqualTo("a\\n");
        assertThat(key(0)).isEqualTo("<html><b>b");
    }

    private String key(int row) {
        JLabel cell = (JLabel)
                shown.prepareRenderer(shown.getCellRenderer(row, Column.KEY.ordinal()), row, Column.KEY.ordinal());
        assertThat(cell.getClientProperty(BasicHTML.propertyKey))
                .as("rendered as HTML")
                .isNull();
        return cell.getText();
    }

    @Test
    void keys_have_a_column_while_there_are_any() {
        model.show(Given.snapshot(NOW, row("a", "CLOSED"), Given.keyed("hosts", "x")));
        shown.showKeys();
        assertThat(shown.getColumnCount()).isEqualTo(Column.values().length);
        model.show(Given.snapshot(NOW, row("a", "CLOSED")));
        shown.showKeys();
        assertThat(shown.getColumnCount()).isEqualTo(Column.values().length - 1);
    }
}
