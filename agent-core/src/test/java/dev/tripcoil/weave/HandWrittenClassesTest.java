package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Code that javac of today doesn't write, but other compilers and older ones do; guarded, verified and run. */
class HandWrittenClassesTest {

    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() {
        hook.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_2, V1_4, V1_5, V1_6})
    void subroutine(int version) throws Exception {
        assertThat(run(version, "(I)I", GuardedShapeTest::subroutine, 40)).isEqualTo(42);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_4, V1_5, V1_6})
    void finally_block_as_a_subroutine_with_its_own_handler(int version) throws Exception {
        assertThat(run(version, "(I)I", HandWrittenClassesTest::finallyAsSubroutine, 8))
                .isEqualTo(12);
        assertThatThrownBy(() -> run(version, "(I)I", HandWrittenClassesTest::finallyAsSubroutine, 0))
                .hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(hook.events).containsExactly("enter 1", "exit 1", "enter 1", "fail 1 java.lang.ArithmeticException");
    }

    /** What javac up to 1.4 made of {@code try { return 100 / n; } finally { n++; }}. */
    private static void finallyAsSubroutine(MethodVisitor code) {
        var start = new Label();
        var end = new Label();
        var any = new Label();
        var subroutine = new Label();
        code.visitTryCatchBlock(start, end, any, null);
        code.visitLabel(start);
        code.visitIntInsn(BIPUSH, 100);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IDIV);
        code.visitVarInsn(ISTORE, 1);
        code.visitLabel(end);
        code.visitJumpInsn(JSR, subroutine);
        code.visitVarInsn(ILOAD, 1);
        code.visitInsn(IRETURN);
        code.visitLabel(any);
        code.visitVarInsn(ASTORE, 2);
        code.visitJumpInsn(JSR, subroutine);
        code.visitVarInsn(ALOAD, 2);
        code.visitInsn(ATHROW);
        code.visitLabel(subroutine);
        code.visitVarInsn(ASTORE, 3);
        code.visitIincInsn(0, 1);
        code.visitVarInsn(RET, 3);
        code.visitMaxs(2, 4);
    }

    @Test
    void version_50_without_frames_falls_back_to_the_old_verifier_as_before() throws Exception {
        Consumer<MethodVisitor> loopWithoutFrames = code -> {
            var head = new Label();
            code.visitLabel(head);
            code.visitIincInsn(0, -1);
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFGT, head);
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            code.visitMaxs(1, 1);
        };
        assertThat(run(V1_6, "(I)I", loopWithoutFrames, 5)).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_4, V1_5, V1_6, V1_7, V17})
    void loop_at_the_first_instruction(int version) throws Exception {
        run(version, "(I)V", GuardedShapeTest::loopAtTheFirstInstruction, 5);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_4, V17})
    void operands_below_the_return_value(int version) throws Exception {
        Consumer<MethodVisitor> untidy = code -> {
            code.visitInsn(LCONST_1);
            code.visitLdcInsn("below");
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            code.visitMaxs(4, 1);
        };
        assertThat(run(version, "(I)I", untidy, 5)).isEqualTo(5);
    }

    @Test
    void parameter_slots_given_to_other_types() throws Exception {
        Consumer<MethodVisitor> reusing = code -> {
            var join = new Label();
            code.visitVarInsn(ILOAD, 0);
            code.visitVarInsn(ISTORE, 3);
            code.visitLdcInsn("was an int");
            code.visitVarInsn(ASTORE, 0);
            code.visitInsn(DCONST_1);
            code.visitVarInsn(DSTORE, 1);
            code.visitVarInsn(ILOAD, 3);
            code.visitJumpInsn(IFEQ, join);
            code.visitInsn(ICONST_1);
            code.visitVarInsn(ISTORE, 1);
            code.visitLabel(join);
            code.visitFrame(F_NEW, 4, new Object[] {"java/lang/String", TOP, TOP, INTEGER}, 0, new Object[0]);
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
            code.visitInsn(IRETURN);
            code.visitMaxs(2, 4);
        };
        assertThat(run(V17, "(I)I", reusing, 5)).isEqualTo(10);
    }

    @Test
    void dead_code_behind_the_last_return() throws Exception {
        Consumer<MethodVisitor> dead = code -> {
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            code.visitFrame(F_NEW, 0, new Object[0], 1, new Object[] {INTEGER});
            code.visitInsn(IRETURN);
            code.visitFrame(F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
            code.visitInsn(ATHROW);
            code.visitMaxs(1, 1);
        };
        assertThat(run(V17, "(I)I", dead, 5)).isEqualTo(5);
    }

    @Test
    void object_not_yet_initialized_at_a_frame() throws Exception {
        Consumer<MethodVisitor> branching = code -> {
            var creation = new Label();
            var other = new Label();
            var join = new Label();
            code.visitLabel(creation);
            code.visitTypeInsn(NEW, "java/lang/String");
            code.visitInsn(DUP);
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFEQ, other);
            code.visitLdcInsn("more");
            code.visitJumpInsn(GOTO, join);
            code.visitLabel(other);
            code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 2, new Object[] {creation, creation});
            code.visitLdcInsn("none");
            code.visitLabel(join);
            code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 3, new Object[] {creation, creation, "java/lang/String"});
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/String", "<init>", "(Ljava/lang/String;)V", false);
            code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
            code.visitInsn(IRETURN);
            code.visitMaxs(3, 1);
        };
        assertThat(run(V17, "(I)I", branching, 5)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 255, 256, 65_534})
    void permit_in_a_slot_of_any_number(int locals) throws Exception {
        Consumer<MethodVisitor> roomy = code -> {
            code.visitInsn(ICONST_1);
            code.visitInsn(IRETURN);
            code.visitMaxs(1, locals);
        };
        assertThat(run(V17, "()I", roomy)).isEqualTo(1);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
    }

    @Test
    void site_of_any_number() throws Exception {
        for (int site : new int[] {Integer.MIN_VALUE, -32_769, -129, -2, -1, 5, 6, 127, 128, 32_767, 32_768}) {
            var original = ClassFiles.withMethod(V1_1, "run", "()V", code -> {
                code.visitInsn(RETURN);
                code.visitMaxs(0, 0);
            });
            var guards = List.of(new MethodGuard("run", "()V", site, false));
            var woven = Weaver.weave(original, guards).classFile();
            hook.events.clear();
            new ClassLoader(getClass().getClassLoader()) {
                Class<?> define() {
                    return defineClass(null, woven, 0, woven.length);
                }
            }.define().getMethod("run").invoke(null);
            assertThat(hook.events).containsExactly("enter " + site, "exit " + site);
        }
    }

    /** Runs the code guarded without value answers; the same with them is verified only. */
    private static Object run(int version, String descriptor, Consumer<MethodVisitor> code, Object... arguments)
            throws Exception {
        var original = ClassFiles.withMethod(version, "run", descriptor, code);
        Linking.link(new WovenLoader(true).define(original));
        for (var method : new WovenLoader(false).define(original).getMethods()) {
            if (method.getName().equals("run")) {
                return method.invoke(null, arguments);
            }
        }
        throw new AssertionError();
    }
}
