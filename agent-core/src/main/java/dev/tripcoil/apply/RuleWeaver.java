package dev.tripcoil.apply;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.expression.Lookups;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.GuardedMethod.Finish;
import dev.tripcoil.guard.MisfitException;
import dev.tripcoil.guard.Plan;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.Match;
import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Names;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RuleIndex;
import dev.tripcoil.rules.Selectors;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodGuard;
import dev.tripcoil.weave.MethodNames;
import dev.tripcoil.weave.MethodOutline;
import dev.tripcoil.weave.Needs;
import dev.tripcoil.weave.Result;
import dev.tripcoil.weave.Weaver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the guards that a set of rules asks for into class files. Thread-safe; holds no lock while it calls an
 * application's class loader.
 */
public final class RuleWeaver {

    private static final int STATIC = 0x0008;

    private final List<Rule> rules;
    private final RuleIndex index;

    /** Those of the methods that rules without class patterns mean; null where they mean others, too. */
    private final MethodNames namesInAnyClass;

    /** Those that rules without class patterns ask for; null where they do so by a wildcard, or select by something else. */
    private final Set<String> typesInAnyClass;

    private final Map<String, Breaker> breakers;
    private final Sites sites;
    private final Coverage coverage;
    private final JdkRules jdkRules;
    private final Types types;
    private final Undecided undecided;
    private final Expressions expressions;

    /** Of each breaker when these rules came into force, which is what its sites go by. */
    private final Map<String, Definition> definitions = new HashMap<>();

    /**
     * For classes that nobody calls: expressions are compiled as their class is woven.
     *
     * @param breakers by name, those of all the rules
     * @param coverage told of everything that is guarded, and that isn't
     */
    public RuleWeaver(List<Rule> rules, Map<String, Breaker> breakers, Sites sites, Coverage coverage) {
        this(rules, breakers, sites, coverage, (Lookups) null);
    }

    /**
     * As the agent needs it, for classes that are called.
     *
     * @param lookups by which expressions are put beside guarded classes
     */
    public RuleWeaver(
            List<Rule> rules, Map<String, Breaker> breakers, Sites sites, Coverage coverage, Lookups lookups) {
        this(rules, breakers, sites, coverage, new Types(new ClassFiles(new JdkClasses())), new Undecided(), lookups);
    }

    private RuleWeaver(
            List<Rule> rules,
            Map<String, Breaker> breakers,
            Sites sites,
            Coverage coverage,
            Types types,
            Undecided undecided,
            Lookups lookups) {
        this(
                rules,
                breakers,
                sites,
                coverage,
                types,
                undecided,
                new Expressions(lookups, types.classFiles(), coverage));
    }

    private RuleWeaver(
            List<Rule> rules,
            Map<String, Breaker> breakers,
            Sites sites,
            Coverage coverage,
            Types types,
            Undecided undecided,
            Expressions expressions) {
        this.expressions = expressions;
        this.rules = rules;
        index = new RuleIndex(rules);
        namesInAnyClass = namesInAnyClass(rules);
        typesInAnyClass = typesInAnyClass(rules);
        this.breakers = breakers;
        this.sites = sites;
        this.coverage = coverage;
        jdkRules = new JdkRules(new JdkClasses(), coverage);
        this.types = types;
        this.undecided = undecided;
        for (Breaker breaker : breakers.values()) {
            definitions.put(breaker.name(), breaker.definition());
        }
    }

    /**
     * The weaver of the rules to follow these, for the same sites; it goes on with what is known of types, and with the classes
     * that are undecided.
     *
     * @param next as the constructor's
     * @param nextBreakers with their new definitions
     * @param nextCoverage as the constructor's
     */
    public RuleWeaver succeededBy(List<Rule> next, Map<String, Breaker> nextBreakers, Coverage nextCoverage) {
        return new RuleWeaver(next, nextBreakers, sites, nextCoverage, types, undecided, expressions);
    }

    /** What these rules guard, and what they don't. */
    public Coverage coverage() {
        return coverage;
    }

    List<Rule> rules() {
        return rules;
    }

    Expressions expressions() {
        return expressions;
    }

    /** So that the first expressions are compiled sooner. Not inside {@code transform}. */
    public void warmUpExpressions() {
        expressions.warmUp();
    }

    /** Compiles the expressions of methods that have been woven since the last time; problems are told to the coverage. */
    public void compileExpressions() {
        expressions.compileAll();
    }

