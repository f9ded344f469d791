package dev.tripcoil.rules;

import java.util.List;

/**
 * The keys of each kind of map.
 *
 * @param name what the map is called in messages
 * @param known the keys
 */
record Keys(String name, List<String> known) {
    static final Keys TOP = new Keys("a rules file", List.of("breakers", "rules", "defaults", "agent"));
    static final Keys RULE = new Keys(
            "a rule",
            List.of(
                    "class",
                    "subtype-of",
                    "class-annotation",
                    "method",
                    "method-annotation",
                    "returns",
                    "access",
                    "except",
                    "breaker"));
    static final Keys EXCEPT = new Keys("'except'", RULE.known.subList(0, 7));
    static final Keys BREAKER = new Keys(
            "a breaker",
            List.of(
                    "description",
                    "per",
                    "trip-on",
                    "open-for",
                    "max-concurrent",
                    "half-open",
                    "failures",
                    "when-open",
                    "start-as",
                    "on-transition"));
    static final Keys TRIP_ON = new Keys(
            "'trip-on'",
            List.of(
                    "consecutive-failures",
                    "net-failures",
                    "failure-rate",
                    "slow-rate",
                    "slower-than",
                    "window",
                    "minimum-calls"));
    static final Keys OPEN_FOR = new Keys("'open-for'", List.of("initial", "multiplier", "maximum", "jitter"));
    static final Keys HALF_OPEN =
            new Keys("'half-open'", List.of("calls", "concurrent", "failure-rate", "call-timeout"));
    static final Keys FAILURES =
            new Keys("'failures'", List.of("exceptions", "ignore", "others", "exception-if", "result-if"));
    static final Keys WHEN_OPEN =
            new Keys("'when-open'", List.of("throw", "message", "return", "return-last", "call", "also-on-failure"));
    static final Keys AGENT = new Keys("'agent'", List.of("reload", "log-level", "log-file", "jmx-domain", "max-keys"));

    // Where a key may have been meant to stand, the likeliest first.
    private static final List<Keys> ALL =
            List.of(TOP, RULE, BREAKER, TRIP_ON, OPEN_FOR, HALF_OPEN, FAILURES, WHEN_OPEN, AGENT);

    /** What to write where there is no map of these keys. */
    String remedy() {
        return this == RULE || this == EXCEPT
                ? "write its keys: " + String.join(", ", known)
                : "write {} for the defaults";
    }

    /** What to say of a key that isn't one of these. */
    String unknown(String key) {
        if (this == AGENT && key.equals(SettingsParser.ON_ERROR)) {
            return "'on-error' is an agent argument only; write -javaagent:tripcoil.jar=rules=PATH,on-error=exit";
        }
        String message = "unknown key " + Problems.quote(key);
        String near = Suggestions.nearest(key, known);
        if (near != null) {
            return message + "; did you mean '" + near + "'?";
        }
        for (Keys home : ALL) {
            if (home.known.contains(key)) {
                return message + " here; it belongs in " + home.name;
            }
        }
        if (key.matches(".*[^A-Za-z0-9_-].*")) {
            return message + "; put quotes round a text that contains a comma, if it is the rest of one";
        }
        return message + "; the keys of " + name + " are " + String.join(", ", known);
    }
}
