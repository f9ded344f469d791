package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The package runs while classes are loaded, and must not make the JVM spin classes of its own then. */
class TransformSafetyTest {

    private static final Set<String> OF_RECORDS = Set.of("toString", "hashCode", "equals");

    @Test
    void no_call_site_is_linked_at_run_time() throws Exception {
        var found = new ArrayList<String>();
        for (Path classFile : classFiles()) {
            new ClassReader(Files.readAllBytes(classFile)).accept(new DynamicCalls(found), 0);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_class_is_there_that_only_the_compiler_wanted() throws Exception {
        // Such as the tables for switches on enums.
        assertThat(classFiles()).noneMatch(file -> file.toString().matches(".*\\$\\d+\\.class"));
    }

    private static List<Path> classFiles() throws IOException, URISyntaxException {
        var classes = Path.of(
                Weaver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(classes.resolve("dev/tripcoil/weave"))) {
            var found = files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(found).hasSizeGreaterThan(10);
            return found;
        }
    }

    private static final class DynamicCalls extends ClassVisitor {
        private final List<String> found;
        private String type;

        DynamicCalls(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visit(int version, int access, String name, String sig, String superName, String[] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String descriptor, String sig, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String name, String descriptor, Handle handle, Object... args) {
                    if (!handle.getOwner().equals("java/lang/runtime/ObjectMethods") || !OF_RECORDS.contains(method)) {
                        found.add(type + "." + method);
                    }
                }
            };
        }
    }
}
