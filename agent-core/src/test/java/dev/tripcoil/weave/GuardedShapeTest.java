package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** The instructions of guarded methods, in the notation of ASM's Textifier. */
class GuardedShapeTest {

    /** With the permit's slot, the label behind it, and the frame there, if there is one. */
    private static String handler(int permit, String label, String frame) {
        return """
                ALOAD %1$d
                INSTANCEOF [Ljava/lang/Object;
                IFEQ %2$s
                ALOAD %1$d
                CHECKCAST [Ljava/lang/Object;
                ICONST_0
                AALOAD
                CHECKCAST [J
                ICONST_0
                LCONST_0
                LASTORE
                DUP
                ALOAD %1$d
                INVOKESTATIC java/lang/$Tripcoil.fail (Ljava/lang/Throwable;Ljava/lang/Object;)V
                %2$s
                %3$sATHROW
                """.formatted(permit, label, frame);
    }

    @Test
    void void_method_enters_and_exits() {
        var original = ClassFiles.withMethod(V17, "run", "()V", code -> {
            code.visitInsn(RETURN);
            code.visitMaxs(0, 0);
        });

        assertThat(guarded(original, 3, false))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                ICONST_3
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 0
                L0
                ALOAD 0
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                RETURN
                L1
                FRAME FULL [java/lang/Object] [java/lang/Throwable]
                """ + handler(0, "L2", "FRAME FULL [java/lang/Object] [java/lang/Throwable]\n") + """
                MAXSTACK = 5
                MAXLOCALS = 1""");
    }

    @Test
    void return_value_stays_below_the_permit() {
        var original = ClassFiles.withMethod(V17, "run", "(I)I", code -> {
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            code.visitMaxs(1, 1);
        });

        assertThat(guarded(original, 100, false))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                BIPUSH 100
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 1
                L0
                ILOAD 0
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                IRETURN
                L1
                FRAME FULL [T java/lang/Object] [java/lang/Throwable]
                """ + handler(1, "L2", "FRAME FULL [T java/lang/Object] [java/lang/Throwable]\n") + """
                MAXSTACK = 5
                MAXLOCALS = 2""");
    }

    @Test
    void frames_are_padded_behind_long_and_double() {
        var original = ClassFiles.withMethod(V17, "run", "(JD)J", code -> {
            var end = new Label();
            code.visitVarInsn(LLOAD, 0);
            code.visitInsn(LCONST_0);
            code.visitInsn(LCMP);
            code.visitJumpInsn(IFEQ, end);
            code.visitInsn(ICONST_1);
            code.visitVarInsn(ISTORE, 5);
            code.visitLabel(end);
            code.visitFrame(F_SAME, 0, null, 0, null);
            code.visitVarInsn(LLOAD, 0);
            code.visitInsn(LRETURN);
            code.visitMaxs(4, 6);
        });

        assertThat(guarded(original, 1000, false))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                SIPUSH 1000
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 6
                L0
                LLOAD 0
                LCONST_0
                LCMP
                IFEQ L2
                ICONST_1
                ISTORE 5
                L2
                FRAME FULL [J D T T java/lang/Object] []
                LLOAD 0
                ALOAD 6
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                LRETURN
                L1
                FRAME FULL [T T T T T T java/lang/Object] [java/lang/Throwable]
                """ + handler(6, "L3", "FRAME FULL [T T T T T T java/lang/Object] [java/lang/Throwable]\n")
                        + """
                MAXSTACK = 5
                MAXLOCALS = 7""");
    }

    @Test
    void every_return_has_its_own_exit_and_the_methods_own_handlers_come_first() {
        var original = ClassFiles.withMethod(V17, "run", "(Ljava/lang/Object;)Ljava/lang/Object;", code -> {
            var start = new Label();
            var end = new Label();
            code.visitTryCatchBlock(start, end, end, "java/lang/NullPointerException");
            code.visitLabel(start);
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", "toString", "()Ljava/lang/String;", false);
            code.visitInsn(ARETURN);
            code.visitLabel(end);
            code.visitFrame(F_SAME1, 0, null, 1, new Object[] {"java/lang/NullPointerException"});
            code.visitInsn(ARETURN);
            code.visitMaxs(1, 1);
        });

        assertThat(guarded(original, 100_000, false))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 java/lang/NullPointerException
                TRYCATCHBLOCK L0 L2 L2 null
                LDC 100000
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 1
                L0
                ALOAD 0
                INVOKEVIRTUAL java/lang/Object.toString ()Ljava/lang/String;
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                ARETURN
                L1
                FRAME FULL [java/lang/Object java/lang/Object] [java/lang/NullPointerException]
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                ARETURN
                L2
                FRAME FULL [T java/lang/Object] [java/lang/Throwable]
                """ + handler(1, "L3", "FRAME FULL [T java/lang/Object] [java/lang/Throwable]\n") + """
                MAXSTACK = 5
                MAXLOCALS = 2""");
    }

    @Test
    void value_answer_is_asked_for_before_the_body_and_given_after_it() {
        var original = ClassFiles.withMethod(V17, "run", "()J", code -> {
            code.visitInsn(LCONST_1);
            code.visitInsn(LRETURN);
            code.visitMaxs(2, 0);
        });

        assertThat(guarded(original, -1, true))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                ICONST_M1
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 0
                L0
                ALOAD 0
                INVOKESTATIC java/lang/$Tripcoil.refused (Ljava/lang/Object;)Z
                IFNE L2
                LCONST_1
                ALOAD 0
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                LRETURN
                L1
                FRAME FULL [java/lang/Object] [java/lang/Throwable]
                """ + handler(0, "L3", "FRAME FULL [java/lang/Object] [java/lang/Throwable]\n") + """
                L2
                FRAME FULL [java/lang/Object] []
                ALOAD 0
                INVOKESTATIC java/lang/$Tripcoil.answer (Ljava/lang/Object;)Ljava/lang/Object;
                CHECKCAST java/lang/Long
                INVOKEVIRTUAL java/lang/Long.longValue ()J
                LRETURN
                MAXSTACK = 5
                MAXLOCALS = 1""");
    }

    @Test
    void value_answer_is_cast_to_the_return_type_and_dropped_for_void() {
        assertThat(answerFor("()Ljava/lang/String;", ARETURN)).endsWith("CHECKCAST java/lang/String\nARETURN");
        assertThat(answerFor("()[I", ARETURN)).endsWith("CHECKCAST [I\nARETURN");
        assertThat(answerFor("()V", RETURN)).endsWith("answer (Ljava/lang/Object;)Ljava/lang/Object;\nPOP\nRETURN");
        assertThat(answerFor("()Z", IRETURN)).endsWith("INVOKEVIRTUAL java/lang/Boolean.booleanValue ()Z\nIRETURN");
        assertThat(answerFor("()F", FRETURN)).endsWith("INVOKEVIRTUAL java/lang/Float.floatValue ()F\nFRETURN");
    }

    private static String answerFor(String descriptor, int opcode) {
        var original = ClassFiles.withMethod(V1_4, "run", descriptor, code -> {
            if (opcode == IRETURN) {
                code.visitInsn(ICONST_0);
            } else if (opcode == FRETURN) {
                code.visitInsn(FCONST_0);
            } else if (opcode == ARETURN) {
                code.visitInsn(ACONST_NULL);
            }
            code.visitInsn(opcode);
            code.visitMaxs(1, 0);
        });
        var code = guarded(original, 1, true);
        return code.substring(0, code.indexOf("\nMAXSTACK"));
    }

    @Test
    void loop_at_the_first_instruction_keeps_its_one_frame() {
        var original = ClassFiles.withMethod(V17, "run", "(I)V", GuardedShapeTest::loopAtTheFirstInstruction);

        assertThat(guarded(original, 0, true))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                ICONST_0
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 1
                L0
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.refused (Ljava/lang/Object;)Z
                IFNE L2
                L3
                FRAME FULL [I java/lang/Object] []
                IINC 0 -1
                ILOAD 0
                IFGT L3
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                RETURN
                L1
                FRAME FULL [T java/lang/Object] [java/lang/Throwable]
                """ + handler(1, "L4", "FRAME FULL [T java/lang/Object] [java/lang/Throwable]\n") + """
                L2
                FRAME FULL [T java/lang/Object] []
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.answer (Ljava/lang/Object;)Ljava/lang/Object;
                POP
                RETURN
                MAXSTACK = 5
                MAXLOCALS = 2""");
    }

    @Test
    void constructor_is_caught_before_and_after_the_call_of_the_other_one_and_paused_meanwhile() {
        var original = ClassFiles.withConstructor(V17, "a/Super", "(I)V", code -> {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ILOAD, 1);
            code.visitMethodInsn(INVOKESPECIAL, "a/Super", "<init>", "(I)V", false);
            code.visitIincInsn(1, 1);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 2);
        });

        assertThat(guarded(original, 3, false))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 null
                TRYCATCHBLOCK L3 L2 L4 null
                ICONST_3
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 2
                L0
                ALOAD 0
                ILOAD 1
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.pause (Ljava/lang/Object;)Ljava/lang/Object;
                ASTORE 2
                L1
                INVOKESPECIAL a/Super.<init> (I)V
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.resume (Ljava/lang/Object;)Ljava/lang/Object;
                ASTORE 2
                L3
                IINC 1 1
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                RETURN
                L2
                FRAME FULL [U T java/lang/Object] [java/lang/Throwable]
                """ + handler(2, "L5", "FRAME FULL [U T java/lang/Object] [java/lang/Throwable]\n") + """
                L4
                FRAME FULL [T T java/lang/Object] [java/lang/Throwable]
                """
                        + handler(2, "L6", "FRAME FULL [T T java/lang/Object] [java/lang/Throwable]\n") + """
                MAXSTACK = 5
                MAXLOCALS = 3""");
    }

    @Test
    void constructor_is_not_paused_for_that_of_object() {
        var original = ClassFiles.withConstructor(V17, "java/lang/Object", "()V", code -> {
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(RETURN);
            code.visitMaxs(1, 1);
        });

        assertThat(guarded(original, 3, false)).startsWith("""
                TRYCATCHBLOCK L0 L1 L2 null
                TRYCATCHBLOCK L3 L2 L4 null
                ICONST_3
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 1
                L0
                ALOAD 0
                L1
                INVOKESPECIAL java/lang/Object.<init> ()V
                L3
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                RETURN
                """);
    }

    @Test
    void constructor_without_frames_is_guarded_as_a_method_is() {
        var original = ClassFiles.withConstructor(V1_5, "a/Super", "()V", code -> {
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKESPECIAL, "a/Super", "<init>", "()V", false);
            code.visitInsn(RETURN);
            code.visitMaxs(1, 1);
        });

        assertThat(guarded(original, 3, false)).isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                ICONST_3
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 1
                L0
                ALOAD 0
                INVOKESPECIAL a/Super.<init> ()V
                ALOAD 1
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                RETURN
                L1
                """ + handler(1, "L2", "") + """
                MAXSTACK = 5
                MAXLOCALS = 2""");
    }

    static void loopAtTheFirstInstruction(MethodVisitor code) {
        var head = new Label();
        code.visitLabel(head);
        code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
        code.visitIincInsn(0, -1);
        code.visitVarInsn(ILOAD, 0);
        code.visitJumpInsn(IFGT, head);
        code.visitInsn(RETURN);
        code.visitMaxs(1, 1);
    }

    @Test
    void before_version_50_there_are_no_frames_and_those_of_other_tools_are_dropped() {
        var original = ClassFiles.withMethod(V1_5, "run", "(I)V", GuardedShapeTest::loopAtTheFirstInstruction);
        assertThat(ClassFiles.code(original, "run")).contains("FRAME");
        assertThat(guarded(original, 1, true)).contains("enter", "answer").doesNotContain("FRAME");
    }

    @Test
    void from_version_50_there_are_frames_so_that_the_old_verifier_need_not_help_out() {
        var original = ClassFiles.withMethod(V1_6, "run", "(I)V", GuardedShapeTest::loopAtTheFirstInstruction);
        assertThat(guarded(original, 1, true))
                .contains("FRAME FULL [I java/lang/Object] []")
                .contains("FRAME FULL [T java/lang/Object] [java/lang/Throwable]")
                .contains("FRAME FULL [T java/lang/Object] []");
    }

    @Test
    void subroutine_of_an_old_class_stays_and_gets_no_frames() {
        var original = ClassFiles.withMethod(V1_2, "run", "(I)I", GuardedShapeTest::subroutine);

        assertThat(guarded(original, 1, false)).isEqualTo("""
                TRYCATCHBLOCK L0 L1 L1 null
                ICONST_1
                INVOKESTATIC java/lang/$Tripcoil.enter (I)Ljava/lang/Object;
                ASTORE 2
                L0
                JSR L2
                JSR L2
                ILOAD 0
                ALOAD 2
                INVOKESTATIC java/lang/$Tripcoil.exit (Ljava/lang/Object;)V
                IRETURN
                L2
                ASTORE 1
                IINC 0 1
                RET 1
                L1
                """ + handler(2, "L3", "") + """
                MAXSTACK = 5
                MAXLOCALS = 3""");
    }

    static void subroutine(MethodVisitor code) {
        var subroutine = new Label();
        code.visitJumpInsn(JSR, subroutine);
        code.visitJumpInsn(JSR, subroutine);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IRETURN);
        code.visitLabel(subroutine);
        code.visitVarInsn(ASTORE, 1);
        code.visitIincInsn(0, 1);
        code.visitVarInsn(RET, 1);
        code.visitMaxs(1, 2);
    }

    @Test
    void guard_has_the_line_of_the_methods_first_instruction() {
        Consumer<MethodVisitor> onLine42 = code -> {
            var start = new Label();
            code.visitLabel(start);
            code.visitLineNumber(42, start);
            code.visitInsn(RETURN);
            code.visitMaxs(0, 0);
        };
        var original = ClassFiles.withMethod(V17, "run", "()V", onLine42);

        var result = Weaver.weave(original, List.of(new MethodGuard("run", "()V", 9, true)));

        assertThat(result.woven()).containsExactly(new Result.Woven("run", "()V", 9, 42));
        assertThat(ClassFiles.code(result.classFile(), "run"))
                .startsWith("TRYCATCHBLOCK L0 L1 L1 null\nL2\nLINENUMBER 42 L2\nBIPUSH 9\n")
                .contains("\nL4\nLINENUMBER 42 L4\nALOAD 0\n")
                .containsPattern("ATHROW\nL3\nLINENUMBER 42 L3\nFRAME FULL");
    }

    private static String guarded(byte[] original, int site, boolean answersWithValue) {
        var method = ClassOutline.read(original).methods().get(0);
        var guard = new MethodGuard(method.name(), method.descriptor(), site, answersWithValue);
        return ClassFiles.code(Weaver.weave(original, List.of(guard)).classFile(), method.name());
    }
}
