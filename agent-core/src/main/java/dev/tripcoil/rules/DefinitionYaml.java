package dev.tripcoil.rules;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.TripOn;
import java.util.List;

/**
 * Writes a definition the way {@code breakers} has it, with every default filled in. It parses back to an
 * equal definition; a default that is no value of its key is a comment.
 */
public final class DefinitionYaml {
    private final StringBuilder yaml = new StringBuilder();

    private DefinitionYaml() {}

    /** The definition under its name, ending in a line break. */
    public static String write(Definition definition) {
        DefinitionYaml writer = new DefinitionYaml();
        writer.breaker(definition);
        return writer.yaml.toString();
    }

    private void breaker(Definition definition) {
        line(0, definition.name() + ":");
        if (definition.description() != null) {
            line(1, "description: " + text(definition.description()));
        }
        if (definition.per() != null) {
            line(1, "per: " + text(definition.per().text()));
        }
        tripOn(definition.tripOn());
        openFor(definition.openFor());
        line(
                1,
                definition.maxConcurrent() == 0
                        ? "# max-concurrent: no limit"
                        : "max-concurrent: " + definition.maxConcurrent());
        halfOpen(definition.halfOpen());
        failures(definition.failures());
        answer(definition.answer());
        line(2, "also-on-failure: " + definition.alsoOnFailure());
        line(1, "start-as: " + Values.word(definition.startAs()));
        if (definition.onTransition() != null) {
            line(1, "on-transition: " + definition.onTransition());
        }
    }

    private void tripOn(TripOn criteria) {
        line(1, "trip-on:");
        if (criteria.consecutiveFailures() > 0) {
            line(2, "consecutive-failures: " + criteria.consecutiveFailures());
        }
        if (criteria.netFailures() > 0) {
            line(2, "net-failures: " + criteria.netFailures());
        }
        if (criteria.failureRate() > 0) {
            line(2, "failure-rate: " + Decimal.SHARE.write(criteria.failureRate()));
        }
        if (criteria.slowRate() > 0) {
            line(2, "slow-rate: " + Decimal.SHARE.write(criteria.slowRate()));
        }
        if (criteria.slowerThan() != null) {
            line(2, "slower-than: " + Durations.write(criteria.slowerThan()));
        }
        if (criteria.hasRate()) {
            line(2, "window: " + Windows.write(criteria.window()));
            line(2, "minimum-calls: " + criteria.minimumCalls());
        }
    }

    private void openFor(OpenFor wait) {
        if (wait.equals(OpenFor.always(wait.initial()))) {
            line(1, "open-for: " + Durations.write(wait.initial()));
            return;
        }
        line(1, "open-for:");
        line(2, "initial: " + Durations.write(wait.initial()));
        line(2, "multiplier: " + Decimal.MULTIPLIER.write(wait.multiplier()));
        line(2, wait.maximum() == null ? "# maximum: none" : "maximum: " + Durations.write(wait.maximum()));
        line(2, "jitter: " + Decimal.JITTER.write(wait.jitter()));
    }

    private void halfOpen(Definition.HalfOpenTerms terms) {
        line(1, "half-open:");
        line(2, "calls: " + terms.calls());
        line(2, "concurrent: " + terms.concurrent());
        line(
                2,
                terms.failureRate() == 0
                        ? "# failure-rate: none, the first failed trial reopens it"
                        : "failure-rate: " + Decimal.SHARE.write(terms.failureRate()));
        line(
                2,
                terms.callTimeout() == null
                        ? "# call-timeout: that of open-for"
                        : "call-timeout: " + Durations.write(terms.callTimeout()));
    }

    private void failures(Definition.FailureTerms terms) {
        line(1, "failures:");
        line(
                2,
                terms.exceptions().isEmpty()
                        ? "# exceptions: every exception and error"
                        : "exceptions: " + list(terms.exceptions()));
        line(2, "ignore: " + list(terms.ignore()));
        line(2, "others: " + Values.word(terms.others()));
        if (terms.exceptionIf() != null) {
            line(2, "exception-if: " + text(terms.exceptionIf().text()));
        }
        if (terms.resultIf() != null) {
            line(2, "result-if: " + text(terms.resultIf().text()));
        }
    }

    private void answer(Answer answer) {
        line(1, "when-open:");
        if (answer instanceof Answer.Refusal refusal) {
            line(2, "throw: " + (refusal.type() == null ? WhenOpenParser.USUAL_EXCEPTION : refusal.type()));
            message(refusal.message());
        } else if (answer instanceof Answer.Value value) {
            line(2, "return: " + (value.quoted() ? quoted(value.text()) : value.text()));
        } else if (answer instanceof Answer.Last last) {
            line(2, "return-last: " + Durations.write(last.maxAge()));
            message(last.message());
        } else if (answer instanceof Answer.Fallback fallback) {
            line(2, "call: " + fallback.className() + "#" + fallback.method());
        } else {
            line(2, "return: []");
        }
    }

    private void message(String message) {
        if (message != null) {
            line(2, "message: " + text(message));
        }
    }

    private void line(int level, String text) {
        yaml.append("  ".repeat(level)).append(text).append('\n');
    }

    private static String list(List<String> names) {
        return "[" + String.join(", ", names) + "]";
    }

    // Quotes only where they could matter, for people who read it in JConsole.
    private static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean inner = c >= '0' && c <= '9' || "._/()'".indexOf(c) >= 0 || c == ' ' && i < text.length() - 1;
            if (!letter && (i == 0 || !inner)) {
                return quoted(text);
            }
        }
        return text.isEmpty() ? "\"\"" : text;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c < ' ' || c > '~' && !Character.isLetter(c)) {
                appendEscaped(quoted, c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void appendEscaped(StringBuilder quoted, char c) {
        String hex = Integer.toHexString(0x10000 | c).substring(1);
        quoted.append("\\u").append(hex);
    }
}
