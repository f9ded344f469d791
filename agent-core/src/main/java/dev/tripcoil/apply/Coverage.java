package dev.tripcoil.apply;

import dev.tripcoil.guard.LoaderKey;
import dev.tripcoil.rules.Rule;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a set of rules guards, what it doesn't, and why: a {@link ClassReport} for each class of which there is something to say,
 * for as long as its class loader is there. Thread-safe; its lock is never held while anything else is called.
 */
public final class Coverage {

    /** Lines shown of each kind. */
    private static final int MOST_LINES = 1000;

    /** Classes of which a report is kept; an application that makes classes without end must not fill the heap with them. */
    static final int MOST_KEPT = 10_000;

    private final List<Rule> rules;
    private final Map<LoaderKey, Map<String, ClassReport>> byLoader = new HashMap<>();
    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

    /** All reports, in the order in which they came. */
    private final Set<ClassReport> reports = new LinkedHashSet<>();

    private final Map<String, Set<ClassReport>> byBreaker = new HashMap<>();

    /** Of classes without a report, for want of room. */
    private int moreClasses;

    private final Map<String, Integer> moreMethods = new HashMap<>();

    private final Map<String, String> otherwiseSkipped = new HashMap<>();
    private final Set<Rule> matched = new HashSet<>();
    private final Map<Rule, Sighting> sightings = new HashMap<>();
    private final Map<Rule, String> passedOver = new HashMap<>();
    private long failures;

    /** Null if nobody wants to know. */
    private final Consumer<ClassReport> observer;

    public Coverage(List<Rule> rules) {
        this(rules, null);
    }

    /**
     * @param observer told of every report, by the thread that made it; thread-safe
     */
    public Coverage(List<Rule> rules, Consumer<ClassReport> observer) {
        this.rules = rules;
        this.observer = observer;
    }

    /** What has been made of a class now, in place of what was before. */
    void put(ClassLoader loader, ClassReport report) {
        synchronized (this) {
            if (report.failed()) {
                failures++;
            }
            keep(loader, report);
        }
        if (observer != null) {
            observer.accept(report);
        }
    }

    private void keep(ClassLoader loader, ClassReport report) {
        forgetGoneLoaders();
        LoaderKey key = new LoaderKey(loader, gone);
        Map<String, ClassReport> ofLoader = byLoader.get(key);
        ClassReport before = ofLoader == null ? null : ofLoader.remove(report.className());
        if (before != null) {
            forget(before);
        }
        if (report.isEmpty()) {
            return;
        }
        if (reports.size() >= MOST_KEPT) {
            countOnly(report);
            return;
        }
        if (ofLoader == null) {
            ofLoader = new HashMap<>();
            byLoader.put(key, ofLoader);
        }
        ofLoader.put(report.className(), report);
        reports.add(report);
        for (ClassReport.Guarded each : report.guarded()) {
            String breaker = each.rule().breaker();
            Set<ClassReport> ofBreaker = byBreaker.get(breaker);
            if (ofBreaker == null) {
                ofBreaker = new LinkedHashSet<>();
                byBreaker.put(breaker, ofBreaker);
            }
            ofBreaker.add(report);
        }
    }

    /** A method that is woven has turned out not to be guarded. */
    void revoke(ClassLoader loader, String className, int site, String method, String reason) {
        synchronized (this) {
            ClassReport before = report(loader, className);
            ClassReport after = before == null ? null : before.without(site, reason);
            if (after != null) {
                keep(loader, after);
            } else if (before == null) {
                skipped(method, reason); // of a class that there was no room for
            }
        }
    }

    private void countOnly(ClassReport report) {
        if (!report.guarded().isEmpty()) {
            moreClasses++;
        }
        for (ClassReport.Guarded each : report.guarded()) {
            String breaker = each.rule().breaker();
            Integer before = moreMethods.get(breaker);
            moreMethods.put(breaker, before == null ? 1 : before + 1);
        }
    }

    private void forget(ClassReport report) {
        reports.remove(report);
        for (ClassReport.Guarded each : report.guarded()) {
            Set<ClassReport> ofBreaker = byBreaker.get(each.rule().breaker());
            if (ofBreaker != null) {
                ofBreaker.remove(report);
            }
        }
    }

