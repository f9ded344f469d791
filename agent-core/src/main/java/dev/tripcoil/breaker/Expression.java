package dev.tripcoil.breaker;

import java.util.List;
import java.util.Objects;

/**
 * A Java expression of the rules, and where it stands. Immutable; two are equal that say the same, wherever they stand,
 * so that one that has only moved in its file changes nothing.
 *
 * @param text the expression, with no white space around it
 * @param file the file as it was given
 * @param line where the text begins, from 1
 * @param column where the text begins, from 1
 * @param breaks where in the file the text goes on otherwise than one column further with each character: on another line,
 *     or after an escape; in order
 */
public record Expression(String text, String file, int line, int column, List<Break> breaks) {

    public Expression {
        Objects.requireNonNull(text);
        Objects.requireNonNull(file);
        breaks = List.copyOf(breaks);
    }

    /** One that stands in the file as it is, on one line. */
    public Expression(String text, String file, int line, int column) {
        this(text, file, line, column, List.of());
    }

    /**
     * From here on the text stands elsewhere.
     *
     * @param index of the first character there
     * @param line where it is in the file, from 1
     * @param column where it is in the file, from 1
     */
    public record Break(int index, int line, int column) {}

    /** Where in the file it begins, as {@code rules.yaml:12:7}. */
    public String position() {
        return file + ":" + line + ":" + column;
    }

    /**
     * Where in the file a place of the text is, as {@code rules.yaml:12:7}.
     *
     * @param textLine its line within the text, from 1
     * @param textColumn its column within that line, from 1
     */
    public String position(int textLine, int textColumn) {
        int index = 0;
        for (int i = 1; i < textLine && text.indexOf('\n', index) >= 0; i++) {
            index = text.indexOf('\n', index) + 1;
        }
        index = Math.min(index + Math.max(0, textColumn - 1), text.length());
        Break from = new Break(0, line, column);
        for (int i = 0; i < breaks.size() && breaks.get(i).index <= index; i++) {
            from = breaks.get(i);
        }
        return file + ":" + from.line + ":" + (from.column + text.codePointCount(from.index, index));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
