package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What others may ask of a class: its super types, methods, fields and member types; read without loading anything.
 * Immutable. Not to be compared: on JDKs up to 20 the JDK keeps the class of a record that has been, and all that hangs on it.
 *
 * @param name the binary name, with dots
 * @param access the class file's access flags, which are what the JVM goes by: a protected member type is public there, a
 *     private one is of the package
 * @param superName the superclass's binary name; null for {@code java.lang.Object} and modules only
 * @param interfaces binary names of the direct ones, in order of declaration
 * @param memberTypes binary names of the types that it declares and that have a name of their own
 * @param methods in the order of the class file, constructors included; without synthetic ones
 * @param fields likewise
 */
public record TypeMembers(
        String name,
        int access,
        String superName,
        List<String> interfaces,
        List<String> memberTypes,
        List<Member> methods,
        List<Member> fields) {

    /**
     * @param name as in the class file, so {@code <init>} for a constructor
     * @param access the class file's access flags
     */
    public record Member(String name, String descriptor, int access) {}

    public TypeMembers {
        interfaces = List.copyOf(interfaces);
        memberTypes = List.copyOf(memberTypes);
        methods = List.copyOf(methods);
        fields = List.copyOf(fields);
    }

    /**
     * Reads a class file of any version, those newer than ASM included.
     *
     * @throws IllegalArgumentException if it is no class file, or a malformed one
     */
    public static TypeMembers read(byte[] classFile) {
        try {
            Collector collector = new Collector();
            int skipped = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
            new ClassReader(ClassVersion.of(classFile).readable(classFile)).accept(collector, skipped);
            return new TypeMembers(
                    collector.name,
                    collector.access,
                    collector.superName,
                    collector.interfaces,
                    collector.memberTypes,
                    collector.methods,
                    collector.fields);
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new IllegalArgumentException("not a class file, or a malformed one: " + e, e);
        }
    }

    private static final class Collector extends ClassVisitor {

        private static final int CLASS_FILE_FLAGS = 0xFFFF;

        private final List<String> interfaces = new ArrayList<>();
        private final List<String> memberTypes = new ArrayList<>();
        private final List<Member> methods = new ArrayList<>();
        private final List<Member> fields = new ArrayList<>();
        private String name;
        private String superName;
        private int access;

        Collector() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.access = access & CLASS_FILE_FLAGS;
            this.name = name.replace('/', '.');
            this.superName = superName == null ? null : superName.replace('/', '.');
            for (String each : interfaces) {
                this.interfaces.add(each.replace('/', '.'));
            }
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {
            if (innerName != null
                    && outerName != null
                    && outerName.replace('/', '.').equals(this.name)) {
                memberTypes.add(name.replace('/', '.'));
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
                fields.add(new Member(name, descriptor, access & CLASS_FILE_FLAGS));
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
                methods.add(new Member(name, descriptor, access & CLASS_FILE_FLAGS));
            }
            return null;
        }
    }
}
