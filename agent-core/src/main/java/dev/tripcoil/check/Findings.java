package dev.tripcoil.check;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.JdkClasses;
import dev.tripcoil.rules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What weaving says, rule by rule. Thread-safe. */
final class Findings extends Coverage {

    private final JdkClasses jdk;
    private final Map<Rule, OfRule> rules = new LinkedHashMap<>();
    private final SortedMap<String, String> failed = new TreeMap<>();

    /** The name by which the class that a thread is at was found. */
    private final ThreadLocal<String> looking = new ThreadLocal<>();

    /** Sorted, as threads come upon things in any order. */
    static final class OfRule {
        final SortedMap<String, Report.Guarded> guarded = new TreeMap<>();
        final SortedMap<String, Report.Unguarded> unguarded = new TreeMap<>();
        final SortedMap<String, Report.Shadowed> shadowed = new TreeMap<>();
        final SortedSet<String> undecided = new TreeSet<>();

        boolean isEmpty() {
            return guarded.isEmpty() && unguarded.isEmpty() && shadowed.isEmpty();
        }
    }

    Findings(List<Rule> rules, JdkClasses jdk) {
        super(rules);
        this.jdk = jdk;
        for (Rule rule : rules) {
            this.rules.put(rule, new OfRule());
        }
    }

    /** Of the class that this thread goes on with. */
    void lookAt(String className) {
        looking.set(className);
    }

    /** A class file may stand where no JVM would look for it: under another name than it says it has. */
    private boolean isThere(String className) {
        return className.equals(looking.get());
    }

    OfRule of(Rule rule) {
        return rules.get(rule);
    }

    /** Classes that could not be woven, each with the reason. */
    SortedMap<String, String> unwoven() {
        return failed;
    }

    @Override
    protected synchronized void woven(Rule rule, String className, String method, String caution) {
        if (isThere(className)) {
            rules.get(rule).guarded.put(method, new Report.Guarded(method, caution, jdk.contains(className)));
        }
    }

    @Override
    protected void skipped(Rule rule, String what, String reason) {
        int hash = what.indexOf('#');
        String className = hash < 0 ? what : what.substring(0, hash);
        boolean byName = hash < 0 ? rule.select().namesExactly(className) : namesMethod(rule, what);
        add(rule, className, new Report.Unguarded(what, reason, byName, jdk.contains(className)));
    }

    /** Who selects by a wildcard does not mean the interface, nor what the compiler made. */
    @Override
    protected void unguardable(Rule rule, String method, String reason) {
        String className = method.substring(0, method.indexOf('#'));
        boolean byName = rule.select().namesExactly(className) && namesMethod(rule, method);
        add(rule, className, new Report.Unguarded(method, reason, byName, jdk.contains(className)));
    }

    private static boolean namesMethod(Rule rule, String method) {
        int hash = method.indexOf('#');
        return rule.select().exactMethodNames().contains(method.substring(hash + 1, method.indexOf('(', hash)));
    }

    private synchronized void add(Rule rule, String className, Report.Unguarded unguarded) {
        if (isThere(className)) {
            rules.get(rule).unguarded.put(unguarded.what(), unguarded);
        }
    }

    @Override
    protected synchronized void shadowed(Rule rule, Rule winner, String method) {
        if (isThere(method.substring(0, method.indexOf('#')))) {
            rules.get(rule).shadowed.put(method, new Report.Shadowed(method, winner.position()));
        }
    }

    @Override
    protected synchronized void undecided(Rule rule, String className) {
        if (isThere(className)) {
            rules.get(rule).undecided.add(className);
        }
    }

    @Override
    public synchronized void failed(String className, String reason) {
        for (OfRule each : rules.values()) {
            for (String what : each.unguarded.tailMap(className + "#").keySet()) {
                if (what.startsWith(className + "#")) {
                    return; // its methods say why
                }
                break;
            }
        }
        failed.putIfAbsent(className, reason);
    }
}
