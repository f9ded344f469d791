package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.LastFailure;
import dev.tripcoil.breaker.Refused;
import dev.tripcoil.breaker.StateName;
import dev.tripcoil.text.Labels;
import dev.tripcoil.text.Times;

/** The message of a refusal. Immutable. */
final class RefusalText {

    private final String template;

    /**
     * @param template with placeholders, or null for the usual message
     */
    RefusalText(String template) {
        this.template = template;
    }

    String of(Occasion occasion) {
        Breaker breaker = occasion.breaker();
        LastFailure last = breaker.lastFailure();
        if (occasion.refusing() != null) {
            Refused refused = breaker.explain(occasion.refusing());
            return template == null ? usual(breaker, refused, last) : filled(breaker, refused, last);
        }
        if (template == null) {
            return breaker.label() + ": the call failed" + (last == null ? "" : "; last failure: " + last.text());
        }
        // The call was let through, so the next may be too, unless this one has changed that.
        return filled(breaker, breaker.outlook(), last);
    }

    private static String usual(Breaker breaker, Refused refused, LastFailure last) {
        String text = breaker.label() + " is " + refused.state() + when(refused);
        return last == null ? text : text + "; last failure: " + last.text();
    }

    private static String when(Refused refused) {
        if (refused.limit() > 0) {
            return ", and has " + refused.limit() + " calls in flight, which is its limit";
        }
        if (refused.remaining() < 0) {
            return " until it is reset by hand";
        }
        if (refused.state() == StateName.HALF_OPEN) {
            return ", its trials are under way; they have another " + Times.span(refused.remaining()) + " to finish";
        }
        return ", and tries again in " + Times.span(refused.remaining());
    }

    /** One pass, so that what a value contains is never taken for a placeholder. */
    private String filled(Breaker breaker, Refused refused, LastFailure last) {
        StringBuilder text = new StringBuilder(template.length() + 64);
        int done = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', done)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String value = value(template.substring(open + 1, close), breaker, refused, last);
            if (value == null) {
                text.append(template, done, open + 1); // no placeholder: the brace is text
                done = open + 1;
            } else {
                text.append(template, done, open).append(value);
                done = close + 1;
            }
        }
        return text.append(template, done, template.length()).toString();
    }

    private static String value(String placeholder, Breaker breaker, Refused refused, LastFailure last) {
        boolean byHand = refused.remaining() < 0;
        return switch (placeholder) {
            case "breaker" -> breaker.name();
            case "key" -> breaker.key() == null ? "none" : Labels.visible(breaker.key());
            case "state" -> refused.state().name();
            case "until" ->
                refused.limit() > 0
                        ? "a call in flight ends"
                        : byHand ? "it is reset by hand" : Times.moment(refused.untilMillis());
            case "remaining" ->
                refused.limit() > 0
                        ? "the time of a call"
                        : byHand ? "unlimited time" : Times.span(refused.remaining());
            case "last-failure" -> last == null ? "none" : last.text();
            default -> null;
        };
    }
}
