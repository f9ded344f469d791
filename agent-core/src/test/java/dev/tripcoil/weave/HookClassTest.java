package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

class HookClassTest {

    private static final int ALWAYS_INLINED = 35;

    @Test
    void every_method_is_small_enough_to_be_inlined_always() {
        assertThat(codeSizes())
                .containsOnlyKeys(
                        "<clinit>",
                        "enter",
                        "quick",
                        "mine",
                        "taken",
                        "begin",
                        "ask",
                        "enterWith",
                        "exit",
                        "counted",
                        "ended",
                        "settle",
                        "settled",
                        "fail",
                        "recover",
                        "refused",
                        "answer",
                        "follow",
                        "pause",
                        "resume")
                .allSatisfy((name, size) -> assertThat(size).isBetween(1, ALWAYS_INLINED));
    }

    private static Map<String, Integer> codeSizes() {
        var sizes = new HashMap<String, Integer>();
        var writer = new ClassWriter(0);
        new ClassReader(HookClass.bytes())
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String sig, String[] exceptions) {
                                return new MethodVisitor(
                                        Opcodes.ASM9, super.visitMethod(access, name, descriptor, sig, exceptions)) {
                                    @Override
                                    public void visitMaxs(int maxStack, int maxLocals) {
                                        var end = new Label();
                                        mv.visitLabel(end);
                                        sizes.put(name, end.getOffset());
                                    }
                                };
                            }
                        },
                        0);
        return sizes;
    }

    @Test
    void it_verifies() {
        // The JVM does not verify what is in java.base.
        var problems = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(HookClass.bytes()), false, new PrintWriter(problems));
        assertThat(problems.toString()).isEmpty();
    }

    @Test
    void it_is_in_java_base_and_public() {
        assertThat(InstalledHook.CLASS.getName()).isEqualTo("java.lang.$Tripcoil");
        assertThat(InstalledHook.CLASS.getModule()).isSameAs(Object.class.getModule());
        assertThat(Modifier.isPublic(InstalledHook.CLASS.getModifiers())).isTrue();
    }

    @Test
    void without_anyone_behind_it_nothing_happens() throws Exception {
        assertThat(call("enter", 1)).isNull();
        call("exit", (Object) new Object[] {new long[1]});
        call("fail", new Error(), "permit");
        assertThat(call("refused", "permit")).isEqualTo(false);
        assertThat(call("answer", "permit")).isNull();
        assertThat(call("enterWith", 1, "given")).isNull();
        assertThat(call("follow", "continuation", "permit")).isEqualTo("continuation");
    }

    @Test
    void a_call_that_ends_after_the_agent_has_left_frees_its_place() throws Exception {
        Object[] returned = {new long[] {1}};
        call("exit", (Object) returned);
        assertThat(HookRecorder.isFree(returned)).isTrue();
        Object[] settled = {new long[] {1}};
        assertThat(call("settle", "result", settled)).isEqualTo("result");
        var error = new Error();
        assertThat(call("recover", error, returned)).isSameAs(error);
    }

    @Test
    void exit_and_pause_free_the_place_before_anything_that_may_fail() throws Exception {
        try (var hook = new HookRecorder()) {
            Object[] place = {new long[] {1}, "no site"}; // which makes the function throw
            call("exit", (Object) place);
            assertThat(HookRecorder.isFree(place)).isTrue();
            ((long[]) place[0])[0] = 1;
            assertThat(call("pause", (Object) place)).isNull();
            assertThat(HookRecorder.isFree(place)).isTrue();
            assertThat(hook.events).isEmpty();
        }
    }

    @Test
    void settle_frees_the_place_where_there_is_no_stack_for_its_function() throws Exception {
        try (var hook = new HookRecorder()) {
            hook.settle(result -> {
                throw new StackOverflowError();
            });
            var place = call("enter", 77);
            assertThat(call("settle", "result", place)).isEqualTo("result");
            assertThat(HookRecorder.isFree(place)).isTrue();
        }
    }

    @Test
    void without_a_permit_nobody_is_told() throws Exception {
        try (var hook = new HookRecorder()) {
            hook.answerWith("value");
            call("exit", new Object[] {null});
            call("fail", new Error(), null);
            assertThat(call("refused", new Object[] {null})).isEqualTo(false);
            assertThat(call("answer", new Object[] {null})).isNull();
            assertThat(call("settle", "result", null)).isEqualTo("result");
            assertThat(call("recover", new Error("this"), null)).hasToString("java.lang.Error: this");
            assertThat(call("follow", "continuation", null)).isEqualTo("continuation");
            assertThat(hook.events).isEmpty();
        }
    }

    @Test
    void each_method_reaches_its_function() throws Exception {
        try (var hook = new HookRecorder()) {
            var permit = call("enter", 77);
            assertThat(call("refused", permit)).isEqualTo(false);
            hook.answerWith("value");
            assertThat(call("refused", permit)).isEqualTo(true);
            assertThat(call("answer", permit)).isEqualTo("value");
            call("exit", permit);
            call("fail", new StackOverflowError(), permit);
            assertThat(hook.events)
                    .containsExactly("enter 77", "answer 77", "exit 77", "fail 77 java.lang.StackOverflowError");
        }
    }

    @Test
    void what_is_given_goes_to_the_function_of_the_site() throws Exception {
        try (var hook = new HookRecorder()) {
            var permit = call("enterWith", 77, "given");
            assertThat(call("settle", "result", permit)).isEqualTo("result");
            var error = new StackOverflowError();
            assertThat(call("recover", error, permit)).isSameAs(error);
            assertThat(call("follow", "continuation", permit)).isEqualTo("continuation followed");
            assertThat(hook.events)
                    .containsExactly(
                            "enter 77 given",
                            "settle 77 result",
                            "recover 77 java.lang.StackOverflowError",
                            "follow 77");
            InstalledHook.set("enterWith", (java.util.function.IntFunction<Object>) site -> null);
            assertThat(call("enterWith", 77, "given")).isNull();
        }
    }

    @Test
    void answer_to_a_result_comes_out_of_settle_and_a_fault_does_not() throws Exception {
        try (var hook = new HookRecorder()) {
            var permit = call("enter", 1);
            var answer = new java.io.IOException();
            hook.settle(result -> {
                throw sneaky(answer);
            });
            assertThatThrownBy(() -> call("settle", "result", permit)).hasCause(answer);
            hook.settle(result -> {
                throw new StackOverflowError();
            });
            assertThat(call("settle", "result", permit)).isEqualTo("result");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void refusal_comes_out_of_enter() {
        try (var hook = new HookRecorder()) {
            var refusal = new IllegalStateException();
            hook.refuseWith(refusal);
            assertThatThrownBy(() -> call("enter", 1))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCause(refusal);
        }
    }

    @Test
    void nothing_else_comes_out_whatever_its_functions_throw() throws Exception {
        try (var hook = new HookRecorder()) {
            var permit = call("enter", 1);
            InstalledHook.set("exit", (Consumer<Object>) ignored -> {
                throw new StackOverflowError();
            });
            InstalledHook.set("fail", (BiConsumer<Object, Object>) (ignored, same) -> {
                throw new OutOfMemoryError();
            });
            InstalledHook.set("refused", (Predicate<Object>) ignored -> {
                throw new IllegalStateException();
            });
            call("exit", permit);
            call("fail", new Error(), permit);
            assertThat(call("refused", permit)).isEqualTo(false);
            assertThat(hook.events).containsExactly("enter 1");
        }
    }

    private static Object call(String name, Object... arguments) throws ReflectiveOperationException {
        for (var method : InstalledHook.CLASS.getMethods()) {
            if (method.getName().equals(name)) {
                return method.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodException(name);
    }
}
