package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Rig;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code call}: what a static method of the application returns, or throws. */
class CallFallbackTest {

    private final GuardRig rig = new GuardRig();
    private final Rig opened = new Rig(stock().answer(new Answer.Fallback("com.acme.Fallbacks", "stock")));

    @SuppressWarnings("unused")
    private static final class Fallbacks {

        static Runnable within = () -> {};

        private static String all(Object receiver, String article, int count, Throwable refusal) {
            within.run();
            return receiver + " " + article + " " + count + " " + refusal.getMessage();
        }

        private static String some(String article, long count) {
            return article + " " + count;
        }

        private static String throwable(Throwable refusal) {
            return refusal.getClass().getName();
        }

        private static String throwing(String article) throws IOException {
            throw new IOException(article);
        }

        private static Integer box(int number) {
            return number == 0 ? null : number;
        }

        private static char character() {
            return 'a';
        }

        private static String varargs(Object... all) {
            return Arrays.toString(all);
        }

        private static void nothing() {}

        private static CompletionStage<String> stage() {
            return CompletableFuture.completedFuture("of the fallback");
        }

        private static CompletionStage<String> failing() {
            throw new IllegalStateException("of the fallback");
        }
    }

    private int open(FallbackMethod fallback, String descriptor, boolean isStatic) throws MisfitException {
        return open(fallback, descriptor, isStatic, GuardedMethod.Finish.RETURN);
    }

    private int open(FallbackMethod fallback, String descriptor, boolean isStatic, GuardedMethod.Finish finish)
            throws MisfitException {
        var name = CallFallbackTest.class.getName();
        var loader = CallFallbackTest.class.getClassLoader();
        var plan = rig.sites.plan(
                opened.breaker,
                new GuardedMethod(name, "fetch", descriptor, isStatic, finish),
                GuardRig.finding(fallback));
        assertThat(plan.givenAsArray()).isTrue();
        int number = rig.sites.number(loader, name, "fetch", descriptor, "");
        rig.sites.open(number, loader, plan, new StackTraceElement(name, "fetch", null, 1));
        opened.breaker.trip();
        return number;
    }

    private static FallbackMethod fallback(String name, String descriptor, boolean receiver, boolean throwable) {
        return new FallbackMethod(Fallbacks.class.getName(), name, descriptor, receiver, throwable);
    }

    private Object refused(int site, Object... given) throws Throwable {
        return rig.settled(site, given, () -> {
            throw new AssertionError("the body runs");
        });
    }

    private static final String ALL = "(Ljava/lang/Object;Ljava/lang/String;ILjava/lang/Throwable;)Ljava/lang/String;";

    @Test
    void it_gets_receiver_arguments_and_the_refusal() throws Throwable {
        int site = open(fallback("all", ALL, true, true), "(Ljava/lang/String;I)Ljava/lang/String;", false);
        assertThat(refused(site, "the client", "bread", 2))
                .isEqualTo("the client bread 2 stock is OPEN, and tries again in 30 s");
        assertThat(refused(site, "the client", null, 2)).asString().startsWith("the client null 2 ");
        assertThat(rig.faults).isEmpty();
        assertThat(rig.problems).isEmpty();
    }

    @Test
    void it_may_do_without_and_take_wider_types() throws Throwable {
        int site = open(
                fallback("some", "(Ljava/lang/String;J)Ljava/lang/String;", false, false),
                "(Ljava/lang/String;I)Ljava/lang/String;",
                false);
        assertThat(refused(site, "the client", "bread", 2)).isEqualTo("bread 2");
        int ofStatic = open(
                fallback("some", "(Ljava/lang/String;J)Ljava/lang/String;", false, false),
                "(Ljava/lang/String;S)Ljava/lang/String;",
                true);
        assertThat(refused(ofStatic, "bread", (short) 2)).isEqualTo("bread 2");
    }

    @Test
    void refusal_that_it_gets_is_the_usual_one() throws Throwable {
        int site = open(
                fallback("throwable", "(Ljava/lang/Throwable;)Ljava/lang/String;", false, true),
                "()Ljava/lang/String;",
                true);
        assertThat(refused(site)).isEqualTo(CircuitOpenException.class.getName());
    }

