package dev.tripcoil.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Returns the Object on the operand stack as a method's return type: cast, unboxed, or dropped for void. */
final class Answering {

    private Answering() {}

    static void returnAs(Type type, MethodVisitor code) {
        switch (type.getSort()) {
            case Type.VOID:
                code.visitInsn(Opcodes.POP);
                break;
            case Type.BOOLEAN:
                unbox(code, "java/lang/Boolean", "booleanValue", type);
                break;
            case Type.BYTE:
                unbox(code, "java/lang/Byte", "byteValue", type);
                break;
            case Type.CHAR:
                unbox(code, "java/lang/Character", "charValue", type);
                break;
            case Type.SHORT:
                unbox(code, "java/lang/Short", "shortValue", type);
                break;
            case Type.INT:
                unbox(code, "java/lang/Integer", "intValue", type);
                break;
            case Type.FLOAT:
                unbox(code, "java/lang/Float", "floatValue", type);
                break;
            case Type.LONG:
                unbox(code, "java/lang/Long", "longValue", type);
                break;
            case Type.DOUBLE:
                unbox(code, "java/lang/Double", "doubleValue", type);
                break;
            default:
                code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
        code.visitInsn(type.getOpcode(Opcodes.IRETURN));
    }

    private static void unbox(MethodVisitor code, String box, String method, Type type) {
        code.visitTypeInsn(Opcodes.CHECKCAST, box);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, method, "()" + type.getDescriptor(), false);
    }
}
