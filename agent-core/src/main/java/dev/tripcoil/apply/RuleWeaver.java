package dev.tripcoil.apply;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.guard.MisfitException;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RuleIndex;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodGuard;
import dev.tripcoil.weave.MethodOutline;
import dev.tripcoil.weave.Result;
import dev.tripcoil.weave.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts the guards that a set of rules asks for into class files. Thread-safe; holds no lock while it calls an
 * application's class loader.
 */
public final class RuleWeaver {

    private final RuleIndex index;
    private final Map<String, Breaker> breakers;
    private final Sites sites;
    private final Coverage coverage;

    /**
     * @param breakers by name, those of all the rules
     * @param coverage told of everything that is guarded, and that isn't
     */
    public RuleWeaver(List<Rule> rules, Map<String, Breaker> breakers, Sites sites, Coverage coverage) {
        index = new RuleIndex(rules);
        this.breakers = breakers;
        this.sites = sites;
        this.coverage = coverage;
    }

    /** Whether a rule may select methods of a class with this name; cheap, and the answer for most classes is no. */
    public boolean concerns(String className) {
        return !index.candidates(className).isEmpty();
    }

    /**
     * Weaves one class.
     *
     * @param loader the class's loader; null for the bootstrap loader
     * @param className the binary name
     * @param jdk whether the class is one of the JDK's
     * @return the woven class file; null where the original stays as it is
     */
    public byte[] weave(ClassLoader loader, String className, boolean jdk, byte[] classFile) {
        List<Rule> candidates = index.candidates(className);
        if (candidates.isEmpty()) {
            return null;
        }
        if (jdk) {
            skipJdkClass(candidates, className);
            return null;
        }
        ClassOutline outline;
        try {
            outline = ClassOutline.read(classFile);
        } catch (IllegalArgumentException e) {
            coverage.failed(className, e.getMessage());
            return null;
        }
        ClassGuards guards = new ClassGuards(loader, outline, candidates);
        guards.plan();
        return guards.weave(classFile);
    }

    /** A wildcard never means a JDK class. */
    private void skipJdkClass(List<Rule> candidates, String className) {
        for (int i = 0; i < candidates.size(); i++) {
            Rule rule = candidates.get(i);
            if (rule.select().namesExactly(className)) {
                coverage.matched(rule);
                coverage.skipped(
                        className,
                        "is a class of the JDK, and this version guards none: guard the method of the application that"
                                + " calls it");
            }
        }
    }

    /** The guards of one class, while it is woven. */
    private final class ClassGuards {
        private final ClassLoader loader;
        private final ClassOutline outline;
        private final List<Rule> candidates;
        private final List<MethodGuard> guards = new ArrayList<>();
        private final List<Sites.Plan> plans = new ArrayList<>();
        private final Enums enums;

        ClassGuards(ClassLoader loader, ClassOutline outline, List<Rule> candidates) {
            this.loader = loader;
            this.outline = outline;
            this.candidates = candidates;
            enums = new Enums(loader);
        }

        void plan() {
            for (int i = 0; i < candidates.size(); i++) {
                coverage.seen(candidates.get(i), loader, outline);
            }
            for (int i = 0; i < outline.methods().size(); i++) {
                plan(outline.methods().get(i));
            }
        }

        private void plan(MethodOutline method) {
            MethodSignature signature = new MethodSignature(method.name(), method.descriptor());
            Rule winner = null;
            for (int i = 0; i < candidates.size(); i++) {
                Rule rule = candidates.get(i);
                if (!rule.matches(outline.name(), signature)) {
                    continue;
                }
                if (winner == null) {
                    winner = rule;
                } else if (Unguardable.reason(method) == null) {
                    coverage.shadowed(rule, winner, text(signature));
                }
            }
            if (winner != null) {
                plan(winner, method, signature);
            }
        }

        private void plan(Rule rule, MethodOutline method, MethodSignature signature) {
            String reason = Unguardable.reason(method);
            if (reason != null) {
                // A wildcard leaves such methods out; a name means just this one.
                if (Unguardable.isWorthSaying(outline, method)
                        && rule.select().exactMethodNames().contains(method.name())) {
                    coverage.matched(rule);
                    coverage.skipped(text(signature), reason);
                }
                return;
            }
            coverage.matched(rule);
            reason = Unguardable.returning(signature.returnType());
            if (reason != null) {
                coverage.skipped(text(signature), reason);
                return;
            }
            Breaker breaker = breakers.get(rule.breaker());
            try {
                String returns =
                        method.descriptor().substring(method.descriptor().indexOf(')') + 1);
                Sites.Plan plan = Unguardable.isConstructor(method)
                        ? sites.planConstructor(breaker)
                        : sites.plan(breaker, returns, enums);
                int site = sites.number(loader, outline.name(), method.name(), method.descriptor());
                guards.add(new MethodGuard(method.name(), method.descriptor(), site, plan.answersWithValue()));
                plans.add(plan);
            } catch (MisfitException e) {
                coverage.skipped(text(signature), "breaker " + breaker.name() + ": when-open: " + e.getMessage());
            }
        }

        byte[] weave(byte[] classFile) {
            if (guards.isEmpty()) {
                return null;
            }
            Result result = Weaver.weave(classFile, guards);
            for (int i = 0; i < result.unwoven().size(); i++) {
                Result.Unwoven unwoven = result.unwoven().get(i);
                coverage.skipped(text(new MethodSignature(unwoven.name(), unwoven.descriptor())), unwoven.reason());
            }
            if (result.classFile() == null) {
                coverage.failed(outline.name(), "none of its methods could be woven; SkippedMethods says why");
                return null;
            }
            if (result.caution() != null) {
                coverage.caution(outline.name(), result.caution());
            }
            for (int i = 0; i < result.woven().size(); i++) {
                open(result.woven().get(i));
            }
            return result.classFile();
        }

        private void open(Result.Woven woven) {
            for (int i = 0; i < guards.size(); i++) {
                if (guards.get(i).site() == woven.site()) {
                    Sites.Plan plan = plans.get(i);
                    StackTraceElement frame = new StackTraceElement(
                            outline.name(), woven.name(), outline.sourceFile(), woven.firstLine());
                    sites.open(woven.site(), loader, plan, frame);
                    MethodSignature signature = new MethodSignature(woven.name(), woven.descriptor());
                    coverage.woven(plan.breaker(), outline.name(), text(signature));
                    return;
                }
            }
        }

        private String text(MethodSignature method) {
            return outline.name() + "#" + method + method.returnType();
        }
    }
}
