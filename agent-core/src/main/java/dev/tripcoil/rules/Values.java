package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of scalar that file and agent arguments share. */
final class Values {
    private static final int MOST = 1_000_000;

    private Values() {}

    static int count(String text) throws BadValue {
        int value = 0;
        boolean digits = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits &= c >= '0' && c <= '9';
            value = Math.min(MOST + 1, value * 10 + Character.digit(c, 10));
        }
        if (!digits || value < 1 || value > MOST) {
            throw new BadValue(Problems.quote(text) + " isn't a count; write a whole number from 1 to 1000000");
        }
        return value;
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
