package dev.tripcoil.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RulesPackageTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tripcoil.rules");

    @Test
    void nothing_can_construct_what_a_file_names() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml.snakeyaml.constructor..", "org.yaml.snakeyaml.extensions..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.yaml.snakeyaml.Yaml")
                .check(CLASSES);
    }

    @Test
    void nothing_starts_what_must_not_start_before_main() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "javax.management..", "java.net..", "java.util.stream..")
                .check(CLASSES);
    }

    /** Records have their equals, hashCode and toString from invokedynamic; those that transform sees don't. */
    @Test
    void what_transform_reaches_links_no_invokedynamic() throws IOException {
        List<String> found = new ArrayList<>();
        for (Class<?> type : List.of(
                RuleIndex.class,
                Rule.class,
                Selectors.class,
                NamePattern.class,
                MethodPattern.class,
                MethodSignature.class)) {
            found.addAll(invokeDynamics(type));
            for (Class<?> nested : type.getDeclaredClasses()) {
                found.addAll(invokeDynamics(nested));
            }
        }
        // toString of a record that overrides it isn't generated: nothing is left.
        assertThat(found).isEmpty();
    }

    @Test
    void check_for_invokedynamic_sees_one() throws IOException {
        assertThat(invokeDynamics(Settings.class)).isNotEmpty();
    }

    private static List<String> invokeDynamics(Class<?> type) throws IOException {
        List<String> found = new ArrayList<>();
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            new ClassReader(in)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        String signature,
                                        String[] exceptions) {
                                    return new MethodVisitor(Opcodes.ASM9) {
                                        @Override
                                        public void visitInvokeDynamicInsn(
                                                String called, String type, Handle bootstrap, Object... arguments) {
                                            found.add(name + " " + called);
                                        }
                                    };
                                }
                            },
                            0);
        }
        return found;
    }
}
