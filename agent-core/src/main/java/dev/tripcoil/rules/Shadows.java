package dev.tripcoil.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Warns of a rule that can guard nothing, because the rules before it name everything that it names. Only
 * what is certain from the patterns as written; the rest shows when classes are woven.
 */
final class Shadows {
    // A rule of more pairs than this is somebody's generated list, and comparing it costs start-up time.
    private static final int MOST_PAIRS = 1_000;

    // By class pattern, method pattern and exceptions: the first rule that takes all of that.
    private final Map<String, Rule> takenBy = new HashMap<>();
    private final Problems problems;

    Shadows(Problems problems) {
        this.problems = problems;
    }

    /** Compares a rule with those that were given before it. */
    void check(Rule rule, Node where) {
        List<NamePattern> classes = rule.select().classes();
        List<MethodPattern> methods = rule.select().methods();
        if (classes.isEmpty() || (long) classes.size() * methods.size() > MOST_PAIRS) {
            return;
        }
        Rule earlier = null;
        boolean shadowed = true;
        for (NamePattern type : classes) {
            if (methods.isEmpty()) {
                earlier = claim(type, null, rule);
                shadowed &= earlier != null;
            }
            for (MethodPattern method : methods) {
                earlier = claim(type, method, rule);
                shadowed &= earlier != null;
            }
        }
        if (shadowed) {
            problems.warn(
                    where, "this rule never applies: " + earlier.position() + " takes all that it selects; remove one");
        }
    }

    // Returns who has it already; null if the rule is the first, which then has it unless it wants more than names.
    private Rule claim(NamePattern type, MethodPattern method, Rule rule) {
        Rule earlier = null;
        // What an earlier rule excepts, this one may be for; unless it excepts the same.
        for (String except : rule.except().isEmpty()
                ? List.of("")
                : List.of("", rule.except().toString())) {
            if (earlier == null) {
                earlier = takenBy.get(key(type, method, except));
            }
            if (earlier == null && method != null && !(method.isExact() && isLeftOut(method))) {
                earlier = takenBy.get(key(type, null, except));
            }
        }
        if (earlier == null && rule.select().isByNameAlone()) {
            takenBy.put(
                    key(
                            type,
                            method,
                            rule.except().isEmpty() ? "" : rule.except().toString()),
                    rule);
        }
        return earlier;
    }

    private static boolean isLeftOut(MethodPattern method) {
        return MethodPattern.isLeftOut(method.name().toString());
    }

    private static String key(NamePattern type, MethodPattern method, String except) {
        return type + "\n" + (method == null ? "" : method) + "\n" + except;
    }
}
