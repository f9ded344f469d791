package dev.tripcoil.rules;

import dev.tripcoil.breaker.Expression;
import dev.tripcoil.breaker.Expression.Break;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads expressions, and finds where each of their characters stands in the file, whatever YAML makes of quotes, escapes
 * and lines: so that a fault in the midst of one can be shown where it is. Nothing is compiled here: what the names in
 * it mean is known where a method is guarded.
 */
final class Expressions {
    private final String[] lines;
    private final Problems problems;

    /**
     * @param source the file's text
     */
    Expressions(String source, Problems problems) {
        // At what SnakeYAML counts as the end of a line; a byte order mark is no column to it.
        this.lines =
                (source.startsWith("\uFEFF") ? source.substring(1) : source).split("\r\n|[\r\n\u0085\u2028\u2029]", -1);
        this.problems = problems;
    }

    /** What is under the key; null if left out or wrong. */
    Expression read(Fields fields, String key) {
        String value = fields.text(key);
        if (value == null) {
            return null;
        }
        ScalarNode node = (ScalarNode) fields.get(key).value();
        String text = value.strip();
        if (text.isEmpty()) {
            problems.add(node, "'" + key + "' is empty; write a Java expression, or remove the key");
            return null;
        }
        List<Break> breaks = new Alignment(node, text).breaks;
        if (breaks.isEmpty()) {
            int line = node.getStartMark().getLine() + 1;
            return new Expression(
                    text, problems.source(), line, node.getStartMark().getColumn() + 1);
        }
        Break first = breaks.get(0);
        return new Expression(text, problems.source(), first.line(), first.column(), breaks.subList(1, breaks.size()));
    }

    /** Walks along a scalar as it stands in the file and along its text, which differ in white space and escapes only. */
    private final class Alignment {
        private final List<Break> breaks = new ArrayList<>();
        private final String text;
        private final ScalarStyle style;
        private int line;
        private int at; // in the line, in chars
        private int done; // of the text

        Alignment(ScalarNode node, String text) {
            this.text = text;
            this.style = node.getScalarStyle();
            line = node.getStartMark().getLine();
            at = lines[line].offsetByCodePoints(0, node.getStartMark().getColumn());
            passAnchor();
            if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
                line++; // below | or >
                at = 0;
            } else if (!node.isPlain()) {
                at++;
            }
            while (done < text.length() && line < lines.length && alongLine()) {
                line++;
                at = 0;
            }
        }

        // Where a scalar has one, it begins with that.
        private void passAnchor() {
            if (!lines[line].startsWith("&", at)) {
                return;
            }
            while (at < lines[line].length() && !isBlank(lines[line].charAt(at))) {
                at++;
            }
            while (line < lines.length - 1 && lines[line].substring(at).isBlank()) {
                line++;
                at = 0;
            }
            while (at < lines[line].length() && isBlank(lines[line].charAt(at))) {
                at++;
            }
        }

        /** Whether the text may go on in the next line. */
        private boolean alongLine() {
            String source = lines[line];
            int end = source.stripTrailing().length();
            while (at < end && isBlank(source.charAt(at))) {
                at++;
            }
            while (at < end && done < text.length() && isBlank(text.charAt(done))) {
                done++;
            }
            if (at < end) {
                turn();
            }
            while (at < end && done < text.length()) {
                int escape = escape(source);
                if (escape == 0 && source.codePointAt(at) != text.codePointAt(done)) {
                    return false;
                }
                if (escape > 0 && at + escape > end) {
                    return true; // an escaped end of the line
                }
                at += escape == 0 ? Character.charCount(source.codePointAt(at)) : escape;
                done += Character.charCount(text.codePointAt(done));
                if (escape > 0) {
                    turn();
                }
            }
            return true;
        }

        private void turn() {
            int column = lines[line].codePointCount(0, at) + 1;
            breaks.add(new Break(done, line + 1, column));
        }

        /** How many characters the escape here has; 0 if there is none. */
        private int escape(String source) {
            char c = source.charAt(at);
            if (style == ScalarStyle.SINGLE_QUOTED) {
                return c == '\'' ? 2 : 0;
            }
            if (style != ScalarStyle.DOUBLE_QUOTED || c != '\\') {
                return 0;
            }
            char kind = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
            return kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
        }

        private boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\n';
        }
    }
}
