package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class MethodNamesTest {

    private final MethodNames names = new MethodNames(List.of("fetch", "store", "do"));

    @Test
    void a_class_without_such_a_method_has_none_of_the_names() throws Exception {
        assertThat(names.mayBeIn(classFile(Without.class))).isFalse();
    }

    @Test
    void a_class_with_one_may_have() throws Exception {
        assertThat(names.mayBeIn(classFile(With.class))).isTrue();
        assertThat(new MethodNames(List.of("fetchAll", "fetc", "petch")).mayBeIn(classFile(With.class)))
                .isFalse();
    }

    @Test
    void every_method_of_classes_of_every_kind_of_constant_is_found() throws Exception {
        for (Class<?> each :
                List.of(With.class, String.class, java.util.stream.Stream.class, Weaver.class, List.class)) {
            byte[] classFile = classFile(each);
            for (MethodOutline method : ClassOutline.read(classFile).methods()) {
                assertThat(new MethodNames(List.of(method.name())).mayBeIn(classFile))
                        .as(each + " " + method.name())
                        .isTrue();
            }
            assertThat(new MethodNames(List.of("noSuchMethodAnywhere")).mayBeIn(classFile))
                    .as(each.toString())
                    .isFalse();
        }
        var writer = new ClassWriter(0);
        writer.newModule("m");
        writer.newPackage("p");
        writer.newConstantDynamic(
                "c", "I", new org.objectweb.asm.Handle(Opcodes.H_INVOKESTATIC, "a/B", "h", "()V", false));
        writer.newConst(1.5f);
        writer.visit(Opcodes.V17, 0, "Odd", null, "java/lang/Object", null);
        assertThat(names.mayBeIn(writer.toByteArray())).isFalse();
        writer.newUTF8("fetch");
        assertThat(names.mayBeIn(writer.toByteArray())).isTrue();
    }

    @Test
    void bytes_that_are_no_class_file_are_left_to_who_reads_them() throws Exception {
        byte[] classFile = classFile(Without.class);
        assertThat(names.mayBeIn(new byte[0])).isTrue();
        assertThat(names.mayBeIn(Arrays.copyOf(classFile, 60))).isTrue();
        classFile[10] = 99;
        assertThat(names.mayBeIn(classFile)).isTrue();
    }

    @Test
    void names_of_other_alphabets_are_not_taken() {
        assertThat(MethodNames.takes("fetch")).isTrue();
        assertThat(MethodNames.takes("hämta")).isFalse();
        assertThat(MethodNames.takes("a\0")).isFalse();
        assertThat(MethodNames.takes("")).isFalse();
    }

    private static byte[] classFile(Class<?> type) throws Exception {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    private static final class Without {
        long wide() {
            return 0x1234567812345678L + (long) 1e300;
        }
    }

    private static final class With {
        long other() {
            return 0x1234567812345678L + (long) 1e300;
        }

        void fetch() {}
    }
}
