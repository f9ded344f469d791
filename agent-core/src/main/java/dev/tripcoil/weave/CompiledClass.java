package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * A class that another compiler has made, which is not taken on trust: its stack map frames are made anew, its code is
 * verified, and the types that it refers to are known. Loads no class.
 *
 * <p>The JVM does not verify what is defined beside a class of its bootstrap loader.
 *
 * @param classFile with frames
 * @param referredTypes binary names of the classes and interfaces that the JVM must let its code refer to, without those of arrays'
 *     components that are primitive
 */
public record CompiledClass(byte[] classFile, Set<String> referredTypes) {

    /**
     * @param types what the class may meet; where a type is unknown, whatever is done with it passes
     * @throws IllegalArgumentException if its code is wrong; the message says how
     */
    public static CompiledClass check(byte[] compiled, TypeSource types) {
        try {
            return checked(compiled, types);
        } catch (AnalyzerException | RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new IllegalArgumentException(e.toString(), e);
        }
    }

    private static CompiledClass checked(byte[] compiled, TypeSource types) throws AnalyzerException {
        ClassReader reader = new ClassReader(compiled);
        OutlinedTypes known = new OutlinedTypes(ClassOutline.read(compiled), types);
        ClassNode node = new ClassNode();
        reader.accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Set<String> referred = new LinkedHashSet<>();
        List<MethodNode> methods = new ArrayList<>(node.methods);
        for (MethodNode method : methods) {
            new Analyzer<>(known).analyze(node.name, method);
            method.accept(new References(referred));
        }
        ClassWriter writer = new Frames(known);
        node.accept(writer);
        return new CompiledClass(writer.toByteArray(), referred);
    }

    private static final class Frames extends ClassWriter {

        private final OutlinedTypes known;

        Frames(OutlinedTypes known) {
            super(COMPUTE_FRAMES);
            this.known = known;
        }

        @Override
        protected String getCommonSuperClass(String one, String other) {
            return known.commonSuperClass(one, other);
        }
    }

    /** The classes whose accessibility the JVM looks at when it resolves what the code refers to. */
    private static final class References extends MethodVisitor {

        private final Set<String> names;

        References(Set<String> names) {
            super(Opcodes.ASM9);
            this.names = names;
        }

        private void add(Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                names.add(element.getClassName());
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            add(Type.getObjectType(type));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            add(Type.getObjectType(owner));
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(Type.getObjectType(owner));
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type) {
                add(type);
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            add(Type.getType(descriptor));
        }
    }
}