    @Test
    void what_it_throws_goes_to_the_caller_as_it_is() throws Throwable {
        int site = open(
                fallback("throwing", "(Ljava/lang/String;)Ljava/lang/String;", false, false),
                "(Ljava/lang/String;)Ljava/lang/String;",
                true);
        assertThatThrownBy(() -> refused(site, "bread"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("bread")
                .hasNoCause();
        assertThat(rig.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"I, java.lang.Integer", "J, java.lang.Long", "F, java.lang.Float", "D, java.lang.Double"})
    void number_is_widened_to_the_guarded_methods_type(String returns, Class<?> box) throws Throwable {
        int site = open(fallback("box", "(I)Ljava/lang/Integer;", false, false), "(I)" + returns, true);
        assertThat(refused(site, 7)).isExactlyInstanceOf(box);
        assertThat(((Number) refused(site, 7)).intValue()).isEqualTo(7);
        int character = open(fallback("character", "()C", false, false), "()" + returns, true);
        assertThat(((Number) refused(character)).intValue()).isEqualTo('a');
        assertThat(refused(character)).isExactlyInstanceOf(box);
    }

    @Test
    void null_for_a_primitive_is_reported_and_gives_the_usual_refusal() throws Throwable {
        int site = open(fallback("box", "(I)Ljava/lang/Integer;", false, false), "(I)I", true);
        assertThatThrownBy(() -> refused(site, 0)).isExactlyInstanceOf(CircuitOpenException.class);
        assertThat(rig.problems)
                .containsExactly("stock: " + Fallbacks.class.getName() + "#box returned null, and "
                        + CallFallbackTest.class.getName() + "#fetch returns int");
        int boxed = open(fallback("box", "(I)Ljava/lang/Integer;", false, false), "(I)Ljava/lang/Integer;", true);
        assertThat(refused(boxed, 0)).isNull();
    }

    @Test
    void void_and_varargs_are_as_any_other() throws Throwable {
        int nothing = open(fallback("nothing", "()V", false, false), "()V", true);
        assertThat(refused(nothing)).isNull();
        int varargs = open(
                fallback("varargs", "([Ljava/lang/Object;)Ljava/lang/String;", false, false),
                "([Ljava/lang/Object;)Ljava/lang/String;",
                true);
        assertThat(refused(varargs, (Object) new Object[] {1, 2})).isEqualTo("[1, 2]");
    }

    @Test
    void guarded_method_that_it_calls_is_part_of_the_refused_call() throws Throwable {
        int site = open(fallback("all", ALL, true, true), "(Ljava/lang/String;I)Ljava/lang/String;", false);
        var ran = new int[1];
        Fallbacks.within = () -> {
            try {
                rig.settled(site, new Object[] {"inner", "bread", 1}, () -> ran[0]++);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
        try {
            assertThat(refused(site, "outer", "bread", 1)).asString().startsWith("outer bread 1 ");
        } finally {
            Fallbacks.within = () -> {};
        }
        assertThat(ran[0]).isEqualTo(1);
        assertThat(opened.breaker.rejectedCalls()).isEqualTo(1);
    }

    @Test
    void failed_call_hands_its_failure_over() throws Throwable {
        var answering = new Rig(stock().answer(new Answer.Fallback("com.acme.Fallbacks", "stock"))
                .alsoOnFailure());
        var name = CallFallbackTest.class.getName();
        var loader = CallFallbackTest.class.getClassLoader();
        var plan = rig.sites.plan(
                answering.breaker,
                new GuardedMethod(name, "fetch", "()Ljava/lang/String;", true, GuardedMethod.Finish.RETURN),
                GuardRig.finding(fallback("throwable", "(Ljava/lang/Throwable;)Ljava/lang/String;", false, true)));
        int number = rig.sites.number(loader, name, "fetch", "failing", "");
        rig.sites.open(number, loader, plan, new StackTraceElement(name, "fetch", null, 1));
        assertThat(rig.settled(number, new Object[0], () -> {
                    throw new IOException("down");
                }))
                .isEqualTo("java.io.IOException");
        assertThat(answering.breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void stage_is_its_own_and_what_it_throws_a_failed_one() throws Throwable {
        String returns = "()Ljava/util/concurrent/CompletionStage;";
        int site = open(fallback("stage", returns, false, false), returns, true, GuardedMethod.Finish.STAGE);
        assertThat((CompletableFuture<?>) refused(site)).isCompletedWithValueMatching("of the fallback"::equals);
        int failing = open(fallback("failing", returns, false, false), returns, true, GuardedMethod.Finish.STAGE);
        assertThatThrownBy(() -> ((CompletableFuture<?>) refused(failing)).join())
                .hasCause(new IllegalStateException("of the fallback"));
    }

    @Test
    void method_that_has_gone_is_reported_and_gives_the_usual_refusal() throws Throwable {
        int site = open(fallback("gone", "()V", false, false), "()V", true);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> refused(site)).isExactlyInstanceOf(CircuitOpenException.class);
        }
        assertThat(rig.problems)
                .singleElement()
                .asString()
                .startsWith(
                        "stock: can't call " + Fallbacks.class.getName() + "#gone: java.lang.NoSuchMethodException");
    }

    /** Of a loader that goes. */
    public static final class Loaded {
        public static String answer(String given) {
            return given + " of " + Loaded.class.getClassLoader().getClass().getSimpleName();
        }
    }

    @Test
    void loader_of_the_guarded_class_can_go() throws Throwable {
        WeakReference<ClassLoader> gone = useLoader();
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(gone.get()).isNull();
    }

    private WeakReference<ClassLoader> useLoader() throws Throwable {
        URL classes =
                CallFallbackTest.class.getProtectionDomain().getCodeSource().getLocation();
        var loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        var type = loader.loadClass(Loaded.class.getName());
        String descriptor = "(Ljava/lang/String;)Ljava/lang/String;";
        var plan = rig.sites.plan(
                opened.breaker,
                new GuardedMethod(type.getName(), "fetch", descriptor, true, GuardedMethod.Finish.RETURN),
                GuardRig.finding(new FallbackMethod(type.getName(), "answer", descriptor, false, false)));
        int number = rig.sites.number(loader, type.getName(), "fetch", descriptor, "");
        rig.sites.open(number, loader, plan, new StackTraceElement(type.getName(), "fetch", null, 1));
        opened.breaker.trip();
        assertThat(refused(number, "bread")).isEqualTo("bread of URLClassLoader");
        assertThat(refused(number, "bread")).isEqualTo("bread of URLClassLoader");
        return new WeakReference<>(loader);
    }
}
