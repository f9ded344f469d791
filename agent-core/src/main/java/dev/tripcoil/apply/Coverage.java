package dev.tripcoil.apply;

import dev.tripcoil.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a set of rules guards, what it doesn't, and why. Thread-safe; its lock is never held while anything else is
 * called.
 *
 * <p>The methods that name the rule, too, are there for whoever wants to know it for each rule, and extends this.
 */
public class Coverage {

    /** Lines kept of each kind; an application that makes classes without end must not fill the heap with them. */
    private static final int MOST_LINES = 1000;

    private final List<Rule> rules;
    private final Tallied wovenClasses = new Tallied();
    private final Map<String, Tallied> wovenMethods = new HashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final Map<String, String> guardedBut = new LinkedHashMap<>();
    private final Set<String> cautions = new LinkedHashSet<>();
    private final Map<Rule, Sighting> sightings = new HashMap<>();
    private final Set<Rule> matched = new HashSet<>();
    private final Map<Rule, String> passedOver = new HashMap<>();
    private long failures;

    public Coverage(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * @param caution what should be known of the method all the same, or null
     */
    protected synchronized void woven(Rule rule, String className, String method, String caution) {
        wovenClasses.add(className);
        Tallied methods = wovenMethods.get(rule.breaker());
        if (methods == null) {
            methods = new Tallied();
            wovenMethods.put(rule.breaker(), methods);
        }
        methods.add(method);
        skipped.remove(method);
        if (caution != null && (guardedBut.size() < MOST_LINES || guardedBut.containsKey(method))) {
            guardedBut.put(method, caution);
        }
    }

    /** Likewise, of a rule that is known. */
    protected void skipped(Rule rule, String what, String reason) {
        skipped(what, reason);
    }

    /** Likewise, of a method that no rule could guard: the JVM or the compiler has made it what it is. */
    protected void unguardable(Rule rule, String method, String reason) {
        skipped(method, reason);
    }

    /** Whether the rule selects methods of the class can't be told before types that it extends are there. */
    protected void undecided(Rule rule, String className) {
        // the class is looked at again: see RuleWeaver
    }

    /** Something a rule selects is not guarded. */
    public synchronized void skipped(String what, String reason) {
        if (skipped.size() < MOST_LINES || skipped.containsKey(what)) {
            skipped.put(what, reason);
        }
    }

    /** A class could not be woven at all, and stays as it was. */
    public synchronized void failed(String className, String reason) {
        failures++;
        if (!reason.isEmpty()) {
            skipped(className, reason);
        }
    }

    protected synchronized void caution(String className, String caution) {
        addCaution(className + ": " + caution);
    }

    protected synchronized void shadowed(Rule rule, Rule winner, String method) {
        matched.add(rule);
        addCaution(rule.position() + ": " + method + " is guarded by the rule at " + winner.position()
                + " already; the first in the file wins");
    }

    private void addCaution(String text) {
        if (cautions.size() < MOST_LINES) {
            cautions.add(text);
        }
    }

    protected synchronized void matched(Rule rule) {
        matched.add(rule);
    }

    /** A class that the rule's class patterns match, if it has any. */
    synchronized void seen(Rule rule, ClassView type) {
        if (rule.select().namesClasses() && !matched.contains(rule) && !sightings.containsKey(rule)) {
            sightings.put(rule, new Sighting(type));
        }
    }

    /** A class of the JDK that the rule's class patterns match, though a rule selects none by a wildcard. */
    synchronized void passedOver(Rule rule, String jdkClass) {
        if (!passedOver.containsKey(rule)) {
            passedOver.put(rule, jdkClass);
        }
    }

    public synchronized int wovenClasses() {
        return wovenClasses.count();
    }

    public synchronized int wovenMethods() {
        int count = 0;
        for (Tallied methods : wovenMethods.values()) {
            count += methods.count();
        }
        return count;
    }

    /** {@code class#method(types)returns}, in the order in which they were woven. */
    public synchronized List<String> methodsOf(String breaker) {
        Tallied methods = wovenMethods.get(breaker);
        return methods == null ? List.of() : methods.names();
    }

    /** What a rule selects but is not guarded, each with the reason; then what is guarded, but not in full. */
    public synchronized List<String> skippedMethods() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> entry : skipped.entrySet()) {
            lines.add(entry.getKey() + ": " + entry.getValue());
        }
        for (Map.Entry<String, String> entry : guardedBut.entrySet()) {
            lines.add(entry.getKey() + ": is guarded, but " + entry.getValue());
        }
        if (skipped.size() >= MOST_LINES || guardedBut.size() >= MOST_LINES) {
            lines.add("... and perhaps more: no more than " + MOST_LINES + " are kept");
        }
        return lines;
    }

    /** What works, but is worth a look. */
    public synchronized List<String> cautions() {
        return List.copyOf(cautions);
    }

    /** Classes that could not be woven at all. */
    public synchronized long failures() {
        return failures;
    }

    /** Rules that have matched no method so far, each with what is known of the reason. Reads class files; slow. */
    public List<String> unmatchedRules() {
        List<Rule> unmatched = new ArrayList<>();
        List<Sighting> seen = new ArrayList<>();
        List<String> jdkClasses = new ArrayList<>();
        synchronized (this) {
            for (Rule rule : rules) {
                if (!matched.contains(rule)) {
                    unmatched.add(rule);
                    seen.add(sightings.get(rule));
                    jdkClasses.add(passedOver.get(rule));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < unmatched.size(); i++) {
            Rule rule = unmatched.get(i);
            lines.add(rule + ": " + explain(rule, seen.get(i), jdkClasses.get(i)));
        }
        return lines;
    }

    private static String explain(Rule rule, Sighting sighting, String jdkClass) {
        if (sighting != null) {
            return sighting.explain(rule);
        }
        if (jdkClass != null) {
            return "classes of the JDK, such as " + jdkClass
                    + ", are selected only by their exact name or by subtype-of";
        }
        return rule.select().namesClasses()
                ? "no class that it names has been loaded so far"
                : "no method of a class loaded so far is all that; a method is guarded where it is declared, by a class"
                        + " that has code for it";
    }
}
