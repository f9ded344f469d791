package dev.tripcoil.expression;

import java.util.BitSet;

/**
 * Which of {@code self}, {@code arg0}, {@code arg1} … a text uses, told without compiling it. There may be more than it uses
 * in truth, never less. Immutable. It is made inside {@code transform}: plain loops, nothing loaded.
 */
public final class UsedNames {

    /** No method has more parameters. */
    private static final int PARAMETERS = 255;

    private final BitSet arguments = new BitSet();
    private boolean self;

    private UsedNames() {}

    /** Of a text that may be anything. */
    public static UsedNames of(String text) {
        UsedNames used = new UsedNames();
        used.scan(unescaped(text));
        return used;
    }

    public boolean self() {
        return self;
    }

    /** @param index from 0 */
    public boolean argument(int index) {
        return arguments.get(index);
    }

    public boolean isEmpty() {
        return !self && arguments.isEmpty();
    }

    /** What any of two expressions uses. */
    public UsedNames and(UsedNames other) {
        UsedNames both = new UsedNames();
        both.self = self || other.self;
        both.arguments.or(arguments);
        both.arguments.or(other.arguments);
        return both;
    }

    private void scan(String text) {
        boolean afterDot = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOfLine(text, at);
            } else if (text.startsWith("/*", at)) {
                at = after(text, "*/", at + 2);
            } else if (text.startsWith("\"\"\"", at)) {
                at = afterTextBlock(text, at + 3);
                afterDot = false;
            } else if (c == '"' || c == '\'') {
                at = afterLiteral(text, at);
                afterDot = false;
            } else if (Character.isJavaIdentifierPart(c)) { // numbers, too
                int end = at + 1;
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                if (!afterDot) {
                    add(text.substring(at, end));
                }
                at = end;
                afterDot = false;
            } else {
                afterDot = c == '.';
                at++;
            }
        }
    }

    private void add(String word) {
        if (word.equals("self")) {
            self = true;
        } else if (word.startsWith("arg") && word.length() > 3 && word.length() <= 6) {
            int index = 0;
            for (int i = 3; i < word.length(); i++) {
                char digit = word.charAt(i);
                if (digit < '0' || digit > '9' || (digit == '0' && i == 3 && word.length() > 4)) {
                    return;
                }
                index = index * 10 + digit - '0';
            }
            if (index < PARAMETERS) {
                arguments.set(index);
            }
        }
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int after(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private static int afterTextBlock(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.startsWith("\"\"\"", at)) {
                return at + 3;
            }
        }
        return from; // it has no end, and so is none
    }

    private static int afterLiteral(String text, int from) {
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == text.charAt(from)) {
                return at + 1;
            } else if (c == '\n' || c == '\r') {
                break;
            }
        }
        return from + 1; // likewise
    }

    /** Without the escapes that Java lets stand for any character, anywhere. */
    private static String unescaped(String text) {
        if (text.indexOf("\\u") < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\' || at + 1 >= text.length()) {
                plain.append(c);
                at++;
            } else if (text.charAt(at + 1) != 'u') {
                plain.append(c).append(text.charAt(at + 1));
                at += 2;
            } else {
                int digits = at + 1;
                while (digits < text.length() && text.charAt(digits) == 'u') {
                    digits++;
                }
                int code = hexadecimal(text, digits);
                plain.append(code < 0 ? ' ' : (char) code);
                at = code < 0 ? digits : digits + 4;
            }
        }
        return plain.toString();
    }

    private static int hexadecimal(String text, int from) {
        if (from + 4 > text.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
