package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Collects what is wrong with one file, and what is odd. In the end each is a line with its position, in the
 * file's order; one that an alias or {@code defaults} makes show up again is there once.
 */
final class Problems {
    private static final int LONGEST_QUOTE = 60;

    private final String source;
    private final List<Entry> problems = new ArrayList<>();
    private final List<Entry> warnings = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    void add(Node where, String message) {
        add(where.getStartMark(), message);
    }

    void add(Mark where, String message) {
        add(where.getLine() + 1, where.getColumn() + 1, message);
    }

    /** Adds a problem at a line and column, both counted from 1. */
    void add(int line, int column, String message) {
        problems.add(new Entry(line, column, message));
    }

    void warn(Node where, String message) {
        Mark mark = where.getStartMark();
        warnings.add(new Entry(mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /** How many problems there are so far, those counted twice that show up twice. */
    int count() {
        return problems.size();
    }

    RulesException exception() {
        return new RulesException(lines(problems));
    }

    List<String> warnings() {
        return lines(warnings);
    }

    private List<String> lines(List<Entry> entries) {
        Collections.sort(entries);
        Set<String> lines = new LinkedHashSet<>();
        for (Entry entry : entries) {
            lines.add(source + ":" + entry.line + ":" + entry.column + ": " + entry.message);
        }
        return List.copyOf(lines);
    }

    /** The text in quotes, on one line and not too long, whatever it contains. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST_QUOTE) {
                return quoted.append("…'").toString();
            }
            char c = text.charAt(i);
            quoted.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return quoted.append('\'').toString();
    }

    private record Entry(int line, int column, String message) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
        }
    }
}