    Breaker breaker(Rule rule) {
        return breakers.get(rule.breaker());
    }

    Definition definitionOf(Rule rule) {
        return definitions.get(rule.breaker());
    }

    /**
     * Whether a rule may select methods of a class that is loaded. Nothing more is loaded to tell.
     *
     * @param className the binary name; for a hidden class that of its class file
     * @param jdk whether the class is one of the JDK's
     */
    public boolean concerns(Class<?> loaded, String className, boolean jdk) {
        List<Rule> candidates = candidates(className, jdk);
        LoadedClass view = new LoadedClass(className, loaded);
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).select().selectsClass(view) != Match.NO) {
                return !(jdk && isReportedAsFoundation(className));
            }
        }
        return false;
    }

    /** One that Tripcoil stands on is left as it is; what the rules select of it is reported. */
    private boolean isReportedAsFoundation(String className) {
        if (!Foundations.isOne(className)) {
            return false;
        }
        byte[] classFile = types.classFiles().read(null, className);
        if (classFile != null) {
            weave(null, className, true, classFile);
        }
        return true;
    }

    /** Whether any rule may select classes of the JDK. */
    public boolean mayMeanJdkClasses() {
        for (int i = 0; i < rules.size(); i++) {
            if (jdkRules.mayMeanAny(rules.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether these rules have been applied to the class, and it came to something. */
    public boolean knows(Class<?> loaded) {
        return coverage.report(loaded.getClassLoader(), loaded.getName()) != null;
    }

    /** Whether rules without class patterns ask for super types of this name, or for what has no such name. */
    boolean asksForType(String className) {
        return typesInAnyClass == null || typesInAnyClass.contains(className);
    }

    /**
     * Whether any rule may mean a class of this name, whosever it is.
     *
     * @param typesThere whether any class may be a subtype that is asked for
     */
    boolean mayMean(String className, boolean typesThere) {
        return typesThere ? !index.candidates(className).isEmpty() : index.hasClassPatternFor(className);
    }

    /** The rules that may mean a class of this name. */
    List<Rule> candidates(String className, boolean jdk) {
        List<Rule> candidates = index.candidates(className);
        return jdk && !candidates.isEmpty() ? jdkRules.selecting(candidates, className) : candidates;
    }

    /**
     * Whether the class could not be decided upon when it was loaded, as a type that it extends, or is annotated with
     * through one that it extends, could not be found. Now that it is loaded, it can be retransformed: what it takes is
     * noted here.
     */
    public boolean wasUndecided(Class<?> loaded) {
        ClassLoader loader = loaded.getClassLoader();
        if (!undecided.remove(loader, loaded.getName())) {
            return false;
        }
        List<Class<?>> superTypes = LoadedClass.superTypesOf(loaded);
        for (int i = 0; i < superTypes.size(); i++) {
            Class<?> each = superTypes.get(i);
            if (types.find(loader, each.getName()) == null) {
                types.learn(loader, each.getName(), Type.of(each));
            }
        }
        return true;
    }

    /** Whether there are classes to ask {@link #wasUndecided} about. */
    public boolean hasUndecided() {
        return !undecided.isEmpty();
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
        List<Rule> candidates = candidates(className, jdk);
        if (candidates.isEmpty()
                || meanNothingIn(classFile, candidates) && coverage.report(loader, className) == null) {
            return null;
        }
        ClassOutline outline;
        try {
            outline = ClassOutline.read(classFile);
        } catch (IllegalArgumentException e) {
            coverage.failed(loader, className, e.getMessage());
            return null;
        }
        ClassGuards guards = new ClassGuards(new ClassView(types, loader, outline), jdk, candidates, classFile);
        guards.plan();
        return guards.weave();
    }

    private static MethodNames namesInAnyClass(List<Rule> rules) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Selectors select = rules.get(i).select();
            if (!select.namesClasses()) {
                if (!select.namesMethodsExactly()) {
                    return null;
                }
                for (String name : select.exactMethodNames()) {
                    if (!MethodNames.takes(name)) {
                        return null;
                    }
                    names.add(name);
                }
            }
        }
        return new MethodNames(new ArrayList<>(new LinkedHashSet<>(names)));
    }

    private static Set<String> typesInAnyClass(List<Rule> rules) {
        Set<String> types = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            Selectors select = rules.get(i).select();
            if (!select.namesClasses()) {
                if (!select.namesSuperTypes() || select.hasSuperTypeWildcard()) {
                    return null;
                }
                types.addAll(select.superTypePatterns());
            }
        }
        return types;
    }

    /** Whether the rules, which may mean any class, mean none of its methods; told without reading the class. */
    private boolean meanNothingIn(byte[] classFile, List<Rule> candidates) {
        if (namesInAnyClass == null) {
            return false;
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).select().namesClasses()) {
                return false;
            }
        }
        return !namesInAnyClass.mayBeIn(classFile);
    }

    /** Why the rule matches no method of a class whose name it matches, and what would help. Reads class files; slow. */
    public String explain(Rule rule, ClassLoader loader, ClassOutline outline) {
        return new Sighting(new ClassView(types, loader, outline)).explain(rule);
    }

    /** Whether all that the rule says of the class, and not of its methods, holds for it. */
    public Match selectsClass(Rule rule, ClassLoader loader, ClassOutline outline) {
        return rule.select().selectsClass(new ClassView(types, loader, outline));
    }

    /**
     * To be called once a class has been woven anew, or was to be: what these rules don't guard of it is not guarded any more,
     * though the class may still have the code for it.
     */
    public void settle(ClassLoader loader, String className) {
        Set<Integer> open = new HashSet<>();
        ClassReport report = coverage.report(loader, className);
        if (report != null) {
            for (int i = 0; i < report.guarded().size(); i++) {
                open.add(report.guarded().get(i).site());
            }
        }
        sites.keepOnly(loader, className, open);
    }

    /** The guards of one class, while it is woven. */
    private final class ClassGuards {
        private final ClassView type;
        private final boolean jdk;
        private final ClassOutline outline;
        private final List<Rule> candidates;
        private final List<MethodGuard> guards = new ArrayList<>();
        private final List<Plan> plans = new ArrayList<>();
        private final byte[] classFile;

        /** As plans; null where there are none. */
        private final List<MethodExpressions> expressed = new ArrayList<>();

        private final List<MethodExpressions> opened = new ArrayList<>();
        private final List<Rule> winners = new ArrayList<>();
        private final List<String> cautions = new ArrayList<>();
        private final AnswerTypes answerTypes;
        private final ClassReport report;

        ClassGuards(ClassView type, boolean jdk, List<Rule> candidates, byte[] classFile) {
            this.classFile = classFile;
            this.type = type;
            this.jdk = jdk;
            outline = type.outline();
            this.candidates = candidates;
            answerTypes = new AnswerTypes(types, type.loader());
            report = new ClassReport(outline.name(), jdk, candidates);
        }

        void plan() {
            boolean decided = true;
            for (int i = 0; i < outline.methods().size(); i++) {
                decided &= plan(new MethodView(type, outline.methods().get(i)));
            }
            for (int i = 0; i < candidates.size(); i++) {
                coverage.seen(candidates.get(i), type);
            }
            if (!decided) {
                undecided.add(type.loader(), outline.name());
            }
        }

        /** False where that has to wait for types that can't be found yet. */
        private boolean plan(MethodView method) {
            Rule winner = null;
            for (int i = 0; i < candidates.size(); i++) {
                Rule rule = candidates.get(i);
                Match match = rule.matches(type, method);
                if (match == Match.NO) {
                    continue;
                }
                if (winner == null) {
                    if (match == Match.UNKNOWN) {
                        report.waitsFor(rule);
                        return false; // it may be the first
                    }
                    winner = rule;
                } else if (match == Match.YES && Unguardable.reason(outline, method.outline()) == null) {
                    coverage.matched(rule);
                    report.shadows(rule, winner, method.toString());
                }
            }
            if (winner != null) {
                plan(winner, method);
            }
            return true;
        }

        private void plan(Rule rule, MethodView method) {
            String reason = Unguardable.reason(outline, method.outline());
            if (reason != null) {
                // A wildcard leaves such methods out; a name means just this one.
                if (Unguardable.isWorthSaying(
                                outline, method.outline(), rule.select().namesSuperTypes())
                        && rule.select()
                                .exactMethodNames()
                                .contains(method.outline().name())) {
                    coverage.matched(rule);
                    report.findsUnguardable(rule, method.toString(), reason);
                }
                return;
            }
            coverage.matched(rule);
            if (jdk && Foundations.isOne(outline.name())) {
                report.skips(rule, outline.name(), Foundations.REASON);
                return;
            }
            Names returned = returned(method.signature());
            Breaker breaker = breakers.get(rule.breaker());
            Finish finish = Ending.of(method, returned);
            reason = Ending.unsupported(breaker.definition(), method);
            if (reason != null) {
                report.skips(rule, method.toString(), "breaker " + breaker.name() + ": " + reason);
                return;
            }
            try {
                MethodOutline outlined = method.outline();
                GuardedMethod guarded = new GuardedMethod(
                        outline.name(),
                        outlined.name(),
                        outlined.descriptor(),
                        (outlined.access() & STATIC) != 0,
                        outlined.signature(),
                        finish);
                MethodExpressions own =
                        MethodExpressions.of(expressions, breaker.definition(), guarded, type.loader(), classFile);
                Plan plan = own == null
                        ? sites.plan(breaker, guarded, answerTypes)
                        : sites.plan(breaker, guarded, answerTypes, own.judging(), own.used());
                Needs needs = GuardNeeds.of(plan, guarded);
                boolean answers = plan.answersWithValue();
                int site = sites.number(
                        type.loader(),
                        outline.name(),
                        outlined.name(),
                        outlined.descriptor(),
                        GuardNeeds.shape(answers, needs));
                guards.add(new MethodGuard(outlined.name(), outlined.descriptor(), site, answers, needs));
                plans.add(plan);
                expressed.add(own);
                winners.add(rule);
                cautions.add(Caution.of(method, returned));
            } catch (MisfitException e) {
                report.skips(rule, method.toString(), "breaker " + breaker.name() + ": when-open: " + e.getMessage());
            }
        }

        /** The type of the result, with its super types. */
        private Names returned(MethodSignature method) {
            return method.returnsClass() ? types.superTypes(type.loader(), method.returnType()) : Names.NONE;
        }

        byte[] weave() {
            byte[] woven = guards.isEmpty() ? null : tryToWeave();
            coverage.put(type.loader(), report);
            for (int i = 0; i < opened.size(); i++) {
                expressions.add(opened.get(i));
            }
            return woven;
        }

        private byte[] tryToWeave() {
            Result result = Weaver.weave(classFile, guards);
            for (int i = 0; i < result.unwoven().size(); i++) {
                Result.Unwoven unwoven = result.unwoven().get(i);
                Rule rule = winners.get(place(unwoven.name(), unwoven.descriptor()));
                report.skips(rule, text(unwoven.name(), unwoven.descriptor()), unwoven.reason());
            }
            if (result.classFile() == null) {
                report.fails("none of its methods could be woven; SkippedMethods says why");
                return null;
            }
            String problem = jdk ? jdkRules.problem(result) : null;
            if (problem != null) {
                report.fails(problem);
                return null;
            }
            if (result.caution() != null) {
                report.warns(result.caution());
            }
            for (int i = 0; i < result.woven().size(); i++) {
                open(result.woven().get(i));
            }
            return result.classFile();
        }

        private void open(Result.Woven woven) {
            int i = place(woven.name(), woven.descriptor());
            StackTraceElement frame =
                    new StackTraceElement(outline.name(), woven.name(), outline.sourceFile(), woven.firstLine());
            String text = text(woven.name(), woven.descriptor());
            MethodExpressions own = expressed.get(i);
            if (own != null) {
                own.opens(sites, woven.site(), plans.get(i), text);
                String problem = expressions.atOnce() ? own.problem(type.loader()) : null;
                if (problem != null) {
                    report.skips(
                            winners.get(i),
                            text,
                            "breaker " + plans.get(i).breaker().name() + ": " + problem);
                    return;
                }
                opened.add(own);
            }
            sites.open(woven.site(), type.loader(), plans.get(i), frame);
            report.guards(winners.get(i), text, woven.site(), cautions.get(i));
        }

        /** Of a method that a guard is planned for, in the lists. */
        private int place(String name, String descriptor) {
            int i = 0;
            while (!guards.get(i).name().equals(name)
                    || !guards.get(i).descriptor().equals(descriptor)) {
                i++;
            }
            return i;
        }

        private String text(String method, String descriptor) {
            MethodSignature signature = new MethodSignature(method, descriptor);
            return outline.name() + "#" + signature + signature.returnType();
        }
    }
}
