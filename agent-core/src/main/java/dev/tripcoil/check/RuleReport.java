package dev.tripcoil.check;

import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the report on one rule from what was found. */
final class RuleReport {

    private final Rule rule;
    private final Findings.OfRule findings;
    private final Explanations explanations;

    RuleReport(Rule rule, Findings.OfRule findings, Explanations explanations) {
        this.rule = rule;
        this.findings = findings;
        this.explanations = explanations;
    }

    Report.OfRule make() {
        List<Report.Open> open = new ArrayList<>();
        for (Map.Entry<String, List<String>> each :
                explanations.hierarchy().byMissingType(findings.undecided).entrySet()) {
            open.add(new Report.Open(each.getKey(), each.getValue()));
        }
        String text = rule.toString();
        return new Report.OfRule(
                rule.position(),
                text.substring(text.indexOf('(', rule.position().length()) + 1, text.length() - 1),
                rule.breaker(),
                List.copyOf(findings.guarded.values()),
                unguarded(),
                List.copyOf(findings.shadowed.values()),
                open,
                problems(open));
    }

    private List<Report.Unguarded> unguarded() {
        List<Report.Unguarded> all = new ArrayList<>();
        for (Report.Unguarded each : findings.unguarded.values()) {
            all.add(
                    each.byName()
                            ? new Report.Unguarded(each.what(), each.reason() + implementors(each), true, each.jdk())
                            : each);
        }
        return all;
    }

    private String implementors(Report.Unguarded unguarded) {
        if (!unguarded.reason().startsWith("is abstract")) {
            return "";
        }
        String type = unguarded.what().substring(0, unguarded.what().indexOf('#'));
        Collection<String> classes = explanations.hierarchy().implementing(type);
        return classes.isEmpty()
                ? ""
                : ": " + Words.few(classes) + "; or write 'subtype-of: " + type + "' in place of 'class'";
    }

    private List<String> problems(List<Report.Open> open) {
        List<String> problems = new ArrayList<>();
        if (findings.isEmpty() && !open.isEmpty()) {
            problems.add("nothing is certain to be guarded: "
                    + Words.count(findings.undecided.size(), "class depends", "classes depend")
                    + " on what is not on the class path, " + Words.few(needs(open)) + "; add the JARs that have it");
        } else if (findings.isEmpty()) {
            problems.addAll(explanations.whyNothing(rule));
        } else {
            addUnused(problems);
            if (findings.guarded.isEmpty() && findings.shadowed.isEmpty() && !hasUnguardedByName()) {
                problems.add("nothing is guarded: none of the "
                        + Words.count(findings.unguarded.size(), "method", "methods") + " that it selects can be");
            }
        }
        return problems;
    }

    private static List<String> needs(List<Report.Open> open) {
        List<String> needs = new ArrayList<>();
        for (Report.Open each : open) {
            needs.add(each.needs());
        }
        return needs;
    }

    private boolean hasUnguardedByName() {
        for (Report.Unguarded each : findings.unguarded.values()) {
            if (each.byName()) {
                return true;
            }
        }
        return false;
    }

    /** Of several names in a list, one may be mistyped while the others do their work. */
    private void addUnused(List<String> problems) {
        Set<String> classes = new HashSet<>(findings.undecided);
        List<MethodSignature> methods = new ArrayList<>();
        addTo(classes, methods, findings.guarded.keySet());
        addTo(classes, methods, findings.unguarded.keySet());
        addTo(classes, methods, findings.shadowed.keySet());
        for (String name : rule.select().exactClassNames()) {
            if (!classes.contains(name)) {
                problems.add(explanations.inClass(rule, name));
            }
        }
        boolean foundations = methods.isEmpty();
        if (findings.undecided.isEmpty() && !foundations) {
            for (String pattern : rule.select().unusedMethodPatterns(methods)) {
                problems.add(explanations.noMethod(pattern, classes));
            }
        }
    }

    private static void addTo(Set<String> classes, List<MethodSignature> methods, Collection<String> found) {
        for (String what : found) {
            int hash = what.indexOf('#');
            classes.add(hash < 0 ? what : what.substring(0, hash));
            if (hash >= 0) {
                methods.add(MethodSignature.parse(what.substring(hash + 1, what.lastIndexOf(')') + 1)));
            }
        }
    }
}
