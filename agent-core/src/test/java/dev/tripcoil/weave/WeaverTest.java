package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.weave.subjects.Shapes;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What {@link Weaver} promises of its result, whatever the shape of a guarded method. */
class WeaverTest {

    private static final Consumer<MethodVisitor> EMPTY = code -> {
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
    };

    @SuppressWarnings("unused")
    abstract static class Sample {
        static int initialized = 1;

        abstract void unwritten();

        native void elsewhere();

        void ordinary() {}
    }

    @Test
    void without_guards_there_is_nothing_to_do() {
        assertThat(Weaver.weave(ClassFiles.of(Sample.class), List.of()))
                .isEqualTo(new Result(null, List.of(), List.of(), null));
    }

    @Test
    void what_cannot_be_guarded_is_left_alone_with_a_reason() {
        var result = Weaver.weave(
                ClassFiles.of(Sample.class),
                List.of(
                        new MethodGuard("<init>", "()V", 1, true),
                        guard("<clinit>", "()V"),
                        guard("unwritten", "()V"),
                        guard("elsewhere", "()V"),
                        guard("ordinary", "()I"),
                        guard("ordinary", "()V"),
                        guard("ordinary", "()V")));

        assertThat(result.woven()).extracting(Result.Woven::name).containsExactly("ordinary");
        assertThat(result.unwoven())
                .extracting(each -> each.name() + each.descriptor() + " " + each.reason())
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("<init>()V is a constructor, which can't return a value"),
                        each -> assertThat(each).startsWith("<clinit>()V static initializers are never"),
                        each -> assertThat(each).startsWith("unwritten()V is abstract"),
                        each -> assertThat(each).startsWith("elsewhere()V is native"),
                        each -> assertThat(each).startsWith("ordinary()I the class declares no such method"),
                        each -> assertThat(each).startsWith("ordinary()V another rule"));
        assertThat(result.caution()).isNull();
    }

    @Test
    void when_nothing_can_be_guarded_the_original_stays() {
        var result = Weaver.weave(ClassFiles.of(Sample.class), List.of(guard("unwritten", "()V")));
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven()).hasSize(1);
    }

    @Test
    void method_without_code_that_should_have_some_is_left_alone() {
        var original = ClassFiles.write(
                Opcodes.V17,
                writer -> writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null)
                        .visitEnd());
        assertThat(Weaver.weave(original, List.of(guard("run", "()V"))).unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("no code"));
    }

    @Test
    void same_bytes_and_guards_give_the_same_result_and_the_argument_stays() {
        var original = ClassFiles.of(Shapes.class);
        var before = original.clone();
        var first = ClassFiles.woven(original, true);
        assertThat(ClassFiles.woven(original, true)).isEqualTo(first).isNotEqualTo(original);
        assertThat(original).isEqualTo(before);
    }

    @Test
    void woven_class_is_not_woven_again() {
        var woven = ClassFiles.woven(ClassFiles.of(Shapes.class), false);
        var again = Weaver.weave(woven, ClassFiles.guardAll(woven, false));
        assertThat(again.classFile()).isNull();
        assertThat(again.woven()).isEmpty();
        assertThat(again.unwoven())
                .hasSize(ClassOutline.read(woven).methods().size())
                .allSatisfy(each -> assertThat(each.reason()).contains("woven before"));
    }

    /** As the JVM gives it, where its guards were taken out: the constants of both are put together. */
    @Test
    void class_that_names_the_hook_and_does_not_call_it_is_woven() {
        var original = ClassFiles.write(Opcodes.V17, writer -> {
            writer.newMethod(HookClass.NAME, "enter", "(I)Ljava/lang/Object;", false);
            var method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
            method.visitCode();
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        });
        assertThat(Weaver.weave(original, List.of(guard("run", "()V"))).unwoven())
                .isEmpty();
    }

    @Test
    void class_that_only_mentions_the_hooks_name_as_text_is_woven() {
        var original = ClassFiles.withMethod(Opcodes.V17, "run", "()V", code -> {
            code.visitLdcInsn(HookClass.NAME);
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(1, 0);
        });
        assertThat(Weaver.weave(original, ClassFiles.guardAll(original, false)).woven())
                .hasSize(1);
    }

    @Test
    void method_that_would_cross_64_kilobytes_is_left_alone_and_the_others_are_woven() {
        var original = ClassFiles.write(Opcodes.V17, writer -> {
            method(writer, "large", nops(65_530));
            method(writer, "larger", nops(65_534));
            method(writer, "small", EMPTY);
        });

        var result = Weaver.weave(original, ClassFiles.guardAll(original, false));

        assertThat(result.woven()).extracting(Result.Woven::name).containsExactly("small");
        assertThat(result.unwoven()).extracting(Result.Unwoven::name).containsExactlyInAnyOrder("large", "larger");
        assertThat(result.unwoven())
                .allSatisfy(each -> assertThat(each.reason()).contains("65,535 bytes"));
        assertThat(ClassFiles.code(result.classFile(), "large")).isEqualTo(ClassFiles.code(original, "large"));
    }

    @Test
    void class_whose_constant_pool_is_full_is_left_alone() {
        var original = ClassFiles.write(Opcodes.V17, writer -> {
            method(writer, "run", EMPTY);
            fillConstantPool(writer);
        });
        var result = Weaver.weave(original, ClassFiles.guardAll(original, false));
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("constants"));
    }

    private static void fillConstantPool(ClassWriter writer) {
        for (int i = 0; writer.newUTF8("filler " + i) < 65_530; i++) {}
    }

    @Test
    void method_without_room_for_a_local_is_left_alone() {
        var original = ClassFiles.withMethod(Opcodes.V17, "run", "()V", code -> {
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 65_535);
        });
        assertThat(Weaver.weave(original, ClassFiles.guardAll(original, false)).unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("locals"));
    }

    @Test
    void method_that_grows_too_large_for_hotspot_is_woven_with_a_caution() {
        var original = ClassFiles.write(Opcodes.V17, writer -> {
            method(writer, "grows", nops(7_999));
            method(writer, "wasTooLarge", nops(8_000));
            method(writer, "fits", nops(7_900));
        });
        var result = Weaver.weave(original, ClassFiles.guardAll(original, true));
        assertThat(result.woven()).hasSize(3);
        assertThat(result.caution())
                .contains("grows()V", "8,000 bytes")
                .doesNotContain("wasTooLarge")
                .doesNotContain("fits");
    }

    @Test
    void version_newer_than_known_is_woven_with_a_caution_and_kept() {
        var original = ClassFiles.of(Shapes.class);
        original[6] = 1;
        original[7] = 2;
        var result = Weaver.weave(original, ClassFiles.guardAll(original, false));
        assertThat(result.classFile()[6]).isEqualTo((byte) 1);
        assertThat(result.classFile()[7]).isEqualTo((byte) 2);
        assertThat(result.caution()).contains("version 258");
        assertThat(original[7]).isEqualTo((byte) 2);
    }

    @Test
    void version_is_kept_with_its_minor_part() {
        for (int version : new int[] {45, 3 << 16 | 45, 46, 49, 50, 51, 52, 0xFFFF << 16 | 61, 72}) {
            var original = ClassFiles.withMethod(version, "run", "()V", EMPTY);
            var woven =
                    Weaver.weave(original, ClassFiles.guardAll(original, true)).classFile();
            assertThat(new ClassReader(woven).readInt(4)).isEqualTo(new ClassReader(original).readInt(4));
        }
    }

    @Test
    void what_is_no_class_file_is_said_for_each_guard() {
        for (byte[] bytes : new byte[][] {{}, new byte[1000], {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE}}) {
            var result = Weaver.weave(bytes, List.of(guard("a", "()V"), guard("b", "()V")));
            assertThat(result.classFile()).isNull();
            assertThat(result.unwoven())
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.reason()).contains("malformed"));
        }
    }

    @Test
    void jumps_that_become_too_long_are_widened() throws Exception {
        for (boolean answers : new boolean[] {false, true}) {
            var original = ClassFiles.withMethod(Opcodes.V17, "run", "(I)I", longJump(32_763));
            var type = new WovenLoader(answers).define(original);
            var method = type.getMethod("run", int.class);
            assertThat(method.invoke(null, 0)).isEqualTo(10);
            assertThat(method.invoke(null, 1)).isEqualTo(20);
        }
    }

    /** Returns 10 for 0, by a jump over as many bytes, and 20 for the rest. */
    private static Consumer<MethodVisitor> longJump(int over) {
        return code -> {
            var zero = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitJumpInsn(Opcodes.IFEQ, zero);
            for (int i = 0; i < over - 3; i++) {
                code.visitInsn(Opcodes.NOP);
            }
            code.visitIntInsn(Opcodes.BIPUSH, 20);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(zero);
            code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            code.visitIntInsn(Opcodes.BIPUSH, 10);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 1);
        };
    }

    private static void method(ClassWriter writer, String name, Consumer<MethodVisitor> code) {
        var method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, "()V", null, null);
        method.visitCode();
        code.accept(method);
        method.visitEnd();
    }

    /** Code of one byte more, with the return. */
    private static Consumer<MethodVisitor> nops(int count) {
        return code -> {
            for (int i = 0; i < count; i++) {
                code.visitInsn(Opcodes.NOP);
            }
            EMPTY.accept(code);
        };
    }

    private static MethodGuard guard(String name, String descriptor) {
        return new MethodGuard(name, descriptor, 1, false);
    }
}
