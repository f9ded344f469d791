package dev.tripcoil.weave;

import java.util.BitSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * Follows a constructor's object through its code: which calls of {@code <init>} are those on it, rather than on an object that
 * the constructor makes on the way, such as an argument of {@code super(...)}. Filled by one visit, with frames expanded; hands
 * all on to the {@link Body}.
 *
 * <p>The code is read once from beginning to end, as the JVM's verifier does: with a frame wherever another path
 * comes in, that says all. Where there are no frames, {@link InferredConstruction} is to be asked.
 */
class Construction extends AnalyzerAdapter {

    private static final String OBJECT = "java/lang/Object";

    private final String owner;
    private final BitSet onThis = new BitSet();
    private boolean clear = true;
    private boolean framed;
    private boolean before = true;
    private int calls;
    private int runs = 1;
    private String unseen;

    Construction(String owner, int access, String name, String descriptor, Body body) {
        super(Opcodes.ASM9, owner, access, name, descriptor, body);
        this.owner = owner;
    }

    /**
     * Whether what a guard needs is known, and holds: the object is in local 0 as long as it is not initialized. A frame that
     * does not have it there could not be told from one behind {@code super(...)}.
     */
    boolean isClear() {
        return clear;
    }

    /** Whether a frame said anything. */
    final boolean isFramed() {
        return framed;
    }

    /** Whether the object is not initialized yet, where the visit has come to. */
    final boolean isBefore() {
        return before;
    }

    /** Another path comes in. */
    final void goOn(boolean before) {
        this.before = before;
        runs++;
    }

    /**
     * Whether the object is not initialized yet at the label of this number, of all in the code.
     *
     * @param unchanged what is known so far: frames, where there are any, say where that changes, and not labels
     */
    boolean isBeforeAt(int label, boolean unchanged) {
        return unchanged;
    }

    /** How many runs of instructions there are at most, between which the object's state may change. */
    final int runs() {
        return runs;
    }

    /** Whether the call of this number, of all calls of an {@code <init>} in the code, is {@code super(...)} or {@code this(...)}. */
    final boolean isOnThis(int call) {
        return onThis.get(call);
    }

    /** The superclass whose constructor it calls, where that may do anything; or null. */
    final String unseen() {
        return unseen;
    }

    /** Whether the object is not initialized yet, by what a frame says of the locals. */
    static boolean isBefore(int count, Object[] locals) {
        for (int i = 0; i < count; i++) {
            if (locals[i] == Opcodes.UNINITIALIZED_THIS) {
                return true;
            }
        }
        return false;
    }

    /** Whether the constructor of that class may fail, or call guarded methods: all but one may. */
    static boolean mayDoAnything(String owner) {
        return !owner.equals(OBJECT);
    }

    static boolean isCallOfConstructor(int opcode, String name) {
        return opcode == Opcodes.INVOKESPECIAL && name.equals("<init>");
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
        super.visitFrame(type, numLocal, local, numStack, stack);
        framed = true;
        goOn(isBefore(numLocal, local));
        if (before && local[0] != Opcodes.UNINITIALIZED_THIS) {
            clear = false;
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (isCallOfConstructor(opcode, name)) {
            int receiver = stack == null ? -1 : stack.size() - (Type.getArgumentsAndReturnSizes(descriptor) >> 2);
            if (receiver < 0) {
                receiverIsUnknown();
            } else if (stack.get(receiver) == Opcodes.UNINITIALIZED_THIS) {
                onThis.set(calls);
                before = false;
                runs++;
                if (mayDoAnything(owner) && !owner.equals(this.owner)) {
                    unseen = owner;
                }
            }
            calls++;
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /** A constructor is called where nothing says what is on the stack. */
    void receiverIsUnknown() {
        clear = false;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        if (opcode == Opcodes.RET) {
            mv.visitVarInsn(opcode, local);
            giveUp();
            return;
        }
        super.visitVarInsn(opcode, local);
        if (before && locals != null && locals.get(0) != Opcodes.UNINITIALIZED_THIS) {
            clear = false;
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (opcode == Opcodes.JSR) {
            mv.visitJumpInsn(opcode, label);
            giveUp();
            return;
        }
        super.visitJumpInsn(opcode, label);
    }

    /** Subroutines have no place in class files with frames; one of version 50 may leave the frames out, and have them. */
    private void giveUp() {
        clear = false;
        locals = null;
        stack = null;
    }
}
