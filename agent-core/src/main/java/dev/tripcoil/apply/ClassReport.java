package dev.tripcoil.apply;

import dev.tripcoil.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules in force have made of one class: what is guarded, what isn't, and why. Filled by the thread that weaves the
 * class, and not changed once the {@link Coverage} has it.
 */
public final class ClassReport {

    private final String className;
    private final boolean jdk;
    private final List<Rule> candidates;
    private final List<Guarded> guarded = new ArrayList<>();
    private final Map<String, Skipped> skipped = new LinkedHashMap<>();
    private final List<Rule> undecided = new ArrayList<>();
    private final List<Shadowed> shadowed = new ArrayList<>();
    private String caution;
    private boolean failed;

    /**
     * A method with its guard.
     *
     * @param method {@code class#method(types)returns}
     * @param caution what should be known of it all the same, or null
     */
    public record Guarded(Rule rule, String method, int site, String caution) {}

    /**
     * What a rule selects, and is not guarded.
     *
     * @param rule null for a class that could not be woven at all
     * @param what a method, or the whole class
     * @param asItIs whether no rule could guard it: the compiler has made it what it is
     */
    public record Skipped(Rule rule, String what, String reason, boolean asItIs) {}

    /** A rule that comes too late for a method. */
    public record Shadowed(Rule rule, Rule winner, String method) {
        @Override
        public String toString() {
            return rule.position() + ": " + method + " is guarded by the rule at " + winner.position()
                    + " already; the first in the file wins";
        }
    }

    /**
     * @param candidates the rules that may mean a class of this name; null where that is not known
     */
    ClassReport(String className, boolean jdk, List<Rule> candidates) {
        this.className = className;
        this.jdk = jdk;
        this.candidates = candidates;
    }

    public String className() {
        return className;
    }

    boolean jdk() {
        return jdk;
    }

    List<Rule> candidates() {
        return candidates;
    }

    public List<Guarded> guarded() {
        return guarded;
    }

    public Collection<Skipped> skipped() {
        return skipped.values();
    }

    /** Rules of which types that the class extends have yet to tell whether they select methods of it. */
    public List<Rule> undecided() {
        return undecided;
    }

    public List<Shadowed> shadowed() {
        return shadowed;
    }

    /** What should be known of the class, or null. */
    public String caution() {
        return caution;
    }

    /** Whether the class could not be woven at all. */
    public boolean failed() {
        return failed;
    }

    boolean isEmpty() {
        return guarded.isEmpty() && skipped.isEmpty() && shadowed.isEmpty() && caution == null && !failed;
    }

    void guards(Rule rule, String method, int site, String methodCaution) {
        guarded.add(new Guarded(rule, method, site, methodCaution));
    }

    void skips(Rule rule, String what, String reason) {
        skipped.put(what, new Skipped(rule, what, reason, false));
    }

    void findsUnguardable(Rule rule, String what, String reason) {
        skipped.put(what, new Skipped(rule, what, reason, true));
    }

    void waitsFor(Rule rule) {
        if (!undecided.contains(rule)) {
            undecided.add(rule);
        }
    }

    void shadows(Rule rule, Rule winner, String method) {
        shadowed.add(new Shadowed(rule, winner, method));
    }

    void warns(String text) {
        caution = text;
    }

    /** The class stays as it was. */
    void fails(String reason) {
        failed = true;
        guarded.clear();
        if (!reason.isEmpty()) {
            skips(null, className, reason);
        }
    }

    /** The same with one method less that is guarded; null where that isn't. */
    ClassReport without(int site, String reason) {
        ClassReport next = new ClassReport(className, jdk, candidates);
        for (Guarded each : guarded) {
            if (each.site() == site) {
                next.skips(each.rule(), each.method(), reason);
            } else {
                next.guards(each.rule(), each.method(), each.site(), each.caution());
            }
        }
        if (next.guarded.size() == guarded.size()) {
            return null;
        }
        next.skipped.putAll(skipped);
        next.shadowed.addAll(shadowed);
        next.undecided.addAll(undecided);
        next.caution = caution;
        next.failed = failed;
        return next;
    }

    /** The same of other rules, which guard the class alike. */
    ClassReport of(Map<Rule, Rule> successors, List<Rule> newCandidates) {
        ClassReport next = new ClassReport(className, jdk, newCandidates);
        for (Guarded each : guarded) {
            next.guards(successors.get(each.rule()), each.method(), each.site(), each.caution());
        }
        for (Shadowed each : shadowed) {
            next.shadows(successors.get(each.rule()), successors.get(each.winner()), each.method());
        }
        for (Skipped each : skipped.values()) {
            next.skipped.put(
                    each.what(), new Skipped(successors.get(each.rule()), each.what(), each.reason(), each.asItIs()));
        }
        next.caution = caution;
        next.failed = failed;
        return next;
    }
}
