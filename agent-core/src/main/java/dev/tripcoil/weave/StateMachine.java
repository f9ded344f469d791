package dev.tripcoil.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What Kotlin's compiler makes of a suspending function: code that is called again for each time that it goes on. It is then given a
 * continuation of a class of its own, which says so in a field:
 *
 * <pre>
 *   aload K; instanceof M; ifeq ...; aload K; checkcast M; ...; getfield M.label; ldc MIN_VALUE; iand; ifeq ...
 * </pre>
 *
 * A call of itself gets that continuation, too, but without the sign bit in the label. A function that suspends at its end only
 * has none of this. Hands all on to the {@link Body}.
 */
final class StateMachine extends MethodVisitor {

    static final String LABEL = "label";

    private final int continuation;

    /** What the last instructions have been up to now, in the order above. */
    private boolean loaded;

    private String asked;
    private String read;
    private boolean signed;
    private String found;
    private boolean resumes;

    /** @param continuation the slot of the last argument */
    StateMachine(int continuation, Body body) {
        super(Opcodes.ASM9, body);
        this.continuation = continuation;
    }

    /** The internal name of its class; null if there is none. */
    String type() {
        return found;
    }

    /** Whether calls that go on are told from those that begin; false for code of another compiler's. */
    boolean isClear() {
        return found != null || !resumes;
    }

    private void other() {
        loaded = false;
        read = null;
        signed = false;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        other();
        loaded = opcode == Opcodes.ALOAD && variable == continuation;
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.INSTANCEOF && loaded && asked == null) {
            asked = type;
        }
        other();
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        other();
        if (opcode == Opcodes.GETFIELD && name.equals(LABEL) && descriptor.equals("I")) {
            read = owner;
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
        signed = read != null && value instanceof Integer && ((Integer) value).intValue() == Integer.MIN_VALUE;
        super.visitLdcInsn(value);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.IAND && signed && found == null && read.equals(asked)) {
            found = read;
        }
        other();
        super.visitInsn(opcode);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        other();
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        other();
        // What each goes on with may be a failure.
        resumes |= owner.equals("kotlin/ResultKt") && name.equals("throwOnFailure");
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /** The slot of the last argument. */
    static int lastSlot(boolean isStatic, String descriptor) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < parameters.length - 1; i++) {
            slot += parameters[i].getSize();
        }
        return slot;
    }
}
