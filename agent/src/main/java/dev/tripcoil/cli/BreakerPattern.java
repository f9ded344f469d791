package dev.tripcoil.cli;

import dev.tripcoil.client.BreakerStatus;
import java.util.regex.Pattern;

/**
 * Which breakers are meant: a name in which {@code *} stands for any characters and {@code ?} for one. Where a breaker is split
 * by key, a name alone means all of its keys, and {@code name[key]} one of them, with the same signs in the key.
 */
final class BreakerPattern {

    private final String text;
    private final Pattern pattern;
    private final boolean hasKey;

    BreakerPattern(String text) {
        this.text = text;
        hasKey = text.indexOf('[') > 0 && text.endsWith("]");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(BreakerStatus breaker) {
        return pattern.matcher(hasKey ? label(breaker) : breaker.name()).matches();
    }

    /** A breaker as people name it: {@code stock}, or {@code stock[api.example.org]}. */
    static String label(BreakerStatus breaker) {
        return breaker.key() == null ? breaker.name() : breaker.name() + "[" + breaker.key() + "]";
    }

    @Override
    public String toString() {
        return text;
    }
}
