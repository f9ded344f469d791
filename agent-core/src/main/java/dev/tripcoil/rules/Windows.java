package dev.tripcoil.rules;

import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;

/** Windows as the rules file writes them: {@code 100 calls}, {@code 1 call}, {@code 100}, {@code 60s}. */
final class Windows {
    private static final int MOST_CALLS = 100_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Windows() {}

    /**
     * Reads a window.
     *
     * @throws BadValue if it isn't one, or has over 100,000 calls, or isn't from 1 s to 1 h long
     */
    static Window parse(String text) throws BadValue {
        int calls = Values.whole(withoutUnit(text), MOST_CALLS);
        if (calls > 0) {
            return new Window(calls, null);
        }
        try {
            Duration span = Durations.parse(text);
            if (span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0) {
                return new Window(0, span);
            }
        } catch (BadValue e) {
            // Says nothing of calls.
        }
        throw new BadValue(Problems.quote(text) + " isn't a window; write 1 to 100000 calls, such as 100 calls, or a"
                + " duration from 1s to 1h");
    }

    private static String withoutUnit(String text) {
        for (String unit : new String[] {" calls", " call"}) {
            if (text.endsWith(unit)) {
                return text.substring(0, text.length() - unit.length());
            }
        }
        return text;
    }

    /** Writes a window so that {@link #parse} reads the same. */
    static String write(Window window) {
        if (window.span() != null) {
            return Durations.write(window.span());
        }
        return window.calls() + (window.calls() == 1 ? " call" : " calls");
    }
}
