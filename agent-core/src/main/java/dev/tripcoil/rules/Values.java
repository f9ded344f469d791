package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of scalar that file and agent arguments share. */
final class Values {
    private static final int MOST = 1_000_000;
    private static final List<String> ON = List.of("true", "on", "yes");
    private static final List<String> OFF = List.of("false", "off", "no");

    private Values() {}

    static int count(String text) throws BadValue {
        int value = whole(text, MOST);
        if (value == 0) {
            throw new BadValue(Problems.quote(text) + " isn't a count; write a whole number from 1 to 1000000");
        }
        return value;
    }

    /** The whole number that the text is; 0 if it is none from 1 to {@code most}, which is a million at most. */
    static int whole(String text, int most) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = Math.min(most + 1, value * 10 + (c - '0'));
        }
        return value > most ? 0 : value;
    }

    /** Whether the switch is on: YAML's words for it, in the three ways in which YAML writes them. */
    static boolean isOn(String text) throws BadValue {
        String word = text.toLowerCase(Locale.ROOT);
        boolean on = ON.contains(word);
        String capital = word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        boolean cased = text.equals(word) || text.equals(capital) || text.equals(word.toUpperCase(Locale.ROOT));
        if (!cased || !on && !OFF.contains(word)) {
            throw new BadValue(Problems.quote(text) + " is neither on nor off; write true or false");
        }
        return on;
    }

    /** The constant that the text names, in lower case with hyphens. */
    static <E extends Enum<E>> E word(String text, Class<E> type) throws BadValue {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = word(constant);
            if (word.equals(text)) {
                return constant;
            }
            words.add(word);
        }
        String near = Suggestions.nearest(text, words);
        throw new BadValue(Problems.quote(text) + " isn't one of " + String.join(", ", words)
                + (near == null ? "; write one of them" : "; did you mean '" + near + "'?"));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a class, as exceptions are named: no pattern. */
    static String className(String text) throws BadValue {
        boolean good = true;
        boolean start = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                good &= !start;
                start = true;
            } else {
                good &= start ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c);
                start = false;
            }
        }
        if (!good || start) {
            throw new BadValue(
                    Problems.quote(text) + " isn't the name of a class; write it in full, such as java.io.IOException");
        }
        return text;
    }
}
