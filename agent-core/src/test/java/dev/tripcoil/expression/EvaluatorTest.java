package dev.tripcoil.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.expression.Scope.Yields;
import dev.tripcoil.expression.subjects.Guarded;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    @Test
    void a_loader_goes_when_the_application_drops_it() throws Throwable {
        URLClassLoader loader = new OnlyTests(new Resources(EvaluatorTest.class.getClassLoader()));
        Class<?> guarded = loader.loadClass(Guarded.class.getName());
        assertThat(guarded.getClassLoader()).isSameAs(loader);
        Evaluator evaluator = Evaluator.define(guarded, lengthOfResult(), Expressions::lookup);
        assertThat(evaluator.evaluate(null, "four")).isEqualTo(4);
        WeakReference<ClassLoader> gone = new WeakReference<>(loader);
        guarded = null;
        loader = null;
        awaitCleared(gone);
        assertThatThrownBy(() -> evaluator.evaluate(null, "four")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_function_stays_for_as_long_as_its_class_and_its_evaluator_do() throws Throwable {
        Evaluator evaluator = Evaluator.define(Guarded.class, lengthOfResult(), Expressions::lookup);
        for (int i = 0; i < 5; i++) {
            System.gc();
            assertThat(evaluator.evaluate(null, "four")).isEqualTo(4);
        }
    }

    @Test
    void a_function_goes_with_its_evaluator() throws Throwable {
        Variable self = new Variable("self", "Ldev/tripcoil/expression/subjects/Guarded;");
        Scope scope = new Scope(Guarded.class.getName(), List.of(self), false, null, Yields.KEY);
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Evaluator evaluator = Expressions.evaluator("new Object[] {self}", scope);
            evaluator.evaluate(new Guarded(), null);
            gone.add(new WeakReference<>(functionOf(evaluator)));
        }
        long end = System.nanoTime() + 20_000_000_000L;
        // Those that went are dropped when the next one comes.
        while (gone.stream().anyMatch(each -> each.get() != null) && System.nanoTime() < end) {
            System.gc();
            Expressions.evaluator("self", scope);
        }
        assertThat(gone).allMatch(each -> each.get() == null);
    }

    private static Object functionOf(Evaluator evaluator) throws Exception {
        var field = Evaluator.class.getDeclaredField("function");
        field.setAccessible(true);
        return ((WeakReference<?>) field.get(evaluator)).get();
    }

    /** As it is detached: the classes whose methods it guarded stay. */
    @Test
    void the_agent_goes_while_the_guarded_class_stays() throws Exception {
        URL[] classPath = classPath();
        URLClassLoader agent = new AgentLoader(classPath);
        Class<?> evaluators = agent.loadClass(Evaluator.class.getName());
        assertThat(evaluators).isNotSameAs(Evaluator.class);
        Class<?> lookups = agent.loadClass(Lookups.class.getName());
        Object lookup = Proxy.newProxyInstance(
                agent,
                new Class<?>[] {lookups},
                (proxy, method, arguments) -> Expressions.lookup((Class<?>) arguments[0]));
        Method define = evaluators.getMethod("define", Class.class, byte[].class, lookups);
        Object evaluator = define.invoke(null, Guarded.class, lengthOfResult(), lookup);
        Method evaluate = evaluators.getMethod("evaluate", Object.class, Object.class);
        assertThat(evaluate.invoke(evaluator, null, "four")).isEqualTo(4);
        WeakReference<ClassLoader> gone = new WeakReference<>(agent);
        agent = null;
        evaluators = null;
        lookups = null;
        lookup = null;
        define = null;
        evaluate = null;
        evaluator = null;
        awaitCleared(gone);
    }

    @Test
    void a_class_of_a_named_module_can_be_guarded_in_a_package_that_is_not_exported() throws Throwable {
        String name = "java.util.logging.Level";
        Scope scope = new Scope(
                name, List.of(new Variable("self", "L" + name.replace('.', '/') + ";")), false, null, Yields.KEY);
        // A package-private method, which no other package could call.
        byte[] classFile = Expressions.COMPILER.compile("self.getLocalizedLevelName()", scope, Resources.OF_TESTS);
        Class<?> level = Class.forName(name);
        Evaluator evaluator = Evaluator.define(level, classFile, Expressions::lookup);
        assertThat(evaluator.evaluate(level.getField("INFO").get(null), null)).isInstanceOf(String.class);
    }

    @Test
    void a_class_of_the_bootstrap_loader_can_be_guarded() throws Throwable {
        Scope scope =
                new Scope("java.net.URI", List.of(new Variable("self", "Ljava/net/URI;")), false, null, Yields.KEY);
        byte[] classFile = Expressions.COMPILER.compile(
                "self.isOpaque() ? 0 : self.getPath().length()", scope, Resources.OF_TESTS);
        Evaluator evaluator = Evaluator.define(java.net.URI.class, classFile, Expressions::lookup);
        assertThat(evaluator.evaluate(java.net.URI.create("http://a/path"), null))
                .isEqualTo(5);
    }

    private static byte[] lengthOfResult() throws Exception {
        Scope scope = new Scope(Guarded.class.getName(), List.of(), false, Expressions.RESULT, Yields.KEY);
        return Expressions.COMPILER.compile("result.length()", scope, Resources.OF_TESTS);
    }

    private static void awaitCleared(WeakReference<?> reference) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (reference.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(each).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    /** Defines the tests' own subjects itself. */
    private static final class OnlyTests extends URLClassLoader {

        private final Resources resources;

        OnlyTests(Resources resources) {
            super(new URL[0], resources.loader());
            this.resources = resources;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.tripcoil.expression.subjects.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] classFile = resources.read(name);
            return defineClass(name, classFile, 0, classFile.length);
        }
    }

    /** Has classes of its own of all that the agent has, but for the guarded ones. */
    private static final class AgentLoader extends URLClassLoader {

        AgentLoader(URL[] urls) {
            super(urls, ClassLoader.getPlatformClassLoader());
        }
    }
}
