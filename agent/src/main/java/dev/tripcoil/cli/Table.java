package dev.tripcoil.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of text, made to fit a width: first columns that can be done without go, those without any value before the others,
 * then long texts are cut.
 */
final class Table {

    private static final String GAP = "  ";
    private static final String NOTHING = "-";
    private static final int LEAST = 12;

    private final Terminal terminal;
    private final List<Column> columns = new ArrayList<>();
    private final List<Cell[]> rows = new ArrayList<>();

    private record Column(String heading, boolean right, int dispensable, boolean elastic) {}

    /** A text and how it looks; null is nothing. */
    record Cell(String text, Style style) {
        static Cell of(Object value) {
            return new Cell(value == null ? null : value.toString(), Style.PLAIN);
        }
    }

    Table(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A column for words. */
    Table left(String heading) {
        columns.add(new Column(heading, false, 0, false));
        return this;
    }

    /** A column for numbers. */
    Table right(String heading) {
        columns.add(new Column(heading, true, 0, false));
        return this;
    }

    /** A column whose texts may be cut. */
    Table elastic(String heading) {
        columns.add(new Column(heading, false, 0, true));
        return this;
    }

    /** The last column may be left out; the one with the highest number first. */
    Table dispensable(int order) {
        Column last = columns.remove(columns.size() - 1);
        columns.add(new Column(last.heading, last.right, order, last.elastic));
        return this;
    }

    /** A cell for each column. */
    void row(Object... cells) {
        Cell[] row = new Cell[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = cells[i] instanceof Cell ? (Cell) cells[i] : Cell.of(cells[i]);
        }
        rows.add(row);
    }

    /** The heading, and a line for each row. */
    List<String> lines(int width) {
        int[] widths = natural();
        boolean[] shown = new boolean[widths.length];
        Arrays.fill(shown, true);
        for (int next = mostDispensable(shown, true); next >= 0 && total(widths, shown) > width; ) {
            shown[next] = false;
            next = mostDispensable(shown, true);
        }
        for (int next = mostDispensable(shown, false); next >= 0 && least(widths, shown) > width; ) {
            shown[next] = false;
            next = mostDispensable(shown, false);
        }
        for (int i = widths.length - 1; i >= 0; i--) {
            int excess = total(widths, shown) - width;
            if (shown[i] && columns.get(i).elastic && excess > 0) {
                widths[i] = Math.max(widths[i] - excess, Math.min(widths[i], LEAST));
            }
        }
        List<String> lines = new ArrayList<>();
        Cell[] headings = new Cell[widths.length];
        for (int i = 0; i < headings.length; i++) {
            headings[i] = new Cell(columns.get(i).heading, Style.BOLD);
        }
        lines.add(line(headings, widths, shown, width));
        for (Cell[] row : rows) {
            lines.add(line(row, widths, shown, width));
        }
        return lines;
    }

    private int[] natural() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).heading.length();
            for (Cell[] row : rows) {
                widths[i] = Math.max(widths[i], text(row[i]).length());
            }
        }
        return widths;
    }

    /** -1 if there is none. */
    private int mostDispensable(boolean[] shown, boolean empty) {
        int most = -1;
        for (int i = 0; i < shown.length; i++) {
            int order = columns.get(i).dispensable;
            if (shown[i] && order > (most < 0 ? 0 : columns.get(most).dispensable) && (!empty || isEmpty(i))) {
                most = i;
            }
        }
        return most;
    }

    private boolean isEmpty(int column) {
        for (Cell[] row : rows) {
            if (row[column].text() != null) {
                return false;
            }
        }
        return true;
    }

    private int least(int[] widths, boolean[] shown) {
        int[] least = widths.clone();
        for (int i = 0; i < least.length; i++) {
            if (columns.get(i).elastic) {
                least[i] = Math.min(least[i], LEAST);
            }
        }
        return total(least, shown);
    }

    private static int total(int[] widths, boolean[] shown) {
        int total = -GAP.length();
        for (int i = 0; i < widths.length; i++) {
            total += shown[i] ? widths[i] + GAP.length() : 0;
        }
        return total;
    }

    private String line(Cell[] row, int[] widths, boolean[] shown, int room) {
        StringBuilder line = new StringBuilder();
        String pending = "";
        int used = 0;
        for (int i = 0; i < row.length; i++) {
            if (shown[i] && used < room) {
                int width = Math.min(widths[i], room - used);
                String text = cut(text(row[i]), width);
                String padding = " ".repeat(width - text.length());
                line.append(pending);
                line.append(columns.get(i).right ? padding : "");
                line.append(terminal.paint(row[i].style(), text));
                // Not at once: a line has no blanks at its end.
                pending = (columns.get(i).right ? "" : padding) + GAP;
                used += widths[i] + GAP.length();
            }
        }
        return line.toString();
    }

    private String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + terminal.ellipsis();
    }

    private static String text(Cell cell) {
        return cell.text() == null ? NOTHING : cell.text();
    }
}
