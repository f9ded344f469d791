package dev.tripcoil.corpus;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** A class and an interface that do not verify: a method that should return an int returns a string. */
final class Broken {

    static final String NAME = "a.Broken";

    static final byte[] CLASS = write(Opcodes.ACC_PUBLIC);
    static final byte[] INTERFACE = write(Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT);

    private Broken() {}

    private static byte[] write(int access) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, access, NAME.replace('.', '/'), null, "java/lang/Object", null);
        var method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()I", null, null);
        method.visitCode();
        method.visitLdcInsn("no int");
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
