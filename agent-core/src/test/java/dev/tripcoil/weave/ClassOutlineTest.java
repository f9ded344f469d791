package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.weave.subjects.Shapes;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

class ClassOutlineTest {

    @Test
    void names_are_binary_and_methods_in_order() {
        abstract class Sample implements Comparable<Sample>, Runnable {
            abstract int first(int[] a, String b);

            static synchronized void second() {}
        }

        var outline = ClassOutline.read(ClassFiles.of(Sample.class));

        assertThat(outline.name()).isEqualTo("dev.tripcoil.weave.ClassOutlineTest$1Sample");
        assertThat(outline.superName()).isEqualTo("java.lang.Object");
        assertThat(outline.interfaces()).containsExactly("java.lang.Comparable", "java.lang.Runnable");
        assertThat(outline.majorVersion()).isEqualTo(61);
        assertThat(outline.sourceFile()).isEqualTo("ClassOutlineTest.java");
        assertThat(Modifier.isAbstract(outline.access())).isTrue();
        assertThat(outline.methods()).extracting(MethodOutline::name).containsExactly("<init>", "first", "second");
        assertThat(outline.methods().get(1))
                .isEqualTo(new MethodOutline("first", "([ILjava/lang/String;)I", null, Modifier.ABSTRACT, List.of()));
        assertThat(outline.methods().get(2).access()).isEqualTo(Modifier.STATIC | Modifier.SYNCHRONIZED);
    }

    @Test
    void only_the_class_files_own_flags_show() {
        // ASM has further ones for the attributes Record and Deprecated.
        var record = Arrays.stream(Shapes.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .findFirst()
                .orElseThrow();
        var outline = ClassOutline.read(ClassFiles.of(record));
        assertThat(outline.access()).isLessThanOrEqualTo(0xFFFF);
        assertThat(outline.superName()).isEqualTo("java.lang.Record");
    }

    @Test
    void object_itself_has_no_superclass() {
        var outline = ClassOutline.read(ClassFiles.named("java.lang.Object", ClassLoader.getSystemClassLoader()));
        assertThat(outline.superName()).isNull();
        assertThat(outline.interfaces()).isEmpty();
    }

    @Test
    void source_file_may_be_missing() {
        assertThat(ClassOutline.read(ClassFiles.write(Opcodes.V1_1, writer -> {}))
                        .sourceFile())
                .isNull();
    }

    @Test
    void version_newer_than_known_is_read_and_told() {
        var classFile = ClassFiles.of(ClassOutlineTest.class);
        classFile[7] = 99;
        var outline = ClassOutline.read(classFile);
        assertThat(outline.majorVersion()).isEqualTo(99);
        assertThat(outline.methods()).isNotEmpty();
        assertThat(classFile[7]).isEqualTo((byte) 99);
    }

    @Test
    void what_is_no_class_file_is_said() {
        for (byte[] bytes : List.of(new byte[0], new byte[9], "this is no class".getBytes(), new byte[100])) {
            assertThatThrownBy(() -> ClassOutline.read(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("not a class file, or a malformed one: ");
        }
        var cut = Arrays.copyOf(ClassFiles.of(ClassOutlineTest.class), 300);
        assertThatThrownBy(() -> ClassOutline.read(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void method_without_a_descriptor_is_malformed() {
        var classFile = ClassFiles.write(
                Opcodes.V17,
                writer -> writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "run", "()V", null, null)
                        .visitEnd());
        assertThat(ClassOutline.read(classFile).methods()).hasSize(1);
        // The file ends with the descriptor, no attributes of the method, and none of the class.
        Arrays.fill(classFile, classFile.length - 6, classFile.length - 4, (byte) 0);
        assertThatThrownBy(() -> ClassOutline.read(classFile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("a method without a name or a descriptor");
    }
}
