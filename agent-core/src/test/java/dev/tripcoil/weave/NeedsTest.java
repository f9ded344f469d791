package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.weave.subjects.Wide;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/** What woven methods give their guards beyond when calls begin and end. */
class NeedsTest {

    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() {
        hook.close();
    }

    @Test
    void one_variable_is_given_as_it_is_and_a_primitive_one_boxed() throws Exception {
        var woven = wide(Map.of(
                "number", given(2),
                "yes", given(Given.SELF),
                "nothing", given(1),
                "all", given(5)));
        Object wide = woven.getConstructor(String.class, long.class).newInstance("ab", 1L);

        assertThat(call(woven, wide, "number", 5L, 2.5, "x")).isEqualTo(5L + 2 + 9);
        assertThat(call(woven, wide, "yes", "")).isEqualTo(true);
        call(woven, wide, "nothing", new StringBuilder(), 7);
        assertThat(all(woven)).isEqualTo(all(Wide.class));

        assertThat(hook.events)
                .containsExactly(
                        "enter 3 x",
                        "exit 3",
                        "enter 4 " + wide,
                        "exit 4",
                        "enter 5 7",
                        "exit 5",
                        "enter 2 6",
                        "exit 2");
    }

    @Test
    void several_are_given_in_an_array() throws Exception {
        var woven = wide(Map.of(
                "number", new Needs(new Given(List.of(Given.SELF, 0, 1, 2), false), false, false, false),
                "yes", new Needs(new Given(List.of(0), true), false, false, false),
                "all", new Needs(new Given(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10), true), false, false, false),
                "suspending", new Needs(new Given(List.of(), true), false, false, false)));
        Object wide = woven.getConstructor(String.class, long.class).newInstance("ab", 1L);

        call(woven, wide, "number", 5L, 2.5, "x");
        call(woven, wide, "yes", "");
        all(woven);
        call(woven, null, "suspending", "a", "b");

