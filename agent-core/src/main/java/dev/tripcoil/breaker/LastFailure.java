package dev.tripcoil.breaker;

import dev.tripcoil.text.Times;
import java.lang.ref.WeakReference;

/**
 * The last failure that was counted, as text: keeping the exception would keep the application's classes alive.
 *
 * @param text {@code type: message}, at most {@value #LONGEST} characters
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

    static LastFailure of(Throwable error, long epochMillis) {
        String text = error.getClass().getName();
        String message = message(error);
        if (message != null && !message.isEmpty()) {
            // Cut before it is copied: some libraries put whole responses into their messages.
            text = text + ": " + (message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        }
        return new LastFailure(
                text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text,
                epochMillis,
                new WeakReference<>(error));
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
