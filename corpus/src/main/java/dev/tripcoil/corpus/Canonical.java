package dev.tripcoil.corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says of each method's code, whatever the order and numbering of its constants: instructions with
 * their operands, frames, handlers, line numbers, local variables, sizes of stack and locals.
 */
final class Canonical extends ClassVisitor {

    private final Map<String, String> methods = new TreeMap<>();

    private Canonical() {
        super(Opcodes.ASM9);
    }

    /** A text for each method that has code, by name and descriptor. */
    static Map<String, String> methods(byte[] classFile) {
        var canonical = new Canonical();
        new ClassReader(classFile).accept(canonical, ClassReader.EXPAND_FRAMES);
        return canonical.methods;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new Code(name + descriptor);
    }

    private final class Code extends MethodVisitor {
        private final StringBuilder text = new StringBuilder();
        private final Map<Label, Integer> labels = new HashMap<>();
        private final String method;

        Code(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        private void line(Object... parts) {
            for (var part : parts) {
                text.append(part instanceof Label ? "L" + label((Label) part) : part)
                        .append(' ');
            }
            text.append('\n');
        }

        private int label(Label label) {
            return labels.computeIfAbsent(label, each -> labels.size());
        }

        private void lines(Object[] parts, int count) {
            for (int i = 0; i < count; i++) {
                line(parts[i]);
            }
        }

        @Override
        public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
            line("frame", numLocal, numStack);
            lines(local, numLocal);
            lines(stack, numStack);
        }

        @Override
        public void visitInsn(int opcode) {
            line(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            line(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            line(opcode, variable);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            line(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            line(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            line(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            line("indy", name, descriptor, bootstrap);
            lines(arguments, arguments.length);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            line(opcode, label);
        }

        @Override
        public void visitLabel(Label label) {
            // Named where it is used first; at a place that nothing refers to it says nothing.
            line("at", label);
        }

        @Override
        public void visitLdcInsn(Object value) {
            line("ldc", value.getClass().getSimpleName(), value);
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            line("iinc", variable, increment);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
            line("tableswitch", min, max, otherwise);
            lines(targets, targets.length);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
            line("lookupswitch", otherwise);
            for (int i = 0; i < keys.length; i++) {
                line(keys[i], targets[i]);
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            line("multianewarray", descriptor, dimensions);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            line("try", start, end, handler, type);
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, String signature, Label start, Label end, int index) {
            line("variable", name, descriptor, signature, start, end, index);
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line("line", number, start);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            line("sizes", maxStack, maxLocals);
            methods.put(method, text.toString());
        }
    }
}
