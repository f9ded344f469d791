package dev.tripcoil.apply;

import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Expression;
import dev.tripcoil.expression.BadExpressionException;
import dev.tripcoil.expression.ClassSource;
import dev.tripcoil.expression.Evaluator;
import dev.tripcoil.expression.Scope;
import dev.tripcoil.expression.UsedNames;
import dev.tripcoil.expression.Variable;
import dev.tripcoil.guard.Evaluation;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.Judging;
import dev.tripcoil.guard.Plan;
import dev.tripcoil.guard.Preparation;
import dev.tripcoil.guard.Sites;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The expressions of one woven method: noted, then compiled, then defined beside the method's class. Thread-safe; holds the class
 * loader weakly.
 *
 * <p>What it does before {@link #compile} runs inside {@code transform}.
 */
final class MethodExpressions implements Preparation {

    /** Of the receiver, among the variables. */
    private static final int SELF = -1;

    /** How long a call waits for another thread that is at it. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final Expressions all;
    private final Definition definition;
    private final GuardedMethod method;
    private final WeakReference<ClassLoader> loader;
    private final List<Part> parts = new ArrayList<>();
    private final Judging judging;

    /** Held by the thread that compiles or defines them. */
    private final ReentrantLock work = new ReentrantLock();

    private volatile boolean ready;
    private volatile boolean unusable;

    // Under the lock, once they are set:
    private byte[] classFile;
    private Sites sites;
    private Plan plan;
    private int site;
    private String text;

    // Under this object's monitor:
    private boolean knownToCoverage;
    private String reason;

    private MethodExpressions(
            Expressions all, Definition definition, GuardedMethod method, ClassLoader loader, byte[] classFile) {
        this.all = all;
        this.definition = definition;
        this.method = method;
        this.loader = loader == null ? null : new WeakReference<>(loader);
        this.classFile = classFile;
        judging = new Judging(
                this,
                part("per", definition.per(), Scope.Yields.KEY),
                part("result-if", definition.failures().resultIf(), Scope.Yields.CONDITION),
                part("exception-if", definition.failures().exceptionIf(), Scope.Yields.CONDITION));
    }

    /**
     * Null where the rules have none.
     *
     * @param loader of the method's class; null for the bootstrap loader
     * @param classFile of the method's class
     */
    static MethodExpressions of(
            Expressions all, Definition definition, GuardedMethod method, ClassLoader loader, byte[] classFile) {
        return definition.hasExpressions() ? new MethodExpressions(all, definition, method, loader, classFile) : null;
    }

    private Part part(String key, Expression expression, Scope.Yields yields) {
        if (expression == null) {
            return null;
        }
        Part part = new Part(key, expression, yields);
        parts.add(part);
        return part;
    }

    Judging judging() {
        return judging;
    }

    /** The variables that they use, of those that there are: -1 for the receiver, and numbers of parameters, ascending. */
    List<Integer> used() {
        List<Integer> used = new ArrayList<>();
        UsedNames names = UsedNames.of(parts.get(0).expression.text());
        for (int i = 1; i < parts.size(); i++) {
            names = names.and(UsedNames.of(parts.get(i).expression.text()));
        }
        if (names.self() && hasReceiver()) {
            used.add(SELF);
        }
        int parameters = method.parameters().size();
        for (int i = 0; i < parameters; i++) {
            if (names.argument(i)) {
                used.add(i);
            }
        }
        return used;
    }

    private boolean hasReceiver() {
        return !method.isStatic() && !method.name().equals("<init>");
    }

    /** The method is about to be guarded by the plan that was made of these. */
    void opens(Sites at, int number, Plan by, String methodText) {
        sites = at;
        site = number;
        plan = by;
        text = methodText;
    }

    /** False the first time: from then on the coverage is told of what is wrong with them. */
    boolean isKnownToCoverage() {
        synchronized (this) {
            if (knownToCoverage) {
                return true;
            }
            knownToCoverage = true;
            if (reason == null) {
                return false;
            }
        }
        revoke();
        return true;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean prepare() {
        if (unusable || work.isHeldByCurrentThread() || !isMine()) {
            return ready;
        }
        try {
            if (!ready && !unusable) {
                define();
            }
            return ready;
        } finally {
            work.unlock();
        }
    }

    /** Whether this thread has got the lock, in good time. An interruption is kept for whom it may concern. */
    private boolean isMine() {
        boolean interrupted = false;
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (true) {
                try {
                    return work.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Compiles them, unless another thread is at it. Tells whom it concerns if that can't be done. */
    void compile() {
        if (!work.tryLock()) {
            return;
        }
        try {
            if (!ready && !unusable) {
                isCompiled();
            }
        } finally {
            work.unlock();
        }
    }

    private boolean isCompiled() {
        ClassLoader from = loader == null ? null : loader.get();
        if (loader != null && from == null) {
            return false; // nobody will call it any more
        }
        String problem = problem(from);
        if (problem != null) {
            isUnusable(problem);
        }
        return problem == null;
    }

    /**
     * Compiles what has not been compiled.
     *
     * @return what is wrong, for people; null if nothing is
     */
    String problem(ClassLoader from) {
        ClassSource source = all.source(from, method.className(), classFile);
        for (Part part : parts) {
            try {
                part.compile(source);
            } catch (BadExpressionException e) {
                return part.key + " at " + part.expression.position(e.line(), e.column()) + ": " + e.getMessage();
            } catch (Throwable e) { // what an application's class loader may throw
                return part.key + " at " + part.expression.position() + ": " + e;
            }
        }
        classFile = null;
        return null;
    }

    private void define() {
        if (!isCompiled()) {
            return;
        }
        try {
            ClassLoader from = loader == null ? null : loader.get();
            Class<?> guarded = Class.forName(method.className(), false, from);
            for (Part part : parts) {
                part.define(guarded);
            }
            ready = true;
        } catch (Throwable e) {
            isUnusable("expressions can't be put beside the class: " + e);
        }
    }

    private void isUnusable(String problem) {
        unusable = true;
        String why = "breaker " + definition.name() + ": " + problem;
        synchronized (this) {
            reason = why;
        }
        sites.close(site, plan, text + ": is not guarded: " + why);
        boolean known;
        synchronized (this) {
            known = knownToCoverage;
        }
        if (known) {
            revoke();
        }
    }

    private void revoke() {
        ClassLoader from = loader == null ? null : loader.get();
        if (loader == null || from != null) {
            all.revoke(from, method.className(), site, text, reason);
        }
    }

    private Scope scope(Part part) {
        List<Variable> given = new ArrayList<>();
        for (int index : plan.given()) {
            given.add(variable(index));
        }
        List<String> names = new ArrayList<>();
        if (hasReceiver()) {
            names.add("self");
        }
        for (int i = 0; i < method.parameters().size(); i++) {
            names.add("arg" + i);
        }
        Variable outcome = part.outcome();
        if (outcome != null) {
            names.add(outcome.name());
        }
        return new Scope(method.className(), given, plan.givenAsArray(), outcome, part.yields, names);
    }

    private Variable variable(int index) {
        return index == SELF
                ? new Variable("self", descriptor(method.className()))
                : new Variable("arg" + index, method.parameters().get(index));
    }

    private static String descriptor(String binaryName) {
        return "L" + binaryName.replace('.', '/') + ";";
    }

    /** One expression. */
    private final class Part implements Evaluation {
        private final String key;
        private final Expression expression;
        private final Scope.Yields yields;
        private byte[] compiled;
        private volatile Evaluator evaluator;

        Part(String key, Expression expression, Scope.Yields yields) {
            this.key = key;
            this.expression = expression;
            this.yields = yields;
        }

        void compile(ClassSource source) throws BadExpressionException {
            if (compiled == null) {
                compiled = all.compiler().compile(expression.text(), scope(this), source);
            }
        }

        void define(Class<?> guarded) throws ReflectiveOperationException {
            evaluator = Evaluator.define(guarded, compiled, all.lookups());
            compiled = null;
        }

        Variable outcome() {
            if (this == judging.result()) {
                String type = ResultType.of(method);
                return type == null ? null : new Variable("result", type);
            }
            return this == judging.error() ? new Variable("error", errorType()) : null;
        }

        private String errorType() {
            List<String> exceptions = definition.failures().exceptions();
            ClassLoader from = loader == null ? null : loader.get();
            return exceptions.size() == 1
                            && all.source(from, method.className(), classFile).read(exceptions.get(0)) != null
                    ? descriptor(exceptions.get(0))
                    : "Ljava/lang/Throwable;";
        }

        @Override
        public Object of(Object given, Object outcome) throws Throwable {
            return evaluator.evaluate(given, outcome);
        }

        @Override
        public String text() {
            return expression.text();
        }
    }
}
