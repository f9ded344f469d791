package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.weave.subjects.Annotated;
import dev.tripcoil.weave.subjects.Shapes;
import java.io.ObjectStreamClass;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.TraceClassVisitor;

/** Only bodies change, and of them only what has to. */
class SurvivingAttributesTest {

    private static final String[] BEGINNINGS = {"LOCALVARIABLE", "TRYCATCHBLOCK @", "@", "// signature"};

    @Test
    void class_and_members_stay_as_they_are() {
        var types = new ArrayList<Class<?>>(List.of(Shapes.class, Annotated.class));
        types.addAll(List.of(Shapes.class.getDeclaredClasses()));
        for (Class<?> type : types) {
            var original = ClassFiles.of(type);
            assertThat(withoutCode(ClassFiles.woven(original, true))).isEqualTo(withoutCode(original));
        }
    }

    private static String withoutCode(byte[] classFile) {
        var out = new StringWriter();
        new ClassReader(classFile).accept(new TraceClassVisitor(new PrintWriter(out)), ClassReader.SKIP_CODE);
        return out.toString();
    }

    @Test
    void local_variables_and_type_annotations_in_code_survive() {
        var original = lines(ClassFiles.of(Annotated.class), BEGINNINGS);
        assertThat(original)
                .anyMatch(line -> line.startsWith("LOCALVARIABLE local J"))
                .anyMatch(line -> line.contains("Mark;(value=11)"));

        assertThat(lines(ClassFiles.woven(ClassFiles.of(Annotated.class), true), BEGINNINGS))
                .isEqualTo(original);
    }

    @Test
    void line_numbers_survive_and_the_guard_has_the_first_and_the_answer_too() {
        var original = lines(ClassFiles.of(Annotated.class), "LINENUMBER");
        var expected = new ArrayList<>(original);
        expected.add(0, original.get(0));
        expected.add(original.get(0));

        assertThat(lines(ClassFiles.woven(ClassFiles.of(Annotated.class), true), "LINENUMBER"))
                .isEqualTo(expected);
    }

    /** The lines that begin so, without the labels, whose numbers change. */
    private static List<String> lines(byte[] classFile, String... beginnings) {
        return ClassFiles.code(classFile, "method")
                .lines()
                .filter(line -> Arrays.stream(beginnings).anyMatch(line::startsWith))
                .map(line -> line.replaceAll("\\bL\\d+\\b", "L"))
                .toList();
    }

    @Test
    void unknown_attribute_of_a_method_stays_and_of_its_code_goes() {
        var original = ClassFiles.withMethod(Opcodes.V17, "run", "()V", code -> {
            code.visitAttribute(new Unknown("OfTheMethod", false));
            code.visitAttribute(new Unknown("OfTheCode", true));
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 0);
        });
        assertThat(ClassFiles.code(original, "run")).contains("OfTheMethod", "OfTheCode");
        assertThat(ClassFiles.code(ClassFiles.woven(original, false), "run"))
                .contains("OfTheMethod")
                .doesNotContain("OfTheCode");
    }

    private static final class Unknown extends Attribute {
        private final boolean ofCode;

        Unknown(String type, boolean ofCode) {
            super(type);
            this.ofCode = ofCode;
        }

        @Override
        public boolean isCodeAttribute() {
            return ofCode;
        }

        @Override
        protected ByteVector write(ClassWriter writer, byte[] code, int codeLength, int maxStack, int maxLocals) {
            return new ByteVector(1).putByte(7);
        }
    }

    @Test
    void reflection_sees_no_difference() throws Exception {
        var woven = find(new WovenLoader(true).copyOf(Annotated.class));
        var original = find(Annotated.class);
        assertThat(woven.toGenericString()).isEqualTo(original.toGenericString());
        assertThat(Arrays.toString(woven.getAnnotations())).isEqualTo(Arrays.toString(original.getAnnotations()));
        assertThat(Arrays.deepToString(woven.getParameterAnnotations()))
                .isEqualTo(Arrays.deepToString(original.getParameterAnnotations()));
        assertThat(woven.getAnnotatedReturnType())
                .hasToString(original.getAnnotatedReturnType().toString());
    }

    private static Method find(Class<?> type) throws NoSuchMethodException {
        return type.getMethod("method", String.class, long.class, List.class);
    }

    @Test
    void serial_version_that_the_jvm_computes_from_the_members_stays() {
        var loader = new WovenLoader(true);
        for (Class<?> type : List.of(Saved.class, Shapes.class)) {
            var woven = type == Saved.class ? loader.define(ClassFiles.of(type)) : loader.copyOf(type);
            assertThat(woven).isNotSameAs(type);
            assertThat(ObjectStreamClass.lookupAny(woven).getSerialVersionUID())
                    .isEqualTo(ObjectStreamClass.lookupAny(type).getSerialVersionUID());
        }
        assertThat(loader.sites).containsKey("SurvivingAttributesTest$Saved.sum");
        assertThat(ObjectStreamClass.lookup(Saved.class).getSerialVersionUID()).isNotZero();
    }

    @SuppressWarnings("serial") // that it has no number of its own is the point
    static class Saved implements Serializable {
        static final int SEEN = Integer.getInteger("seen", 1);

        private int some;

        int sum(int more) {
            return some + more;
        }
    }

    @Test
    void unguarded_method_is_copied_byte_for_byte() {
        // ASM would shorten the two-byte form of aload 0, if it wrote the method anew.
        var longForm = new String(new byte[] {Opcodes.ALOAD, 0, (byte) Opcodes.ARETURN}, StandardCharsets.ISO_8859_1);
        var shortForm = new String(new byte[] {0, 0, (byte) Opcodes.ARETURN}, StandardCharsets.ISO_8859_1);
        var written = ClassFiles.write(Opcodes.V17, writer -> {
            for (String name : List.of("guarded", "unguarded")) {
                var code = writer.visitMethod(
                        Opcodes.ACC_STATIC, name, "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
                code.visitCode();
                code.visitInsn(Opcodes.NOP);
                code.visitInsn(Opcodes.NOP);
                code.visitInsn(Opcodes.ARETURN);
                code.visitMaxs(1, 1);
                code.visitEnd();
            }
        });
        var original = new String(written, StandardCharsets.ISO_8859_1).replace(shortForm, longForm);

        var result = Weaver.weave(
                original.getBytes(StandardCharsets.ISO_8859_1),
                List.of(new MethodGuard("guarded", "(Ljava/lang/Object;)Ljava/lang/Object;", 1, false)));

        assertThat(new String(result.classFile(), StandardCharsets.ISO_8859_1)).containsOnlyOnce(longForm);
    }
}
