package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.cli.Table.Cell;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void words_are_on_the_left_numbers_on_the_right_and_nothing_is_a_dash() {
        Table table = new Table(Terminal.none()).left("NAME").right("CALLS").left("WHY");
        table.row("stock", 7, null);
        table.row("a", 1234567, "slow");
        assertThat(table.lines(Integer.MAX_VALUE))
                .containsExactly(
                        "NAME     CALLS  WHY", //
                        "stock        7  -",
                        "a      1234567  slow");
    }

    @Test
    void columns_without_any_value_go_before_a_text_is_cut() {
        Table table = threeColumns();
        table.row("a-name-of-twenty-one-", null, "a reason");
        assertThat(table.lines(31)).containsExactly("NAME                   WHY", "a-name-of-twenty-one-  a reason");
    }

    @Test
    void the_most_dispensable_column_goes_first_and_only_where_cutting_is_not_enough() {
        Table table = threeColumns();
        table.row("a-name-of-twenty-one-", 50, "a reason");
        assertThat(table.lines(40).get(1)).isEqualTo("a-name-of-twenty-one-    50  a reason");
        assertThat(table.lines(30).get(1)).isEqualTo("a-name-of-twe\u2026    50  a reason");
        assertThat(table.lines(20).get(1)).isEqualTo("a-name-of-twe\u2026    50");
        assertThat(table.lines(13).get(1)).isEqualTo("a-name-of-tw\u2026");
    }

    private static Table threeColumns() {
        return new Table(Terminal.none())
                .elastic("NAME")
                .right("RATE")
                .dispensable(1)
                .left("WHY")
                .dispensable(2);
    }

    @Test
    void no_line_is_longer_than_the_terminal_is_wide() {
        Table table = new Table(Terminal.none()).left("STATE").left("OTHER");
        table.row("HALF_OPEN", "something else");
        assertThat(table.lines(15)).allMatch(line -> line.length() <= 15).contains("HALF_OPEN  som\u2026");
    }

    @Test
    void colours_take_no_room() {
        Table table = new Table(Given.COLOURS).left("STATE").left("X");
        table.row(new Cell("OPEN", Style.RED), "y");
        assertThat(table.lines(80)).contains("\033[1;31mOPEN\033[0m   y");
    }

    @Test
    void what_a_terminal_cannot_show_is_not_written() {
        Terminal ascii = new Terminal(true, false, StandardCharsets.US_ASCII);
        Table table = new Table(ascii).elastic("NAME");
        table.row("a-name-of-twenty-one-");
        assertThat(table.lines(14)).contains("a-name-of-twe~");
        assertThat(ascii.arrow()).isEqualTo("->");
    }
}
