package dev.tripcoil.cli;

import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.text.Labels;
import java.util.regex.Pattern;

/**
 * Which breakers are meant: a name in which {@code *} stands for any characters and {@code ?} for one. Where a breaker is split
 * by key, a name alone means all of its keys, and {@code name[key]} one of them, with the same signs in the key, as it is or as it is shown.
 */
final class BreakerPattern {

    private final String text;
    private final Pattern pattern;
    private final boolean hasKey;

    BreakerPattern(String text) {
        this.text = text;
        hasKey = text.indexOf('[') > 0 && text.endsWith("]");
        StringBuilder regex = new StringBuilder();
        int[] characters = text.codePoints().toArray(); // quoted apart, the halves of a pair would never be one again
        for (int c : characters) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)));
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(BreakerStatus breaker) {
        if (!hasKey) {
            return pattern.matcher(breaker.name()).matches();
        }
        return breaker.key() != null
                && (pattern.matcher(breaker.name() + "[" + breaker.key() + "]").matches()
                        || pattern.matcher(label(breaker)).matches());
    }

    /** Whether it means single keys. */
    boolean hasKey() {
        return hasKey;
    }

    /** A breaker as people name it: {@code stock}, or {@code stock[api.example.org]}. */
    static String label(BreakerStatus breaker) {
        return Labels.of(breaker.name(), breaker.key());
    }

    @Override
    public String toString() {
        return text;
    }
}
