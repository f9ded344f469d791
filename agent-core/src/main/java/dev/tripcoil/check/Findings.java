package dev.tripcoil.check;

import dev.tripcoil.apply.ClassReport;
import dev.tripcoil.apply.JdkClasses;
import dev.tripcoil.rules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What weaving says, rule by rule. Thread-safe. */
final class Findings implements Consumer<ClassReport> {

    private final JdkClasses jdk;
    private final Map<Rule, OfRule> rules = new LinkedHashMap<>();
    private final SortedMap<String, String> failed = new TreeMap<>();
    private final SortedSet<String> cautions = new TreeSet<>();

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

    /** What works, but is worth a look. */
    SortedSet<String> cautions() {
        return cautions;
    }

    @Override
    public synchronized void accept(ClassReport report) {
        String className = report.className();
        if (!isThere(className)) {
            return;
        }
        boolean isJdk = jdk.contains(className);
        for (ClassReport.Guarded each : report.guarded()) {
            of(each.rule()).guarded.put(each.method(), new Report.Guarded(each.method(), each.caution(), isJdk));
        }
        for (ClassReport.Skipped each : report.skipped()) {
            if (each.rule() != null) {
                of(each.rule())
                        .unguarded
                        .put(
                                each.what(),
                                new Report.Unguarded(each.what(), each.reason(), isByName(each, className), isJdk));
            }
        }
        for (ClassReport.Shadowed each : report.shadowed()) {
            of(each.rule())
                    .shadowed
                    .put(
                            each.method(),
                            new Report.Shadowed(each.method(), each.winner().position()));
        }
        for (Rule rule : report.undecided()) {
            of(rule).undecided.add(className);
        }
        if (report.caution() != null) {
            cautions.add(className + ": " + report.caution());
        }
        for (ClassReport.Skipped each : report.skipped()) {
            if (each.rule() == null) {
                failed(className, each.reason());
            }
        }
    }

    private static boolean isByName(ClassReport.Skipped skipped, String className) {
        Rule rule = skipped.rule();
        if (skipped.what().indexOf('#') < 0) {
            return rule.select().namesExactly(className);
        }
        // Who selects by a wildcard does not mean the interface, nor what the compiler made.
        return (!skipped.asItIs() || rule.select().namesExactly(className)) && namesMethod(rule, skipped.what());
    }

    private static boolean namesMethod(Rule rule, String method) {
        int hash = method.indexOf('#');
        return rule.select().exactMethodNames().contains(method.substring(hash + 1, method.indexOf('(', hash)));
    }

    /** A class that could not be woven, unless its methods say why. */
    synchronized void failed(String className, String reason) {
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
