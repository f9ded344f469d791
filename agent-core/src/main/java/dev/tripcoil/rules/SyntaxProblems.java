package dev.tripcoil.rules;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what SnakeYAML found wrong, in words for somebody who meant a pattern and not an alias. */
final class SyntaxProblems {
    private static final String INDICATORS = "*?&!@`%|>";

    private SyntaxProblems() {}

    static void add(MarkedYAMLException e, String text, Problems problems) {
        Mark found = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        if (found == null) {
            problems.add(1, 1, "not valid YAML: " + oneLine(String.valueOf(e.getProblem())));
            return;
        }
        Mark quotes = wantsQuotes(e.getContextMark(), text) ? e.getContextMark() : found;
        if (startsWith("!!", quotes, text)) {
            problems.add(quotes, "a tag, which begins with '!!', means nothing here; remove it");
        } else if (charAt(found, text) == '\t') {
            problems.add(found, "a tab can't indent or begin a value in YAML; use spaces");
        } else if (wantsQuotes(quotes, text)) {
            String token = token(quotes, text);
            problems.add(
                    quotes,
                    "a value that starts with '" + token.charAt(0) + "' needs quotes; write \"" + shorten(token)
                            + "\"");
        } else if (charAt(found, text) == '\0' && isOpenQuote(e.getContextMark(), text)) {
            problems.add(e.getContextMark(), "not valid YAML: this quote isn't closed; close it");
        } else {
            problems.add(found, "not valid YAML: " + reason(e) + remedy(found, text));
        }
    }

    private static String reason(MarkedYAMLException e) {
        String problem = oneLine(String.valueOf(e.getProblem()));
        return e.getContext() == null ? problem : problem + " " + oneLine(e.getContext());
    }

    private static String remedy(Mark found, String text) {
        int at = index(found, text);
        int start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
        String before = text.substring(Math.min(start, at), at);
        int value = before.indexOf(": ");
        if (at == text.length()) {
            return "; close the bracket or quote that is open";
        }
        if (at > 0 && text.charAt(at - 1) == '\\') {
            return "; write \\\\ for a backslash, or use single quotes";
        }
        if (value >= 0
                && before.substring(before.lastIndexOf(": ") + 2).stripLeading().matches("[\"'].*")) {
            return "; where a text begins with a quote, put quotes of the other kind round all of it";
        }
        if (value >= 0 && before.substring(value + 2).stripLeading().matches("[\\[{].*")) {
            return "; put quotes round a text that starts with '{' or '['";
        }
        if (value >= 0 && charAt(found, text) == ':') {
            return "; put quotes round a text that contains ': '";
        }
        return "; check the indentation, brackets and quotes before it";
    }

    private static boolean wantsQuotes(Mark mark, String text) {
        if (mark == null || INDICATORS.indexOf(charAt(mark, text)) < 0) {
            return false;
        }
        // Of a pattern's characters, only the first is an indicator.
        int at = index(mark, text);
        return at > 0 && " \t[{,".indexOf(text.charAt(at - 1)) >= 0;
    }

    private static boolean startsWith(String start, Mark mark, String text) {
        return text.startsWith(start, index(mark, text));
    }

    private static boolean isOpenQuote(Mark mark, String text) {
        return mark != null && "'\"".indexOf(charAt(mark, text)) >= 0;
    }

    private static String token(Mark mark, String text) {
        int start = index(mark, text);
        int end = start + 1;
        int depth = 0;
        while (end < text.length() && "\n\r#".indexOf(text.charAt(end)) < 0) {
            char c = text.charAt(end);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth <= 0 && ",]}".indexOf(c) >= 0) {
                break;
            }
            end++;
        }
        return text.substring(start, end).strip();
    }

    private static String shorten(String token) {
        String quoted = Problems.quote(token);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static char charAt(Mark mark, String text) {
        int at = index(mark, text);
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static int index(Mark mark, String text) {
        try {
            return text.offsetByCodePoints(0, mark.getIndex());
        } catch (IndexOutOfBoundsException e) {
            return text.length();
        }
    }

    /** The message without line breaks, and of a length that can be read. */
    static String oneLine(String message) {
        String line = message.replace('\n', ' ').replace('\r', ' ').strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
