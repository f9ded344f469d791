package dev.tripcoil.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class loader that defines classes beside those of a library of the application's, which then hold it. So it is no class of the
 * agent's but one in {@code java.lang}, as the hook is, and refers to nothing of the agent:
 *
 * <pre>
 *   public BesideLoader(ClassLoader library)
 *   public Object apply(Object classFile, Object protectionDomain)     a BiFunction: defines a class
 * </pre>
 */
public final class BesideClass {

    /** The internal name. */
    public static final String NAME = "java/lang/$TripcoilBeside";

    private static final String LOADER = "java/lang/ClassLoader";
    private static final String DOMAIN = "java/security/ProtectionDomain";

    private BesideClass() {}

    /** A new class file, of version 52; always the same bytes. */
    public static byte[] bytes() {
        ClassWriter writer = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V1_8, access, NAME, null, LOADER, new String[] {"java/util/function/BiFunction"});
        make(writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(Ljava/lang/ClassLoader;)V", null, null));
        apply(writer.visitMethod(
                Opcodes.ACC_PUBLIC, "apply", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", null, null));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void make(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, LOADER, "<init>", "(Ljava/lang/ClassLoader;)V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(2, 2);
        code.visitEnd();
    }

    private static void apply(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, "[B");
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, "[B");
        code.visitInsn(Opcodes.ARRAYLENGTH);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitTypeInsn(Opcodes.CHECKCAST, DOMAIN);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                NAME,
                "defineClass",
                "(Ljava/lang/String;[BIIL" + DOMAIN + ";)Ljava/lang/Class;",
                false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(6, 3);
        code.visitEnd();
    }
}
