package dev.tripcoil.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Between a value of a type, as a method has it, and an Object. */
final class Boxes {

    private Boxes() {}

    /** Makes the value on the operand stack an Object. */
    static void box(Type type, MethodVisitor code) {
        String box = boxOf(type);
        if (box != null) {
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";", false);
        }
    }

    /** Makes the Object on the operand stack a value of that type, which must not be void. */
    static void unbox(Type type, MethodVisitor code) {
        String box = boxOf(type);
        if (box != null) {
            code.visitTypeInsn(Opcodes.CHECKCAST, box);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, box, type.getClassName() + "Value", "()" + type.getDescriptor(), false);
        } else if (!type.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
    }

    /** The class of the boxes of a primitive type; null for any other. */
    private static String boxOf(Type type) {
        switch (type.getSort()) {
            case Type.BOOLEAN:
                return "java/lang/Boolean";
            case Type.BYTE:
                return "java/lang/Byte";
            case Type.CHAR:
                return "java/lang/Character";
            case Type.SHORT:
                return "java/lang/Short";
            case Type.INT:
                return "java/lang/Integer";
            case Type.FLOAT:
                return "java/lang/Float";
            case Type.LONG:
                return "java/lang/Long";
            case Type.DOUBLE:
                return "java/lang/Double";
            default:
                return null;
        }
    }
}
