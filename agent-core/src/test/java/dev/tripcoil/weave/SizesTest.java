package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** At the limits of the class file format and of HotSpot: what still fits is woven and runs, what doesn't is left alone. */
class SizesTest {

    private static final int MOST = 65_535;

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
    @ValueSource(booleans = {false, true})
    void the_largest_method_that_a_guard_fits_into_is_woven_and_runs(boolean answers) throws Exception {
        int most = mostThatIsWoven(answers, 65_000, MOST - 1, SizesTest::ofBytes);

        var woven = ClassFiles.woven(ofBytes(most), answers);

        assertThat(CodeSizes.of(woven, "run")).isEqualTo(MOST);
        runs(ofBytes(most), answers);
        assertReason(ofBytes(most + 1), answers, "65,535 bytes");
        assertReason(ofBytes(MOST), answers, "65,535 bytes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void caution_begins_where_hotspot_no_longer_compiles(boolean answers) {
        int guard = CodeSizes.of(ClassFiles.woven(ofBytes(100), answers), "run") - 100;

        var fits = ofBytes(8_000 - guard);
        assertThat(CodeSizes.of(ClassFiles.woven(fits, answers), "run")).isEqualTo(8_000);
        assertThat(caution(fits, answers)).isNull();

        var crosses = ofBytes(8_001 - guard);
        assertThat(CodeSizes.of(ClassFiles.woven(crosses, answers), "run")).isEqualTo(8_001);
        assertThat(caution(crosses, answers)).contains("run()V grows past 8,000 bytes");

        assertThat(caution(ofBytes(8_000), answers)).contains("run()V grows past 8,000 bytes");
        assertThat(caution(ofBytes(8_001), answers)).isNull(); // HotSpot didn't compile it before either
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 200, 300})
    void caution_is_exact_whatever_the_slot_of_the_permit(int locals) {
        IntFunction<byte[]> returningTwice = nops -> ClassFiles.withMethod(V1_5, "run", "()V", code -> {
            var other = new Label();
            code.visitInsn(ICONST_0);
            code.visitJumpInsn(IFEQ, other);
            code.visitInsn(RETURN);
            code.visitLabel(other);
            nops(code, nops);
            code.visitInsn(RETURN);
            code.visitMaxs(1, locals);
        });
        int guard = CodeSizes.of(ClassFiles.woven(returningTwice.apply(100), true), "run") - 100;
        assertThat(caution(returningTwice.apply(8_000 - guard), true)).isNull();
        assertThat(caution(returningTwice.apply(8_001 - guard), true)).isNotNull();
        // The original is 6 bytes larger than its nops.
        assertThat(caution(returningTwice.apply(7_994), true)).isNotNull();
        assertThat(caution(returningTwice.apply(7_995), true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_fullest_constant_pool_that_a_guard_fits_into_is_woven_and_runs(boolean answers) throws Exception {
        int most = mostThatIsWoven(answers, 65_000, MOST - 1, SizesTest::withConstants);

        var woven = ClassFiles.woven(withConstants(most), answers);

        assertThat(new ClassReader(woven).getItemCount()).isGreaterThan(MOST - 3);
        runs(withConstants(most), answers);
        assertReason(withConstants(most + 1), answers, "constants");
        assertReason(withConstants(MOST - 1), answers, "constants");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exception_handlers_up_to_the_limit(boolean answers) throws Exception {
        runs(withHandlers(MOST - 1), answers);
        assertReason(withHandlers(MOST), answers, "exception handlers");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void line_numbers_up_to_the_limit(boolean answers) throws Exception {
        runs(withLines(MOST - 2), answers);
        assertReason(withLines(MOST - 1), answers, "lines"); // an answer adds two
        assertReason(withLines(MOST), answers, "lines");
    }

    @Test
    void operands_up_to_the_limit() throws Exception {
        IntFunction<byte[]> ofOperands = operands -> ClassFiles.withMethod(V17, "run", "()V", code -> {
            code.visitInsn(RETURN);
            code.visitMaxs(operands, 0);
        });
        runs(ofOperands.apply(MOST - 1), true);
        assertReason(ofOperands.apply(MOST), true, "operands");
    }

    /** Frames name every local below the permit's: a few bytes become many, and ASM sets a limit to that. */
    @Test
    void frames_of_a_method_with_nearly_as_many_locals_as_there_can_be() throws Exception {
        runs(withFrames(5), true);
        assertReason(withFrames(5_000), true, "stack map frames");
    }

    private static byte[] withFrames(int frames) {
        return ClassFiles.withMethod(V17, "run", "()V", code -> {
            for (int i = 0; i < frames; i++) {
                var next = new Label();
                code.visitInsn(ICONST_0);
                code.visitJumpInsn(IFEQ, next);
                code.visitInsn(NOP);
                code.visitLabel(next);
                code.visitFrame(F_NEW, 0, new Object[0], 0, new Object[0]);
                code.visitInsn(NOP);
            }
            code.visitInsn(LCONST_1);
            code.visitVarInsn(LSTORE, 65_532);
            code.visitInsn(RETURN);
            code.visitMaxs(2, 65_534);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_4, V17})
    void switch_with_thousands_of_cases(int version) throws Exception {
        int cases = 15_000;
        Consumer<MethodVisitor> large = code -> {
            var labels = new Label[cases];
            var otherwise = new Label();
            for (int i = 0; i < cases; i++) {
                labels[i] = i % 3 == 0 ? otherwise : new Label();
            }
            var one = new Label();
            var two = new Label();
            for (int i = 0; i < cases; i++) {
                labels[i] = i % 3 == 0 ? otherwise : i % 3 == 1 ? one : two;
            }
            code.visitVarInsn(ILOAD, 0);
            code.visitTableSwitchInsn(0, cases - 1, otherwise, labels);
            var values = new int[] {10, 20, 30};
            var targets = new Label[] {one, two, otherwise};
            for (int i = 0; i < 3; i++) {
                code.visitLabel(targets[i]);
                code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                code.visitIntInsn(BIPUSH, values[i]);
                code.visitInsn(IRETURN);
            }
            code.visitMaxs(1, 1);
        };
        for (boolean answers : new boolean[] {false, true}) {
            var method = new WovenLoader(answers)
                    .define(ClassFiles.withMethod(version, "run", "(I)I", large))
                    .getMethod("run", int.class);
            assertThat(method.invoke(null, 1)).isEqualTo(10);
            assertThat(method.invoke(null, 14_999)).isEqualTo(20);
            assertThat(method.invoke(null, 3)).isEqualTo(30);
            assertThat(method.invoke(null, -1)).isEqualTo(30);
        }
    }

    /** There and back over as many bytes as a jump can bridge: the guard before the return makes both longer. */
    @ParameterizedTest
    @ValueSource(ints = {V1_4, V1_6, V17})
    void jumps_in_both_directions_are_widened(int version) throws Exception {
        Consumer<MethodVisitor> loop = code -> {
            var head = new Label();
            var leave = new Label();
            var on = new Label();
            code.visitLabel(head);
            code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
            code.visitIincInsn(0, -1);
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFLE, leave);
            code.visitVarInsn(ILOAD, 0);
            code.visitIntInsn(BIPUSH, 100);
            code.visitJumpInsn(IF_ICMPLE, on);
            code.visitInsn(ICONST_M1);
            code.visitInsn(IRETURN);
            code.visitLabel(on);
            code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
            nops(code, 32_740);
            code.visitJumpInsn(GOTO, head);
            code.visitLabel(leave);
            code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            code.visitMaxs(2, 1);
        };
        var original = ClassFiles.withMethod(version, "run", "(I)I", loop);
        assertThat(ClassFiles.code(original, "run")).contains("GOTO L0");
        for (boolean answers : new boolean[] {false, true}) {
            // The head is where the body begins, and the guard's code before it must not be part of the loop.
            var method = new WovenLoader(answers).define(original).getMethod("run", int.class);
            hook.events.clear();
            assertThat(method.invoke(null, 5)).isEqualTo(0);
            assertThat(method.invoke(null, 500)).isEqualTo(-1);
            assertThat(hook.events).containsExactly("enter 1", "exit 1", "enter 1", "exit 1");
        }
    }

    @Test
    void subroutine_that_is_far_away() throws Exception {
        Consumer<MethodVisitor> far = code -> {
            var subroutine = new Label();
            code.visitJumpInsn(JSR, subroutine);
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            nops(code, 32_760);
            code.visitInsn(ICONST_0);
            code.visitInsn(IRETURN);
            code.visitLabel(subroutine);
            code.visitVarInsn(ASTORE, 1);
            code.visitIincInsn(0, 1);
            code.visitVarInsn(RET, 1);
            code.visitMaxs(1, 2);
        };
        var method = new WovenLoader(true)
                .define(ClassFiles.withMethod(V1_4, "run", "(I)I", far))
                .getMethod("run", int.class);
        assertThat(method.invoke(null, 5)).isEqualTo(6);
    }

    @Test
    void method_that_grows_too_large_by_widening_alone_is_left_alone() throws Exception {
        // The exits make each of the jumps too long, and a longer one takes five bytes more.
        IntFunction<byte[]> jumping = nops -> ClassFiles.withMethod(V1_4, "run", "()V", code -> {
            var end = new Label();
            nops(code, nops);
            for (int i = 0; i < 10; i++) {
                code.visitInsn(ICONST_1);
                code.visitJumpInsn(IFEQ, end);
            }
            nops(code, 32_600);
            for (int i = 0; i < 100; i++) {
                code.visitInsn(RETURN);
            }
            code.visitLabel(end);
            code.visitInsn(RETURN);
            code.visitMaxs(1, 0);
        });
        int most = mostThatIsWoven(true, 30_000, 32_500, jumping);
        assertThat(CodeSizes.of(ClassFiles.woven(jumping.apply(most), true), "run"))
                .isEqualTo(MOST);
        runs(jumping.apply(most), true);
        for (int more : new int[] {1, 20, 50}) {
            assertReason(jumping.apply(most + more), true, "65,535 bytes");
        }
    }

    /** The largest for which the method is woven; it is for the least, and isn't for the most. */
    private static int mostThatIsWoven(boolean answers, int least, int most, IntFunction<byte[]> make) {
        int woven = least;
        int not = most;
        assertThat(isWoven(make.apply(least), answers)).isTrue();
        assertThat(isWoven(make.apply(most), answers)).isFalse();
        while (not - woven > 1) {
            int middle = (woven + not) / 2;
            if (isWoven(make.apply(middle), answers)) {
                woven = middle;
            } else {
                not = middle;
            }
        }
        return woven;
    }

    private static boolean isWoven(byte[] original, boolean answers) {
        return weave(original, answers).classFile() != null;
    }

    private static String caution(byte[] original, boolean answers) {
        return weave(original, answers).caution();
    }

    private static Result weave(byte[] original, boolean answers) {
        return Weaver.weave(original, List.of(new MethodGuard("run", descriptor(original), 1, answers)));
    }

    private static String descriptor(byte[] original) {
        return ClassOutline.read(original).methods().get(0).descriptor();
    }

    private void runs(byte[] original, boolean answers) throws Exception {
        hook.events.clear();
        new WovenLoader(answers).define(original).getMethod("run").invoke(null);
        assertThat(hook.events).containsExactly("enter 1", "exit 1");
    }

    private static void assertReason(byte[] original, boolean answers, String reason) {
        var result = weave(original, answers);
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains(reason));
    }

    /** A method whose code has so many. */
    private static byte[] ofBytes(int bytes) {
        return ClassFiles.withMethod(V17, "run", "()V", code -> {
            nops(code, bytes - 1);
            code.visitInsn(RETURN);
            code.visitMaxs(0, 0);
        });
    }

    private static void nops(MethodVisitor code, int count) {
        for (int i = 0; i < count; i++) {
            code.visitInsn(NOP);
        }
    }

    /** A class whose constant pool has so many entries, the unused first among them. */
    private static byte[] withConstants(int entries) {
        return ClassFiles.write(V17, writer -> {
            var code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "run", "()V", null, null);
            code.visitCode();
            code.visitInsn(RETURN);
            code.visitMaxs(0, 0);
            code.visitEnd();
            writer.newUTF8("Code");
            for (int i = 0; writer.newUTF8("filler " + i) < entries - 1; i++) {}
        });
    }

    private static byte[] withHandlers(int handlers) {
        return ClassFiles.withMethod(V1_5, "run", "()V", code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            for (int i = 0; i < handlers; i++) {
                code.visitTryCatchBlock(start, end, handler, "java/lang/Error");
            }
            code.visitLabel(start);
            code.visitInsn(NOP);
            code.visitLabel(end);
            code.visitInsn(RETURN);
            code.visitLabel(handler);
            code.visitInsn(POP);
            code.visitInsn(RETURN);
            code.visitMaxs(1, 0);
        });
    }

    private static byte[] withLines(int lines) {
        return ClassFiles.withMethod(V17, "run", "()V", code -> {
            for (int line = 0; line < lines; ) {
                var start = new Label();
                code.visitLabel(start);
                for (int i = 0; i < 50 && line < lines; i++) {
                    code.visitLineNumber(++line, start);
                }
                code.visitInsn(NOP);
            }
            code.visitInsn(RETURN);
            code.visitMaxs(0, 0);
        });
    }
}
