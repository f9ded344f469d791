package dev.tripcoil.breaker;

import dev.tripcoil.text.Times;
import java.lang.ref.WeakReference;

/**
 * The last failure that was counted, as text: keeping the exception would keep the application's classes alive.
 *
 * @param text {@code type: message}, or what was wrong with a result; at most {@value #LONGEST} characters
 * @param epochMillis its date, in milliseconds since 1970
 * @param error what was thrown, for as long as somebody else keeps it; null where nothing was
 */
public record LastFailure(String text, long epochMillis, WeakReference<Throwable> error) {

    static final int LONGEST = 1000;

    /** A call that took too long, or is about to. */
    static LastFailure slow(long nanos, boolean inFlight, long epochMillis) {
        return new LastFailure(
                "slow: " + Times.span(nanos) + (inFlight ? " and still in flight" : ""), epochMillis, null);
    }

    /**
     * A call that ended with a failure.
     *
     * @param what the exception, or a text
     */
    static LastFailure of(Object what, long epochMillis) {
        String text = what instanceof Throwable thrown ? text(thrown) : (String) what;
        return new LastFailure(
                text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text,
                epochMillis,
                what instanceof Throwable thrown ? new WeakReference<>(thrown) : null);
    }

    private static String text(Throwable error) {
        String text = error.getClass().getName();
        String message = message(error);
        if (message != null && !message.isEmpty()) {
            // Cut before it is copied: some libraries put whole responses into their messages.
            text = text + ": " + (message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        }
        return text;
    }

    /** Null if there is none, or if the application's own code fails in making it. */
    private static String message(Throwable error) {
        try {
            return error.getMessage();
        } catch (Throwable unreadable) {
            return null;
        }
    }
}
