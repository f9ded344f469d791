package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Follows a constructor's object where the class file has no frames, though its version has. So it is with what HotSpot
 * puts together again of a class that it has never verified, one of the JDK's: it keeps no frames of those.
 *
 * <p>What a frame would say at a label is taken from the first jump to it, or from where an exception is thrown to it. All
 * jumps to a label agree about the object, or else nothing is clear; what they say of other types does not matter. A label that is
 * reached only by jumps from further down is passed over at first, and the code is read again with what they said.
 */
final class InferredConstruction extends Construction {

    /** Each finds what lies behind one more jump back into code that nothing else reaches: compilers make few. */
    private static final int MOST_PASSES = 20;

    /** Against class files that are made to take long, or much memory. */
    private static final int MOST_WORK = 1_000_000;

    /** What a label is reached with. */
    private static final class State {
        final List<Object> locals;
        final List<Object> stack;
        final boolean before;

        State(List<Object> locals, List<Object> stack, boolean before) {
            this.locals = locals;
            this.stack = stack;
            this.before = before;
        }
    }

    private final Map<Label, State> states = new HashMap<>();
    private final Map<Label, Integer> visited = new HashMap<>();
    private final BitSet beforeAt = new BitSet();
    private final Map<Label, List<Label>> opened = new HashMap<>();
    private final Map<Label, List<Label>> closed = new HashMap<>();
    private final List<Label> handlers = new ArrayList<>();

    /** By the numbers of labels, which are the same in every pass; the labels are not. */
    private final Map<Integer, State> fromFurtherDown;

    private boolean again;
    private boolean contradictory;
    private int work;

    private InferredConstruction(String owner, String descriptor, Map<Integer, State> fromFurtherDown) {
        super(owner, 0, "<init>", descriptor, new Body());
        this.fromFurtherDown = fromFurtherDown;
    }

    /** Reads one constructor as often as it takes. What comes of it need not be clear. */
    static Construction of(ClassReader reader, String descriptor) {
        Map<Integer, State> fromFurtherDown = new HashMap<>();
        InferredConstruction pass = null;
        for (int i = 0; i < MOST_PASSES && (pass == null || pass.again); i++) {
            pass = new InferredConstruction(reader.getClassName(), descriptor, fromFurtherDown);
            // As weaving reads it, so that it comes by the same labels.
            reader.accept(new OneConstructor(descriptor, pass), ClassReader.EXPAND_FRAMES);
        }
        return pass;
    }

    private static final class OneConstructor extends ClassVisitor {
        private final String descriptor;
        private final MethodVisitor visitor;

        OneConstructor(String descriptor, MethodVisitor visitor) {
            super(Opcodes.ASM9);
            this.descriptor = descriptor;
            this.visitor = visitor;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return name.equals("<init>") && descriptor.equals(this.descriptor) ? visitor : null;
        }
    }

    @Override
    boolean isClear() {
        return super.isClear() && !contradictory && !again;
    }

    @Override
    boolean isBeforeAt(int label, boolean unchanged) {
        return beforeAt.get(label);
    }

    /** Nothing leads there, or only what is yet to come: then there will be another pass. */
    @Override
    void receiverIsUnknown() {}

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        super.visitTryCatchBlock(start, end, handler, type);
        add(opened, start, handler);
        add(closed, end, handler);
    }

    private static void add(Map<Label, List<Label>> lists, Label key, Label value) {
        List<Label> list = lists.get(key);
        if (list == null) {
            list = new ArrayList<>();
            lists.put(key, list);
        }
        list.add(value);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        int number = visited.size();
        visited.put(label, number);
        State state = states.get(label);
        if (state == null) {
            state = fromFurtherDown.get(number);
        }
        if (locals == null && state != null) {
            locals = new ArrayList<>(state.locals);
            stack = new ArrayList<>(state.stack);
            goOn(state.before);
        }
        if (locals != null) {
            reach(label, stack);
        }
        beforeAt.set(number, isBefore());
        List<Label> ended = closed.get(label);
        for (int i = 0; ended != null && i < ended.size(); i++) {
            handlers.remove(ended.get(i));
        }
        List<Label> begun = opened.get(label);
        for (int i = 0; begun != null && i < begun.size(); i++) {
            handlers.add(begun.get(i));
        }
        mayThrow();
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean was = isBefore();
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (isBefore() != was) {
            mayThrow();
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (opcode == Opcodes.GOTO && locals != null) {
            reach(label, stack); // before it is forgotten
        }
        super.visitJumpInsn(opcode, label);
        if (locals != null) {
            reach(label, stack);
        }
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        reachAll(otherwise, labels);
        super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        reachAll(otherwise, labels);
        super.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    private void reachAll(Label otherwise, Label[] labels) {
        if (locals == null || stack.isEmpty()) {
            return;
        }
        List<Object> rest = stack.subList(0, stack.size() - 1);
        reach(otherwise, rest);
        for (int i = 0; i < labels.length; i++) {
            reach(labels[i], rest);
        }
    }

    private void mayThrow() {
        if (locals == null || handlers.isEmpty()) {
            return;
        }
        List<Object> thrown = new ArrayList<>();
        thrown.add("java/lang/Throwable");
        for (int i = 0; i < handlers.size(); i++) {
            reach(handlers.get(i), thrown);
        }
    }

    private void reach(Label label, List<Object> stack) {
        work++;
        State known = states.get(label);
        if (known != null) {
            contradictory |= known.before != isBefore();
            return;
        }
        work += locals.size() + stack.size();
        if (work > MOST_WORK) {
            contradictory = true; // as far as anybody will ever know
            return;
        }
        State state = new State(new ArrayList<>(locals), new ArrayList<>(stack), isBefore());
        states.put(label, state);
        Integer number = visited.get(label);
        if (number != null && number != visited.size() - 1) {
            fromFurtherDown.put(number, state);
            again = true;
        }
    }
}
