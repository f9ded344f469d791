package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules for a class by its name, at a cost that exact names do not add to. Immutable after
 * construction; safe from any thread, and from within {@code transform}: plain loops, no invokedynamic, and
 * no allocation for a class that no rule means.
 */
public final class RuleIndex {
    private static final int[] NONE = {};

    private final Rule[] rules;
    // Places in rules, ascending: the file's order decides which rule wins.
    private final Map<String, int[]> byExactName = new HashMap<>();
    private final int[] withWildcard;

    /** Those without a class pattern, where there are no others with a wildcard; else null. */
    private final List<Rule> ofAnyClass;

    public RuleIndex(List<Rule> rules) {
        this.rules = rules.toArray(new Rule[0]);
        int[] wild = new int[this.rules.length];
        int count = 0;
        for (int place = 0; place < this.rules.length; place++) {
            Selectors select = this.rules[place].select();
            for (String name : select.exactClassNames()) {
                byExactName.put(name, with(byExactName.getOrDefault(name, NONE), place));
            }
            if (!select.isExact()) {
                wild[count++] = place;
            }
        }
        withWildcard = Arrays.copyOf(wild, count);
        ofAnyClass = haveNoClassPattern() ? List.copyOf(found(NONE, "")) : null;
    }

    private boolean haveNoClassPattern() {
        for (int i = 0; i < withWildcard.length; i++) {
            if (rules[withWildcard[i]].select().namesClasses()) {
                return false;
            }
        }
        return true;
    }

    private static int[] with(int[] places, int place) {
        if (places.length > 0 && places[places.length - 1] == place) {
            return places;
        }
        int[] longer = Arrays.copyOf(places, places.length + 1);
        longer[places.length] = place;
        return longer;
    }

    /**
     * The rules that may mean a class of this name, in the file's order: those with a class pattern that matches, and those
     * without one. Empty for most classes where all rules have one.
     */
    public List<Rule> candidates(String binaryClassName) {
        int[] exact = byExactName.get(binaryClassName);
        if (exact == null && ofAnyClass != null) {
            return ofAnyClass;
        }
        return found(exact == null ? NONE : exact, binaryClassName);
    }

    private List<Rule> found(int[] exact, String binaryClassName) {
        List<Rule> found = null;
        int nextExact = 0;
        for (int i = 0; i < withWildcard.length; i++) {
            int place = withWildcard[i];
            while (nextExact < exact.length && exact[nextExact] < place) {
                found = add(found, rules[exact[nextExact++]]);
            }
            if (nextExact < exact.length && exact[nextExact] == place) {
                found = add(found, rules[exact[nextExact++]]);
            } else if (rules[place].matchesClassName(binaryClassName)) {
                found = add(found, rules[place]);
            }
        }
        while (nextExact < exact.length) {
            found = add(found, rules[exact[nextExact++]]);
        }
        return found == null ? List.of() : found;
    }

    /** Whether a class pattern of any rule matches the name. */
    public boolean hasClassPatternFor(String binaryClassName) {
        if (byExactName.containsKey(binaryClassName)) {
            return true;
        }
        for (int i = 0; i < withWildcard.length; i++) {
            Rule rule = rules[withWildcard[i]];
            if (rule.select().namesClasses() && rule.matchesClassName(binaryClassName)) {
                return true;
            }
        }
        return false;
    }

    private static List<Rule> add(List<Rule> found, Rule rule) {
        List<Rule> list = found == null ? new ArrayList<>(2) : found;
        list.add(rule);
        return list;
    }
}