        assertThat(hook.events)
                .containsExactly(
                        "enter 3 [" + wide + ", 5, 2.5, x]",
                        "exit 3",
                        "enter 4 []",
                        "exit 4",
                        "enter 2 [true, 2, c, 4, 5, 6, 7.0, 8.0, nine, 11]",
                        "exit 2",
                        "enter 7 []",
                        "exit 7");
    }

    @Test
    void result_is_shown_before_it_is_returned_and_may_be_another() throws Exception {
        var result = new Needs(Given.NOTHING, true, false, false);
        var woven = wide(Map.of("number", result, "yes", result, "nothing", result, "all", result));
        Object wide = woven.getConstructor(String.class, long.class).newInstance("ab", 1L);

        assertThat(call(woven, wide, "number", 5L, 2.5, null)).isEqualTo(-1L);
        assertThat(call(woven, wide, "yes", "")).isEqualTo(true);
        var text = new StringBuilder();
        call(woven, wide, "nothing", text, 2);
        assertThat(text).hasToString("ab1ab1");
        assertThat(hook.events)
                .containsExactly("enter 3", "settle 3 -1", "enter 4", "settle 4 true", "enter 5", "settle 5 null");

        hook.settle(Object::hashCode);
        assertThatThrownBy(() -> call(woven, wide, "yes", "")).isInstanceOf(ClassCastException.class);
        hook.settle(was -> -(long) was);
        assertThat(call(woven, wide, "number", 5L, 2.5, null)).isEqualTo(1L);
        hook.settle(was -> "instead");
        assertThat(all(woven)).isEqualTo("instead");
        hook.settle(was -> {
            throw new IllegalStateException("in its place");
        });
        assertThatThrownBy(() -> all(woven)).hasMessage("in its place");
    }

    @Test
    void failure_may_be_answered() throws Exception {
        var failure = new Needs(Given.NOTHING, false, true, false);
        var woven = wide(Map.of("failing", failure, "nothing", failure), true);
        Object wide = woven.getConstructor(String.class, long.class).newInstance("ab", 1L);

        assertThatThrownBy(() -> call(woven, wide, "failing", 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> call(woven, wide, "failing", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("first");
        assertThat(call(woven, wide, "failing", 5)).isEqualTo(2);
        assertThat(hook.freedBeforeFail).isTrue();
        assertThat(hook.events)
                .containsExactly(
                        "enter 6",
                        "recover 6 java.lang.ArithmeticException",
                        "enter 6",
                        "recover 6 java.lang.IllegalStateException",
                        "enter 6",
                        "exit 6");

        var other = new IOException("instead");
        hook.recover(error -> other);
        assertThat(catchThrowable(() -> call(woven, wide, "failing", 0))).isSameAs(other);
        hook.answer(42);
        hook.recover(error -> new Object[] {"answered", 6});
        assertThat(call(woven, wide, "failing", 0)).isEqualTo(42);
        call(woven, wide, "nothing", new StringBuilder(), -1);
    }

    @Test
    void failure_that_is_answered_with_exceptions_only_needs_no_value() throws Exception {
        var woven = wide(Map.of("failing", new Needs(Given.NOTHING, false, true, false)), false);
        Object wide = woven.getConstructor(String.class, long.class).newInstance("ab", 1L);
        var other = new IOException("instead");
        hook.recover(error -> other);

        assertThat(catchThrowable(() -> call(woven, wide, "failing", 0))).isSameAs(other);
    }

    @Test
    void continuation_is_exchanged_at_the_beginning() throws Exception {
        var woven = wide(Map.of("suspending", new Needs(new Given(List.of(1), false), true, false, true)));

        assertThat(call(woven, null, "suspending", "a", "b")).isEqualTo("ab followed");
        assertThat(hook.events).containsExactly("enter 7 b", "follow 7", "settle 7 ab followed");
    }

    @Test
    void constructor_gives_its_arguments_before_it_makes_anything() throws Exception {
        var needs = new Needs(new Given(List.of(0, 1), false), false, true, false);
        var woven = wide(Map.of("<init>", needs), false);

        woven.getConstructor(String.class, long.class).newInstance("ab", 1L);
        assertThat(hook.events).containsExactly("enter 1 [ab, 1]", "exit 1");
    }

    @Test
    void all_of_it_in_one_method() {
        var original = ClassFiles.withMethod(Opcodes.V17, "run", "(J)I", code -> {
            code.visitInsn(Opcodes.ICONST_5);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 2);
        });
        var needs = new Needs(new Given(List.of(0), true), true, true, false);
        var guard = new MethodGuard("run", "(J)I", 9, true, needs);

        var woven = Weaver.weave(original, List.of(guard)).classFile();

        assertThat(ClassFiles.code(woven, "run")).isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                BIPUSH 9
                ICONST_1
                ANEWARRAY java/lang/Object
                DUP
                ICONST_0
                LLOAD 0
                INVOKESTATIC java/lang/Long.valueOf (J)Ljava/lang/Long;
                AASTORE
                INVOKESTATIC java/lang/$Tripcoil.enterWith (ILjava/lang/Object;)Ljava/lang/Object;
                ASTORE 2
                L0
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.refused (Ljava/lang/Object;)Z
                IFNE L2
                ICONST_5
                INVOKESTATIC java/lang/Integer.valueOf (I)Ljava/lang/Integer;
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.settle (Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
                CHECKCAST java/lang/Integer
                INVOKEVIRTUAL java/lang/Integer.intValue ()I
                IRETURN
                L1
                FRAME FULL [T T java/lang/Object] [java/lang/Throwable]
                ALOAD 2
                INSTANCEOF [Ljava/lang/Object;
                IFEQ L3
                ALOAD 2
                CHECKCAST [Ljava/lang/Object;
                ICONST_0
                AALOAD
                CHECKCAST [J
                ICONST_0
                LCONST_0
                LASTORE
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.recover (Ljava/lang/Throwable;Ljava/lang/Object;)Ljava/lang/Object;
                ASTORE 2
                ALOAD 2
                INSTANCEOF java/lang/Throwable
                IFEQ L2
                ALOAD 2
                CHECKCAST java/lang/Throwable
                L3
                FRAME FULL [T T java/lang/Object] [java/lang/Throwable]
                ATHROW
                L2
                FRAME FULL [T T java/lang/Object] []
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.answer (Ljava/lang/Object;)Ljava/lang/Object;
                CHECKCAST java/lang/Integer
                INVOKEVIRTUAL java/lang/Integer.intValue ()I
                IRETURN
                MAXSTACK = 6
                MAXLOCALS = 3""");
    }

    private static Needs given(int variable) {
        return new Needs(new Given(List.of(variable), false), false, false, false);
    }

    private static Class<?> wide(Map<String, Needs> needs) throws Exception {
        return wide(needs, false);
    }

    /** Sites are numbered in the order of the class file. */
    private static Class<?> wide(Map<String, Needs> needs, boolean answersWithValue) throws Exception {
        byte[] original;
        try (var in = Wide.class.getResourceAsStream("Wide.class")) {
            original = in.readAllBytes();
        }
        var guards = new ArrayList<MethodGuard>();
        int site = 0;
        for (var method : ClassOutline.read(original).methods()) {
            site++;
            if (needs.containsKey(method.name())) {
                guards.add(new MethodGuard(
                        method.name(), method.descriptor(), site, answersWithValue, needs.get(method.name())));
            }
        }
        var result = Weaver.weave(original, guards);
        assertThat(result.unwoven()).isEmpty();
        var loader = new ClassLoader(NeedsTest.class.getClassLoader()) {
            Class<?> define(byte[] classFile) {
                return defineClass(Wide.class.getName(), classFile, 0, classFile.length);
            }
        };
        return loader.define(result.classFile());
    }

    private static Object all(Class<?> type) throws Exception {
        return call(type, null, "all", true, (byte) 2, 'c', (short) 4, 5, 6L, 7f, 8d, "nine", new int[10], 11L);
    }

    private static Object call(Class<?> type, Object self, String name, Object... arguments) throws Exception {
        for (var method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    return method.invoke(self, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof Exception exception) {
                        throw exception;
                    }
                    throw e;
                }
            }
        }
        throw new AssertionError(name);
    }
}
