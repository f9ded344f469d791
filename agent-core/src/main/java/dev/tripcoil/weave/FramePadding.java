package dev.tripcoil.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The locals of a stack map frame, written so that the permit's slot comes last. The frames in a class file leave out
 * the unused slots at the end, and have one entry for the two slots of a long or double.
 */
final class FramePadding {

    private static final Object PERMIT = "java/lang/Object";

    private FramePadding() {}

    /** The first {@code count} of {@code locals}, then TOP up to {@code permitSlot}, then the permit. */
    static Object[] padded(int count, Object[] locals, int permitSlot) {
        int slots = count;
        for (int i = 0; i < count; i++) {
            if (locals[i] == Opcodes.LONG || locals[i] == Opcodes.DOUBLE) {
                slots++;
            }
        }
        if (slots > permitSlot) {
            throw new IllegalArgumentException("a stack map frame with more locals than the method has");
        }
        var padded = new Object[count + permitSlot - slots + 1];
        System.arraycopy(locals, 0, padded, 0, count);
        for (int i = count; i < padded.length - 1; i++) {
            padded[i] = Opcodes.TOP;
        }
        padded[padded.length - 1] = PERMIT;
        return padded;
    }

    /** Nothing known of the method's own locals: what holds at every one of its instructions. */
    static Object[] permitOnly(int permitSlot) {
        return padded(0, new Object[0], permitSlot);
    }

    /** A parameter's, as a frame has it. */
    static Object type(Type parameter) {
        switch (parameter.getSort()) {
            case Type.BOOLEAN:
            case Type.BYTE:
            case Type.CHAR:
            case Type.SHORT:
            case Type.INT:
                return Opcodes.INTEGER;
            case Type.FLOAT:
                return Opcodes.FLOAT;
            case Type.LONG:
                return Opcodes.LONG;
            case Type.DOUBLE:
                return Opcodes.DOUBLE;
            default:
                return parameter.getInternalName();
        }
    }
}
