package dev.tripcoil.check;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.JdkClasses;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RuleIndex;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Checks a rules file, alone or against the class files of an application: what the rules would guard is found by weaving,
 * as the agent does, and throwing away what comes of it.
 */
public final class Check {

    private final RuleSet rules;
    private final JdkClasses jdk = new JdkClasses();
    private final ClassPath classPath;
    private final Findings findings;
    private final RuleWeaver weaver;
    private final RuleIndex index;
    private final ClassLoader loader;
    private final Map<String, String> unread = new TreeMap<>();

    private Check(RuleSet rules, ClassPath classPath) {
        this.rules = rules;
        this.classPath = classPath;
        findings = new Findings(rules.rules(), jdk);
        weaver = new RuleWeaver(
                rules.rules(), breakers(rules), new Sites(new Silence()), new Coverage(rules.rules(), findings));
        index = new RuleIndex(rules.rules());
        loader = new Resources(classPath.classes());
    }

    private static Map<String, Breaker> breakers(RuleSet rules) {
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : rules.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), changed -> {}));
        }
        return breakers;
    }

    /**
     * Checks one file.
     *
     * @param file the rules file
     * @param elements the class path of the application: JARs, folders with classes or JARs, {@code folder/*}; empty to check
     *     the file alone
     * @throws MissingElementException if an element is not there
     */
    public static Report run(Path file, List<String> elements) throws MissingElementException, IOException {
        RuleSet rules;
        try {
            rules = RulesFile.read(file);
        } catch (RulesException e) {
            return new Report(file.toString(), e.problems(), List.of(), List.of(), false, 0, 0, List.of());
        }
        try (ClassPath classPath = ClassPath.of(elements, new JdkClasses())) {
            return new Check(rules, classPath).run(!elements.isEmpty());
        }
    }

    private Report run(boolean hasClassPath) throws IOException {
        Jdk all = new Jdk(jdk);
        lookAtClasses(concerned(classPath.classes().keySet()), loader);
        lookAtClasses(all.meantBy(rules.rules(), index), null);
        Explanations explanations = new Explanations(classPath, all, weaver, loader, unread);
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>(rules.warnings());
        if (hasClassPath && classPath.classes().isEmpty()) {
            problems.add(
                    rules.source() + ": there are no class files on the class path; give the application's JAR, or the"
                            + " folder that its classes are in");
        }
        List<Report.OfRule> reports = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            if (hasClassPath ? !classPath.classes().isEmpty() : all.areAllThere(rule.select())) {
                Report.OfRule report = new RuleReport(rule, findings.of(rule), explanations).make();
                reports.add(report);
                addTo(problems, warnings, report);
            }
        }
        warnings.addAll(findings.cautions());
        if (hasClassPath) {
            warnings.addAll(new ThrownTypes(rules, explanations).warnings());
            warnings.addAll(new TransitionMethods(rules, explanations).warnings());
        }
        return new Report(
                rules.source(),
                problems,
                warnings,
                notes(),
                hasClassPath,
                classPath.classes().size(),
                classPath.jars(),
                reports);
    }

    private static void addTo(List<String> problems, List<String> warnings, Report.OfRule report) {
        for (String problem : report.problems()) {
            problems.add(report.position() + ": " + problem);
        }
        for (Report.Unguarded unguarded : report.unguarded()) {
            if (unguarded.byName()) {
                problems.add(report.position() + ": " + unguarded.what() + " can't be guarded: " + unguarded.reason());
            }
        }
        if (!report.shadowed().isEmpty() && !isToldOf(report, warnings)) {
            warnings.add(report.position() + ": "
                    + (report.guarded().isEmpty() ? "this rule guards nothing: " : "")
                    + Words.count(report.shadowed().size(), "method has", "methods have")
                    + " a rule already that comes first in the file, such as "
                    + report.shadowed().get(0).method() + " that at "
                    + report.shadowed().get(0).by());
        }
    }

    /** Some rules are known to be shadowed from the file alone. */
    private static boolean isToldOf(Report.OfRule report, List<String> warnings) {
        for (String warning : warnings) {
            if (warning.startsWith(report.position() + ":")) {
                return true;
            }
        }
        return false;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(classPath.notes());
        unread.forEach((name, why) -> notes.add(name + ": " + why));
        return notes;
    }

    /** Those that a rule may mean, as far as their names go. */
    private List<String> concerned(Iterable<String> names) {
        List<String> concerned = new ArrayList<>();
        for (String name : names) {
            if (!index.candidates(name).isEmpty()) {
                concerned.add(name);
            }
        }
        return concerned;
    }

    /** Weaves them, on as many threads as there are processors. */
    private void lookAtClasses(List<String> names, ClassLoader from) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < names.size(); i = next.getAndIncrement()) {
                lookAt(names.get(i), from);
            }
        };
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < Runtime.getRuntime().availableProcessors() && i * 100 < names.size(); i++) {
            Thread other = new Thread(work, "check-" + i);
            other.start();
            others.add(other);
        }
        work.run();
        for (Thread other : others) {
            join(other);
        }
        findings.unwoven().forEach(unread::putIfAbsent);
    }

    private static void join(Thread other) {
        boolean interrupted = false;
        while (other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAt(String name, ClassLoader from) {
        try {
            byte[] classFile = from == null
                    ? jdk.read(name)
                    : classPath.classes().get(name).read();
            findings.lookAt(name);
            weaver.weave(from, name, from == null, classFile);
        } catch (Throwable e) { // else the other classes of this thread would be missing without a word
            String why = e instanceof IOException ? e.getMessage() : e.toString();
            findings.failed(name, "its class file can't be read: " + why);
        }
    }

    /** Nothing is called. */
    private static final class Silence implements Reports {
        @Override
        public void internalError(Throwable fault) {}

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {}

        @Override
        public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}
    }
}
