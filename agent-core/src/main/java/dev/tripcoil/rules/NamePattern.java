package dev.tripcoil.rules;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for a name: {@code *} is any run of characters but the dot, {@code **} any run at all, {@code ?}
 * one character, and {@code /…/} a regular expression over the whole name. Immutable; equal if written alike.
 */
abstract sealed class NamePattern {
    private final String text;

    private NamePattern(String text) {
        this.text = text;
    }

    /**
     * Reads a pattern.
     *
     * @throws BadValue if it is empty, or a regular expression that does not compile
     */
    static NamePattern parse(String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("a pattern is empty; write a name, or ** for any");
        }
        if (text.charAt(0) == '/') {
            return new Regex(text);
        }
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 ? new Wildcard(text) : new Exact(text);
    }

    abstract boolean matches(String name);

    /** Whether this is a name, matching itself alone. */
    final boolean isExact() {
        return this instanceof Exact;
    }

    final boolean isRegex() {
        return this instanceof Regex;
    }

    /** Whether this names nothing at all: wildcards alone. */
    final boolean isAnything() {
        for (int i = 0; i < text.length(); i++) {
            if ("*?.".indexOf(text.charAt(i)) < 0) {
                return isRegex() && text.equals("/.*/");
            }
        }
        return true;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof NamePattern && text.equals(((NamePattern) other).text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    /** The pattern as written. */
    @Override
    public final String toString() {
        return text;
    }

    private static final class Exact extends NamePattern {
        private final String name;

        Exact(String name) {
            super(name);
            this.name = name;
        }

        @Override
        boolean matches(String other) {
            return name.equals(other);
        }
    }

    private static final class Wildcard extends NamePattern {
        // The most common answer is no, and the ends of a name give it without a look at the middle.
        private final String prefix;
        private final String suffix;
        private final char[] parts;

        // Stands for ** in parts; a noncharacter, which no name contains.
        private static final char ANY = '\uFFFF';

        Wildcard(String text) {
            super(text);
            int first = 0;
            while (!isWild(text.charAt(first))) {
                first++;
            }
            int last = text.length() - 1;
            while (!isWild(text.charAt(last))) {
                last--;
            }
            prefix = text.substring(0, first);
            suffix = text.substring(last + 1);
            parts = text.substring(first, last + 1)
                    .replace("**", String.valueOf(ANY))
                    .toCharArray();
        }

        private static boolean isWild(char c) {
            return c == '*' || c == '?';
        }

        @Override
        boolean matches(String name) {
            int end = name.length() - suffix.length();
            if (end < prefix.length() || !name.startsWith(prefix) || !name.endsWith(suffix)) {
                return false;
            }
            return parts.length == 1 && parts[0] == ANY || matchesMiddle(name, end);
        }

        // All ways at once rather than backtracking: reached[i] says that the first i parts match what was
        // read so far. So the time is at most parts times characters, whatever the pattern.
        private boolean matchesMiddle(String name, int end) {
            boolean[] reached = new boolean[parts.length + 1];
            reached[0] = true;
            for (int i = 0; i < parts.length && isRun(parts[i]); i++) {
                reached[i + 1] = true;
            }
            for (int at = prefix.length(); at < end; at++) {
                char c = name.charAt(at);
                boolean before = reached[0];
                reached[0] = false;
                for (int i = 0; i < parts.length; i++) {
                    boolean now = reached[i + 1];
                    if (isRun(parts[i])) {
                        reached[i + 1] = reached[i] || (before || now) && (parts[i] == ANY || c != '.');
                    } else {
                        reached[i + 1] = before && (parts[i] == '?' || parts[i] == c);
                    }
                    before = now;
                }
            }
            return reached[parts.length];
        }

        private static boolean isRun(char part) {
            return part == '*' || part == ANY;
        }
    }

    private static final class Regex extends NamePattern {
        private final Pattern pattern;

        Regex(String text) throws BadValue {
            super(text);
            if (text.length() < 3 || text.charAt(text.length() - 1) != '/') {
                throw new BadValue("a regular expression is written /…/; write "
                        + Problems.quote(text.length() < 3 ? "/.*/" : text + "/") + ", or a name with dots");
            }
            try {
                pattern = Pattern.compile(text.substring(1, text.length() - 1));
            } catch (PatternSyntaxException e) {
                throw new BadValue("the regular expression " + Problems.quote(text) + " can't be read: "
                        + e.getDescription() + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
            }
        }

        @Override
        boolean matches(String name) {
            return pattern.matcher(name).matches();
        }
    }
}
