package dev.tripcoil.async;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.FakeTicker;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RulesFile;
import dev.tripcoil.weave.InstalledBeside;
import dev.tripcoil.weave.InstalledHook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Classes of a package in a loader of their own, woven by rules, with a real guard behind the hook. */
final class GuardedClasses implements AutoCloseable, Reports {

    final FakeTicker ticker = new FakeTicker();
    final Map<String, Breaker> breakers = new HashMap<>();
    final Sites sites = new Sites(this);
    final Coverage coverage;
    final ClassLoader loader;

    private final Guard guard = new Guard(sites, this);
    private final RuleWeaver weaver;

    /**
     * @param prefix of the names of the classes that are defined here
     * @param parent has their class files, and all other classes
     */
    GuardedClasses(String prefix, ClassLoader parent, String rules) throws Exception {
        var set = RulesFile.parse("rules.yaml", rules.getBytes(StandardCharsets.UTF_8));
        for (Definition definition : set.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, ticker, changed -> {}));
        }
        coverage = new Coverage(set.rules());
        weaver = new RuleWeaver(set.rules(), breakers, sites, coverage);
        loader = new Loader(prefix, parent);
        guard.follow(InstalledBeside.CLASS);
        InstalledHook.set("exit", (Consumer<Object>) guard::exit);
        InstalledHook.set("fail", (BiConsumer<Throwable, Object>) guard::fail);
        InstalledHook.set("refused", (Predicate<Object>) guard::refused);
        InstalledHook.set("answer", (Function<Object, Object>) guard::answer);
        InstalledHook.set("follow", (BiFunction<Object, Object, Object>) guard::follow);
        InstalledHook.set("recover", (BiFunction<Throwable, Object, Object>) guard::recover);
        InstalledHook.set("settle", (BiFunction<Object, Object, Object>) (result, permit) -> {
            try {
                return guard.settle(result, permit);
            } catch (Throwable failure) {
                throw GuardedClasses.<RuntimeException>asIs(failure);
            }
        });
        InstalledHook.set("enterWith", (IntFunction<Object>) guard::entrance);
        InstalledHook.set("enter", (IntFunction<Object>) site -> {
            try {
                return guard.enter(site);
            } catch (Throwable refusal) {
                throw GuardedClasses.<RuntimeException>asIs(refusal);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asIs(Throwable refusal) throws T {
        throw (T) refusal;
    }

    Breaker breaker(String name) {
        return breakers.get(name);
    }

    /** As after a reload with other rules: no guard is left. */
    void forgetRules() {
        sites.keepOnly(Set.of());
    }

    @Override
    public void close() {
        for (String field :
                List.of("enter", "enterWith", "exit", "settle", "fail", "recover", "refused", "answer", "follow")) {
            InstalledHook.set(field, null);
        }
    }

    @Override
    public void internalError(Throwable fault) {
        fault.printStackTrace();
    }

    @Override
    public void ignored(Breaker breaker, Throwable error) {}

    @Override
    public void unanswerable(Breaker breaker, String problem) {
        throw new AssertionError(problem);
    }

    @Override
    public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {
        throw new AssertionError(fault);
    }

    private final class Loader extends ClassLoader {

        private final String prefix;

        Loader(String prefix, ClassLoader parent) {
            super(parent);
            this.prefix = prefix;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(prefix)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try (var stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (stream == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] classFile = stream.readAllBytes();
                    byte[] woven = weaver.weave(this, name, false, classFile);
                    byte[] bytes = woven == null ? classFile : woven;
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }
}
