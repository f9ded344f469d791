package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.weave.subjects.Failing;
import dev.tripcoil.weave.subjects.Returns;
import dev.tripcoil.weave.subjects.Shapes;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guarded classes, as javac writes them, run. */
class GuardedCallsTest {

    private static final Map<Class<?>, Object> ANSWERS = Map.ofEntries(
            Map.entry(boolean.class, true),
            Map.entry(byte.class, (byte) -5),
            Map.entry(char.class, '\uFFFF'),
            Map.entry(short.class, (short) -30_000),
            Map.entry(int.class, Integer.MIN_VALUE),
            Map.entry(long.class, Long.MIN_VALUE),
            Map.entry(float.class, Float.NaN),
            Map.entry(double.class, Double.MIN_VALUE),
            Map.entry(String.class, "the answer"),
            Map.entry(int[].class, new int[] {42}),
            Map.entry(String[][].class, new String[1][2]),
            Map.entry(List.class, List.of("the answer")));

    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() {
        hook.close();
    }

    static Stream<String> ofEveryReturnType() {
        return publicMethods(Returns.class);
    }

    static Stream<String> ofEveryShape() {
        return publicMethods(Shapes.class);
    }

    private static Stream<String> publicMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() == type)
                .map(Method::getName);
    }

    @ParameterizedTest
    @MethodSource("ofEveryReturnType")
    void value_is_returned_unchanged(String name) throws Throwable {
        for (boolean answers : new boolean[] {false, true}) {
            hook.events.clear();
            var loader = new WovenLoader(answers);
            var woven = loader.copyOf(Returns.class);

            assertThat(call(woven, name, 7L, "abc")).isEqualTo(call(Returns.class, name, 7L, "abc"));

            int site = loader.sites.get("Returns." + name);
            assertThat(hook.events).containsExactly("enter " + site, "exit " + site);
        }
    }

    @ParameterizedTest
    @MethodSource("ofEveryReturnType")
    void refused_call_returns_the_answer_and_skips_the_body(String name) throws Throwable {
        var loader = new WovenLoader(true);
        var woven = loader.copyOf(Returns.class);
        var answer = ANSWERS.get(method(woven, name).getReturnType());
        hook.answerWith(answer);

        assertThat(call(woven, name, 7L, "abc")).isEqualTo(answer);

        int site = loader.sites.get("Returns." + name);
        assertThat(hook.events).containsExactly("enter " + site, "answer " + site);
        assertThat(woven.getField("ran").get(null)).isEqualTo(0);
    }

    @Test
    void null_is_an_answer_where_an_object_is_returned() throws Throwable {
        hook.answerWith(null);
        assertThat(call(new WovenLoader(true).copyOf(Returns.class), "anObject", 7L, "abc"))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("ofEveryShape")
    void every_kind_of_method_does_what_it_did(String name) throws Throwable {
        for (boolean answers : new boolean[] {false, true}) {
            hook.events.clear();
            var woven = new WovenLoader(answers).copyOf(Shapes.class);

            assertThat(call(woven, name)).isEqualTo(call(Shapes.class, name));

            assertThat(hook.events).hasSizeGreaterThanOrEqualTo(2);
            assertNestedProperly(hook.events);
        }
    }

    /** Each enter and resume has its own exit, pause or failure, the later the earlier. */
    private static void assertNestedProperly(List<String> events) {
        var inside = new ArrayDeque<String>();
        for (String event : events) {
            var words = event.split(" ");
            if (words[0].equals("enter") || words[0].equals("resume")) {
                inside.push(words[1]);
            } else {
                assertThat(inside.pop()).as("%s of %s", event, events).isEqualTo(words[1]);
            }
        }
        assertThat(inside).isEmpty();
    }

    @Test
    void recursive_calls_enter_and_exit_each() throws Throwable {
        call(new WovenLoader(false).copyOf(Shapes.class), "recursion");
        // fibonacci(10) makes 177 calls, recursion itself is one.
        assertThat(hook.events.stream().filter(event -> event.startsWith("enter")))
                .hasSize(178);
        assertThat(hook.events.stream().filter(event -> event.startsWith("exit")))
                .hasSize(178);
    }

    @ParameterizedTest
    @ValueSource(strings = {"passOn", "passOnFromWithin", "passOnHolding"})
    void exception_that_comes_out_is_the_very_one_that_was_thrown(String name) throws Throwable {
        for (Throwable error : List.of(new IOException(), new OutOfMemoryError(), new Throwable())) {
            hook.events.clear();
            var loader = new WovenLoader(true);
            var woven = loader.copyOf(Failing.class);
            var trace = error.getStackTrace();

            assertThat(catchThrowable(() -> call(woven, name, error))).isSameAs(error);

            assertThat(hook.lastError).isSameAs(error);
            assertThat(hook.freedBeforeFail).isTrue();
            assertThat(error.getStackTrace()).isEqualTo(trace);
            assertThat(error.getSuppressed()).isEmpty();
            assertThat(hook.events)
                    .contains("fail " + loader.sites.get("Failing." + name) + " "
                            + error.getClass().getName())
                    .noneMatch(event -> event.startsWith("exit"));
        }
    }

    @Test
    void exception_that_the_method_makes_has_the_stack_trace_that_it_would_have() {
        var original = catchThrowable(() -> call(Failing.class, "passOnWrapped", new IOException()));
        var woven = new WovenLoader(true).copyOf(Failing.class);
        var guarded = catchThrowable(() -> call(woven, "passOnWrapped", new IOException()));
        assertThat(framesOf(guarded)).isEqualTo(framesOf(original)).hasSize(2);
        assertThat(hook.events).hasSize(6);
    }

    private static List<String> framesOf(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> frame.getClassName().contains("Failing")
                        || frame.getClassName().contains("Tripcoil"))
                .map(frame -> frame.getMethodName() + " " + frame.getFileName() + " " + frame.getLineNumber())
                .toList();
    }

    @Test
    void method_without_a_return_can_be_guarded() {
        var woven = new WovenLoader(false).copyOf(Failing.class);
        assertThat(catchThrowable(() -> call(woven, "forEver"))).hasMessage("at last");
        assertThat(hook.events).hasSize(2).last().asString().startsWith("fail ");
    }

    @Test
    void stack_overflow_comes_out_as_such_and_later_calls_are_guarded() {
        var woven = new WovenLoader(true).copyOf(Failing.class);
        assertThat(catchThrowable(() -> call(woven, "tooDeep", 0))).isInstanceOf(StackOverflowError.class);
        hook.events.clear();
        assertThat(catchThrowable(() -> call(woven, "forEver"))).hasMessage("at last");
        assertThat(hook.events).hasSize(2);
    }

    @Test
    void exception_caught_within_the_method_is_not_seen() throws Throwable {
        call(new WovenLoader(false).copyOf(Shapes.class), "caughtWithin");
        assertThat(hook.events).hasSize(2).last().asString().startsWith("exit ");
    }

    @Test
    void refusal_shows_the_first_line_of_the_method_and_runs_nothing() throws Throwable {
        var woven = new WovenLoader(false).copyOf(Failing.class);
        var original = new IllegalStateException();
        var lineOfBody = catchThrowable(() -> call(Failing.class, "passOn", (Object) null));
        var refusals = new IllegalStateException[1];
        InstalledHook.set("enter", (IntFunction<Object>) site -> {
            refusals[0] = new IllegalStateException("refused");
            throw refusals[0];
        });

        assertThat(catchThrowable(() -> call(woven, "passOn", original))).isSameAs(refusals[0]);

        var frame = Arrays.stream(refusals[0].getStackTrace())
                .filter(each -> each.getMethodName().equals("passOn"))
                .findFirst()
                .orElseThrow();
        assertThat(frame.getLineNumber()).isEqualTo(lineOfBody.getStackTrace()[0].getLineNumber());
        assertThat(frame.getFileName()).isEqualTo("Failing.java");
        assertThat(hook.events).isEmpty();
    }

    private static Object call(Class<?> type, String name, Object... arguments) throws Throwable {
        try {
            return method(type, name).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
