package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.*;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Constructors that javac doesn't write, or not any more; guarded, verified and run. */
class HandWrittenConstructorsTest {

    /** The superclass of most: its constructor (int) throws if that is negative. */
    private static final String LIST = "java/util/ArrayList";

    private static final Object[] NOTHING = {};

    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() {
        hook.close();
    }

    private static void plain(MethodVisitor code) {
        callSuper(code);
        code.visitInsn(RETURN);
        code.visitMaxs(2, 2);
    }

    private static void callSuper(MethodVisitor code) {
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ILOAD, 1);
        code.visitMethodInsn(INVOKESPECIAL, LIST, "<init>", "(I)V", false);
    }

    /** Divides 100 by the argument. */
    private static void divide(MethodVisitor code) {
        code.visitIntInsn(BIPUSH, 100);
        code.visitVarInsn(ILOAD, 1);
        code.visitInsn(IDIV);
        code.visitVarInsn(ISTORE, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V1_7, V1_8, V9, V17})
    void superclass_that_throws_is_not_seen_where_there_are_frames(int version) throws Exception {
        make(version, HandWrittenConstructorsTest::plain, 1);
        assertThat(hook.events).containsExactly("enter 1", "pause 1", "resume 1", "exit 1");
        hook.events.clear();
        assertThatThrownBy(() -> make(version, HandWrittenConstructorsTest::plain, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(hook.events).containsExactly("enter 1", "pause 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_2, V1_3, V1_4, V1_5})
    void superclass_that_throws_is_a_failure_where_there_are_none(int version) throws Exception {
        make(version, HandWrittenConstructorsTest::plain, 1);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
        hook.events.clear();
        assertThatThrownBy(() -> make(version, HandWrittenConstructorsTest::plain, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(hook.events).containsExactly("enter 1", "fail 1 java.lang.IllegalArgumentException");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_5, V1_6, V1_7, V17})
    void what_throws_before_and_after_super_is_a_failure(int version) throws Exception {
        Consumer<MethodVisitor> before = code -> {
            divide(code);
            callSuper(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        assertThatThrownBy(() -> make(version, before, 0)).isInstanceOf(ArithmeticException.class);
        assertThat(hook.events).containsExactly("enter 1", "fail 1 java.lang.ArithmeticException");
        Consumer<MethodVisitor> after = code -> {
            callSuper(code);
            divide(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        hook.events.clear();
        assertThatThrownBy(() -> make(version, after, 0)).isInstanceOf(ArithmeticException.class);
        assertThat(hook.events).startsWith("enter 1").endsWith("fail 1 java.lang.ArithmeticException");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V17})
    void super_called_in_two_places(int version) throws Exception {
        Consumer<MethodVisitor> branching = code -> {
            var other = new Label();
            var join = new Label();
            code.visitVarInsn(ILOAD, 1);
            code.visitJumpInsn(IFEQ, other);
            callSuper(code);
            divide(code);
            code.visitJumpInsn(GOTO, join);
            code.visitLabel(other);
            code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, NOTHING);
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKESPECIAL, LIST, "<init>", "()V", false);
            code.visitLabel(join);
            code.visitFrame(F_NEW, 2, new Object[] {ClassFiles.OWNER, INTEGER}, 0, NOTHING);
            divide(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        make(version, branching, 3);
        assertThatThrownBy(() -> make(version, branching, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> make(version, branching, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hook.events)
                .containsExactly(
                        "enter 1",
                        "pause 1",
                        "resume 1",
                        "exit 1",
                        "enter 1",
                        "pause 1",
                        "resume 1",
                        "fail 1 java.lang.ArithmeticException",
                        "enter 1",
                        "pause 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V17})
    void loop_before_super_whose_head_is_the_first_instruction(int version) throws Exception {
        Consumer<MethodVisitor> looping = code -> {
            var head = new Label();
            code.visitLabel(head);
            code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, NOTHING);
            code.visitIincInsn(1, -1);
            code.visitVarInsn(ILOAD, 1);
            code.visitJumpInsn(IFGT, head);
            callSuper(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        make(version, looping, 5);
        assertThat(hook.events).containsExactly("enter 1", "pause 1", "resume 1", "exit 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V17})
    void code_in_the_wrong_order(int version) throws Exception {
        Consumer<MethodVisitor> backwards = code -> {
            var first = new Label();
            var last = new Label();
            code.visitJumpInsn(GOTO, first);
            code.visitLabel(last);
            code.visitFrame(F_NEW, 2, new Object[] {ClassFiles.OWNER, INTEGER}, 0, NOTHING);
            divide(code);
            code.visitInsn(RETURN);
            code.visitLabel(first);
            code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, NOTHING);
            divide(code);
            callSuper(code);
            code.visitJumpInsn(GOTO, last);
            code.visitMaxs(2, 2);
        };
        make(version, backwards, 2);
        assertThatThrownBy(() -> make(version, backwards, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> make(version, backwards, 200)).isInstanceOf(ArithmeticException.class);
        assertThat(hook.events)
                .containsExactly(
                        "enter 1",
                        "pause 1",
                        "resume 1",
                        "exit 1",
                        "enter 1",
                        "fail 1 java.lang.ArithmeticException",
                        "enter 1",
                        "pause 1",
                        "resume 1",
                        "fail 1 java.lang.ArithmeticException");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V17})
    void exception_that_is_caught_before_super(int version) throws Exception {
        Consumer<MethodVisitor> catching = code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.visitTryCatchBlock(start, end, handler, "java/lang/ArithmeticException");
            code.visitLabel(start);
            divide(code);
            code.visitLabel(end);
            callSuper(code);
            code.visitInsn(RETURN);
            code.visitLabel(handler);
            code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 1, new Object[] {
                "java/lang/ArithmeticException"
            });
            code.visitInsn(POP);
            callSuper(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        make(version, catching, 0);
        assertThat(hook.events).containsExactly("enter 1", "pause 1", "resume 1", "exit 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_5, V1_6, V17})
    void super_that_is_never_called(int version) {
        Consumer<MethodVisitor> throwing = code -> {
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ATHROW);
            code.visitMaxs(1, 2);
        };
        assertThatThrownBy(() -> make(version, throwing, 0)).isInstanceOf(NullPointerException.class);
        assertThat(hook.events).containsExactly("enter 1", "fail 1 java.lang.NullPointerException");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V17})
    void object_in_a_second_local_too(int version) throws Exception {
        Consumer<MethodVisitor> twice = code -> {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ASTORE, 2);
            code.visitVarInsn(ALOAD, 2);
            code.visitVarInsn(ASTORE, 0);
            code.visitVarInsn(ALOAD, 2);
            code.visitVarInsn(ILOAD, 1);
            code.visitMethodInsn(INVOKESPECIAL, LIST, "<init>", "(I)V", false);
            code.visitInsn(ACONST_NULL);
            code.visitVarInsn(ASTORE, 0);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 3);
        };
        make(version, twice, 0);
        assertThat(hook.events).containsExactly("enter 1", "pause 1", "resume 1", "exit 1");
    }

    @Test
    void object_that_leaves_its_local_before_super_is_left_alone() throws Exception {
        Consumer<MethodVisitor> moving = code -> {
            code.visitVarInsn(ALOAD, 0);
            code.visitInsn(ACONST_NULL);
            code.visitVarInsn(ASTORE, 0);
            code.visitVarInsn(ILOAD, 1);
            code.visitMethodInsn(INVOKESPECIAL, LIST, "<init>", "(I)V", false);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        assertLeftAlone(V17, moving);
        make(V17, moving, 0);
        make(V1_5, moving, 0);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
    }

    @Test
    void frame_that_has_the_object_elsewhere_is_left_alone() throws Exception {
        Consumer<MethodVisitor> elsewhere = code -> {
            var end = new Label();
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ASTORE, 2);
            code.visitVarInsn(ILOAD, 1);
            code.visitJumpInsn(IFEQ, end);
            code.visitInsn(NOP);
            code.visitLabel(end);
            code.visitFrame(F_NEW, 3, new Object[] {TOP, INTEGER, UNINITIALIZED_THIS}, 0, NOTHING);
            code.visitVarInsn(ALOAD, 2);
            code.visitVarInsn(ILOAD, 1);
            code.visitMethodInsn(INVOKESPECIAL, LIST, "<init>", "(I)V", false);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 3);
        };
        assertLeftAlone(V17, elsewhere);
        make(V17, elsewhere, 0);
        assertThat(hook.events).isEmpty();
    }

    @Test
    void version_50_without_frames_falls_back_to_the_old_verifier_as_before() throws Exception {
        Consumer<MethodVisitor> loopsWithoutFrames = code -> {
            var before = new Label();
            var after = new Label();
            code.visitLabel(before);
            code.visitIincInsn(1, -1);
            code.visitVarInsn(ILOAD, 1);
            code.visitJumpInsn(IFGT, before);
            callSuper(code);
            code.visitLabel(after);
            code.visitIincInsn(1, 1);
            code.visitVarInsn(ILOAD, 1);
            code.visitJumpInsn(IFLT, after);
            divide(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        make(V1_6, loopsWithoutFrames, 3);
        assertThat(hook.events).containsExactly("enter 1", "pause 1", "resume 1", "exit 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_2, V1_4, V1_5})
    void finally_block_as_a_subroutine(int version) throws Exception {
        make(version, HandWrittenConstructorsTest::subroutineAfterSuper, 5);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
        hook.events.clear();
        assertThatThrownBy(() -> make(version, HandWrittenConstructorsTest::subroutineAfterSuper, 0))
                .isInstanceOf(ArithmeticException.class);
        assertThat(hook.events).containsExactly("enter 1", "fail 1 java.lang.ArithmeticException");
    }

    @Test
    void subroutine_in_version_50_is_left_alone() throws Exception {
        assertLeftAlone(V1_6, HandWrittenConstructorsTest::subroutineAfterSuper);
        make(V1_6, HandWrittenConstructorsTest::subroutineAfterSuper, 5);
    }

    private static void subroutineAfterSuper(MethodVisitor code) {
        var subroutine = new Label();
        callSuper(code);
        code.visitJumpInsn(JSR, subroutine);
        code.visitInsn(RETURN);
        code.visitLabel(subroutine);
        code.visitVarInsn(ASTORE, 2);
        divide(code);
        code.visitVarInsn(RET, 2);
        code.visitMaxs(2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 255, 256, 65_534})
    void permit_in_a_slot_of_any_number(int locals) throws Exception {
        make(
                V17,
                code -> {
                    callSuper(code);
                    code.visitInsn(RETURN);
                    code.visitMaxs(2, locals);
                },
                1);
        assertThat(hook.events).containsExactly("enter 1", "pause 1", "resume 1", "exit 1");
    }

    @Test
    void as_many_runs_as_there_are_branches() throws Exception {
        Consumer<MethodVisitor> branching = code -> {
            for (int i = 0; i < 500; i++) {
                var next = new Label();
                code.visitVarInsn(ILOAD, 1);
                code.visitJumpInsn(IFNE, next);
                callSuper(code);
                code.visitInsn(RETURN);
                code.visitLabel(next);
                code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, NOTHING);
                code.visitIincInsn(1, -1);
            }
            divide(code);
            callSuper(code);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        };
        make(V17, branching, 499);
        assertThatThrownBy(() -> make(V17, branching, 500)).isInstanceOf(ArithmeticException.class);
        assertThat(hook.events)
                .containsExactly(
                        "enter 1", "pause 1", "resume 1", "exit 1", "enter 1", "fail 1 java.lang.ArithmeticException");
    }

    private static void assertLeftAlone(int version, Consumer<MethodVisitor> code) {
        var original = ClassFiles.withConstructor(version, LIST, "(I)V", code);
        var result = Weaver.weave(original, List.of(new MethodGuard("<init>", "(I)V", 1, false)));
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("where the object is", "guard a method"));
    }

    /** Makes an object by the guarded constructor; throws what that throws. */
    private static void make(int version, Consumer<MethodVisitor> code, int argument) throws Exception {
        var original = ClassFiles.withConstructor(version, LIST, "(I)V", code);
        try {
            new WovenLoader(false).define(original).getConstructor(int.class).newInstance(argument);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }
}