    private void forgetGoneLoaders() {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            Map<String, ClassReport> ofLoader = byLoader.remove(key);
            if (ofLoader != null) {
                for (ClassReport report : ofLoader.values()) {
                    forget(report);
                }
            }
        }
    }

    /** Null if there is nothing to say of the class. */
    synchronized ClassReport report(ClassLoader loader, String className) {
        Map<String, ClassReport> ofLoader = byLoader.get(new LoaderKey(loader, null));
        return ofLoader == null ? null : ofLoader.get(className);
    }

    /**
     * Begins with what the coverage of the rules before knows of rules that have not changed, and of the classes that are
     * guarded alike.
     */
    void takeOver(Coverage before, RuleChange change) {
        synchronized (before) {
            synchronized (this) { // in the order of time, so that there is no other order
                failures += before.failures;
                for (Map.Entry<Rule, Rule> each : change.successors().entrySet()) {
                    Rule old = each.getKey();
                    if (before.matched.contains(old)) {
                        matched.add(each.getValue());
                    }
                    if (before.sightings.containsKey(old)) {
                        sightings.putIfAbsent(each.getValue(), before.sightings.get(old));
                    }
                    if (before.passedOver.containsKey(old)) {
                        passedOver.putIfAbsent(each.getValue(), before.passedOver.get(old));
                    }
                }
                for (Map.Entry<LoaderKey, Map<String, ClassReport>> ofLoader : before.byLoader.entrySet()) {
                    takeOver(ofLoader.getKey(), ofLoader.getValue(), change);
                }
            }
        }
    }

    private void takeOver(LoaderKey before, Map<String, ClassReport> reportsBefore, RuleChange change) {
        ClassLoader loader = before.get();
        if (loader == null && !before.isBootstrap()) {
            return;
        }
        for (ClassReport report : reportsBefore.values()) {
            ClassReport next = change.successor(report);
            if (next != null && report(loader, report.className()) == null) {
                keep(loader, next);
            }
        }
    }

    /** Something a rule selects is not guarded, though no class file was ever seen of it. */
    public synchronized void skipped(String what, String reason) {
        if (otherwiseSkipped.size() < MOST_LINES) {
            otherwiseSkipped.put(what, reason);
        }
    }

    /** A class could not be woven at all, and stays as it was. */
    public void failed(ClassLoader loader, String className, String reason) {
        ClassReport report = new ClassReport(className, false, null);
        report.fails(reason);
        put(loader, report);
    }

    synchronized void matched(Rule rule) {
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

    /** Classes with a guarded method. */
    public synchronized int wovenClasses() {
        forgetGoneLoaders();
        Set<String> names = new HashSet<>();
        for (ClassReport report : reports) {
            if (!report.guarded().isEmpty()) {
                names.add(report.className());
            }
        }
        return names.size() + moreClasses;
    }

    /** Guarded methods. */
    public synchronized int wovenMethods() {
        forgetGoneLoaders();
        int count = 0;
        for (String breaker : byBreaker.keySet()) {
            count += kept(breaker).size();
        }
        for (int more : moreMethods.values()) {
            count += more;
        }
        return count;
    }

    /** {@code class#method(types)returns}, in the order in which they were woven. */
    public synchronized List<String> methodsOf(String breaker) {
        forgetGoneLoaders();
        List<String> methods = new ArrayList<>(kept(breaker));
        Integer more = moreMethods.get(breaker);
        if (more != null) {
            methods.add("... and " + more + " more");
        }
        return methods;
    }

    private Set<String> kept(String breaker) {
        Set<String> methods = new LinkedHashSet<>();
        for (ClassReport report : byBreaker.getOrDefault(breaker, Set.of())) {
            for (ClassReport.Guarded each : report.guarded()) {
                if (each.rule().breaker().equals(breaker)) {
                    methods.add(each.method());
                }
            }
        }
        return methods;
    }

    /** What a rule selects but is not guarded, each with the reason; then what is guarded, but not in full. */
    public synchronized List<String> skippedMethods() {
        forgetGoneLoaders();
        Set<String> skipped = new LinkedHashSet<>();
        Set<String> guardedBut = new LinkedHashSet<>();
        for (ClassReport report : reports) {
            for (ClassReport.Skipped each : report.skipped()) {
                if (skipped.size() < MOST_LINES) {
                    skipped.add(each.what() + ": " + each.reason());
                }
            }
            for (ClassReport.Guarded each : report.guarded()) {
                if (each.caution() != null && guardedBut.size() < MOST_LINES) {
                    guardedBut.add(each.method() + ": is guarded, but " + each.caution());
                }
            }
        }
        for (Map.Entry<String, String> entry : otherwiseSkipped.entrySet()) {
            if (skipped.size() < MOST_LINES) {
                skipped.add(entry.getKey() + ": " + entry.getValue());
            }
        }
        List<String> lines = new ArrayList<>(skipped);
        lines.addAll(guardedBut);
        if (skipped.size() >= MOST_LINES || guardedBut.size() >= MOST_LINES) {
            lines.add("... and perhaps more: no more than " + MOST_LINES + " are shown");
        }
        return lines;
    }

    /** What works, but is worth a look. */
    public synchronized List<String> cautions() {
        Set<String> cautions = new LinkedHashSet<>();
        for (ClassReport report : reports) {
            if (report.caution() != null && cautions.size() < MOST_LINES) {
                cautions.add(report.className() + ": " + report.caution());
            }
            for (ClassReport.Shadowed each : report.shadowed()) {
                if (cautions.size() < MOST_LINES) {
                    cautions.add(each.toString());
                }
            }
        }
        return List.copyOf(cautions);
    }

    /** How often a class could not be woven at all. */
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
