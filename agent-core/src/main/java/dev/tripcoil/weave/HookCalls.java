package dev.tripcoil.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether a class calls the hook: it was woven before. Its constants alone don't say so: a class that had its guards taken out by
 * retransformation may keep those of the hook, where the JVM puts its class file together from what it kept.
 */
final class HookCalls extends ClassVisitor {

    private static final int CONSTANT_CLASS = 7;

    private final Code code = new Code();

    private HookCalls() {
        super(Opcodes.ASM9);
    }

    static boolean areIn(ClassReader reader) {
        var calls = new HookCalls(); // here, so that the warm-up loads what it takes
        if (!namesHook(reader)) {
            return false;
        }
        reader.accept(calls, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return calls.code.found;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return code;
    }

    private static boolean namesHook(ClassReader reader) {
        var buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0
                    && reader.readByte(at - 1) == CONSTANT_CLASS
                    && HookClass.NAME.equals(reader.readUTF8(at, buffer))) {
                return true;
            }
        }
        return false;
    }

    private static final class Code extends MethodVisitor {

        private boolean found;

        Code() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(HookClass.NAME)) {
                found = true;
            }
        }
    }
}
