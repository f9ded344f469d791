package dev.tripcoil.rules;

import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.Definition.StartAs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code breakers}, each on top of {@code defaults}. */
final class BreakerParser {
    private final Expressions expressions;
    private final Problems problems;

    BreakerParser(Expressions expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    /** The definitions by name, in the file's order; a name whose definition has a problem is there too. */
    Map<String, Definition> parse(Fields top) {
        Fields defaults = null;
        if (top.has("defaults")) {
            defaults = Fields.read(top.get("defaults").value(), Keys.BREAKER, null, problems);
            // Wrong defaults are a problem even where no breaker takes them.
            definition("defaults", defaults);
        }
        Map<String, Definition> definitions = new LinkedHashMap<>();
        if (top.has("breakers")) {
            Fields.Field breakers = top.get("breakers");
            for (Fields.Field breaker :
                    Fields.breakers(breakers.value(), problems).values()) {
                String name = breaker.key().getValue();
                if (!isName(name)) {
                    problems.add(
                            breaker.key(),
                            "breaker name " + Problems.quote(name)
                                    + " must begin with a letter or digit, and go on with"
                                    + " letters, digits, '.', '_' and '-'; rename it");
                }
                Fields fields = Fields.read(breaker.value(), Keys.BREAKER, defaults, problems);
                definitions.put(name, definition(name, fields));
            }
        }
        return definitions;
    }

    /** Whether it is {@code [A-Za-z0-9][A-Za-z0-9._-]*}. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!alphanumeric && (i == 0 || "._-".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private Definition definition(String name, Fields fields) {
        Fields whenOpen = fields.whole("when-open", Keys.WHEN_OPEN);
        return new Definition(
                name,
                fields.text("description"),
                expressions.read(fields, "per"),
                new TripOnParser(problems).parse(fields.whole("trip-on", Keys.TRIP_ON)),
                openFor(fields),
                fields.count("max-concurrent", 0),
                halfOpen(fields.map("half-open", Keys.HALF_OPEN)),
                failures(fields.map("failures", Keys.FAILURES)),
                new WhenOpenParser(problems).parse(whenOpen),
                whenOpen.isOn("also-on-failure"),
                fields.word("start-as", StartAs.class, StartAs.CLOSED),
                StaticMethods.read(fields, "on-transition", problems));
    }

    private OpenFor openFor(Fields fields) {
        Duration usual = OpenFor.DEFAULT.initial();
        if (!fields.hasMap("open-for")) {
            return OpenFor.always(fields.duration("open-for", usual));
        }
        Fields map = fields.map("open-for", Keys.OPEN_FOR);
        // Null where it is wrong, so that nothing is said of how it goes with the rest.
        Duration initial = map.has("initial") ? map.duration("initial", null) : usual;
        Duration maximum = map.duration("maximum", null);
        if (initial != null && maximum != null && maximum.compareTo(initial) < 0) {
            // Of the two it is the one that the breaker itself says, rather than that of the defaults.
            String culprit = map.owns("initial") && !map.owns("maximum") ? "initial" : "maximum";
            problems.add(
                    map.get(culprit).value(),
                    "'maximum' " + Durations.write(maximum) + " is less than 'initial' " + Durations.write(initial)
                            + "; write a longer 'maximum', or a shorter 'initial'");
        }
        return new OpenFor(
                initial == null ? usual : initial,
                map.decimal("multiplier", Decimal.MULTIPLIER, OpenFor.DEFAULT.multiplier()),
                maximum,
                map.decimal("jitter", Decimal.JITTER, OpenFor.DEFAULT.jitter()));
    }

    private static HalfOpenTerms halfOpen(Fields fields) {
        return new HalfOpenTerms(
                fields.count("calls", HalfOpenTerms.DEFAULT.calls()),
                fields.count("concurrent", HalfOpenTerms.DEFAULT.concurrent()),
                fields.decimal("failure-rate", Decimal.SHARE, 0),
                fields.duration("call-timeout", null));
    }

    private FailureTerms failures(Fields fields) {
        List<String> exceptions = classNames(fields, "exceptions");
        if (fields.has("exceptions")
                && Fields.isEmptyList(fields.get("exceptions").value())) {
            problems.add(
                    fields.get("exceptions").value(),
                    "an empty 'exceptions' leaves nothing to be a failure; write java.lang.Throwable for every one");
        }
        return new FailureTerms(
                exceptions,
                classNames(fields, "ignore"),
                fields.word("others", Others.class, Others.IGNORED),
                expressions.read(fields, "exception-if"),
                expressions.read(fields, "result-if"));
    }

    private List<String> classNames(Fields fields, String key) {
        List<String> names = new ArrayList<>();
        for (ScalarNode node : fields.texts(key)) {
            try {
                names.add(Values.className(node.getValue()));
                warnIfNoPackage(node, problems);
            } catch (BadValue e) {
                problems.add(node, e.getMessage());
            }
        }
        return names;
    }

    // Legal, but hardly ever meant: such a name matches nothing, and nobody would see why.
    static void warnIfNoPackage(ScalarNode name, Problems problems) {
        warnIfNoPackage(name.getValue(), "java.io.IOException", name, problems);
    }

    static void warnIfNoPackage(String name, String example, Node where, Problems problems) {
        if (name.indexOf('.') < 0) {
            problems.warn(
                    where,
                    "class " + Problems.quote(name) + " has no package; write its full name, such as " + example);
        }
    }
}
