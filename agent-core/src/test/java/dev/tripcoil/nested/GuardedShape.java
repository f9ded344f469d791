package dev.tripcoil.nested;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.FakeTicker;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.MisfitException;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesFile;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.InstalledHook;
import dev.tripcoil.weave.MethodGuard;
import dev.tripcoil.weave.Weaver;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The classes of one shape in a loader of their own, woven, with a real guard behind the hook. */
final class GuardedShape implements AutoCloseable, Reports {

    /** What is guarded; never the calling side. */
    enum Methods {
        AS_RULES_WEAVE_THEM,
        AND_THOSE_OF_THE_COMPILER
    }

    private static final String RULES = """
            breakers:
              stock:
                trip-on: {consecutive-failures: 3}
                open-for: 1s
                max-concurrent: 1
                half-open: {calls: 2, concurrent: 1}
            rules:
              - class: 'shapes.**'
                except: {class: ['**.Calls', '**.Calls$']}
                method: ['*fetch*']
                breaker: stock
            """;

    final FakeTicker ticker = new FakeTicker();
    final Breaker breaker;

    /** Guards that were passed so far. */
    int passed;

    private final Shape shape;
    private final Sites sites = new Sites(this);
    private final Guard guard = new Guard(sites, this);
    private final RuleWeaver weaver;
    private final ClassLoader loader;

    GuardedShape(Shape shape, Methods methods) throws Exception {
        this.shape = shape;
        RuleSet rules = RulesFile.parse("rules.yaml", RULES.getBytes(StandardCharsets.UTF_8));
        breaker = new Breaker(rules.breakers().get("stock"), ticker, changed -> {});
        weaver = new RuleWeaver(rules.rules(), Map.of("stock", breaker), sites, new Coverage(rules.rules()));
        loader = new Loader(shape.language(), methods);
        var thread = Thread.currentThread();
        InstalledHook.set("enter", (IntFunction<Object>) site -> {
            if (Thread.currentThread() == thread) {
                passed++;
            }
            try {
                return guard.enter(site);
            } catch (Throwable refusal) {
                throw GuardedShape.<RuntimeException>asIs(refusal);
            }
        });
        InstalledHook.set("exit", (Consumer<Object>) guard::exit);
        InstalledHook.set("fail", (BiConsumer<Throwable, Object>) guard::fail);
    }

    /** One call of the application's. */
    Object call(Callable<Object> work) throws Throwable {
        var dot = shape.call().indexOf('.');
        var caller = loader.loadClass(
                shape.language().packageName + "." + shape.call().substring(0, dot));
        for (var method : caller.getDeclaredMethods()) {
            if (method.getName().equals(shape.call().substring(dot + 1)) && !method.isSynthetic()) {
                method.setAccessible(true);
                try {
                    return method.invoke(null, work);
                } catch (InvocationTargetException e) {
                    throw ofTheWork(e);
                }
            }
        }
        throw new AssertionError(shape.call());
    }

    private static Throwable ofTheWork(Throwable thrown) {
        var wrapped = thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof UncheckedIOException;
        return wrapped ? ofTheWork(thrown.getCause()) : thrown;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asIs(Throwable refusal) throws T {
        throw (T) refusal;
    }

    @Override
    public void close() {
        for (String field : List.of("enter", "exit", "fail")) {
            InstalledHook.set(field, null);
        }
    }

    @Override
    public void internalError(Throwable fault) {
        throw new AssertionError(fault);
    }

    @Override
    public void ignored(Breaker of, Throwable error) {}

    @Override
    public void unanswerable(Breaker of, String problem) {
        throw new AssertionError(problem);
    }

    @Override
    public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}

    private final class Loader extends ClassLoader {
        private final Language language;
        private final Methods methods;

        Loader(Language language, Methods methods) {
            super(language.libraries());
            this.language = language;
            this.methods = methods;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var original = language.classFiles().get(name);
            if (original == null) {
                throw new ClassNotFoundException(name);
            }
            var woven = methods == Methods.AS_RULES_WEAVE_THEM
                    ? weaver.weave(this, name, false, original)
                    : weaveAll(name, original);
            var classFile = woven == null ? original : woven;
            return defineClass(name, classFile, 0, classFile.length);
        }

        private byte[] weaveAll(String name, byte[] original) throws ClassNotFoundException {
            var guards = new ArrayList<MethodGuard>();
            for (var method : ClassOutline.read(original).methods()) {
                var guarded = method.name().contains("fetch") || method.name().startsWith("access$");
                if (guarded && !name.contains(".Calls")) {
                    int site = sites.number(this, name, method.name(), method.descriptor(), "");
                    guards.add(new MethodGuard(method.name(), method.descriptor(), site, false));
                }
            }
            var result = Weaver.weave(original, guards);
            for (var method : result.woven()) {
                try {
                    var plan = sites.plan(
                            breaker,
                            new GuardedMethod(
                                    name, method.name(), "()Ljava/lang/Object;", true, GuardedMethod.Finish.RETURN),
                            null);
                    var frame = new StackTraceElement(name, method.name(), null, method.firstLine());
                    sites.open(method.site(), this, plan, frame);
                } catch (MisfitException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return result.classFile();
        }
    }
}
