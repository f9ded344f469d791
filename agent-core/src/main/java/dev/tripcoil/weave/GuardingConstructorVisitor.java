package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The shape of a guarded constructor, in a class file with stack map frames:
 *
 * <pre>
 *            line, push site; enter; astore P          as in a method
 *            what computes the arguments               BEFORE catches it
 *            [aload P; pause; astore P]
 *            invokespecial &lt;init&gt;                      nothing may catch this
 *            [aload P; resume; astore P]
 *            the rest, with exit before each return    AFTER catches it
 *   BEFORE:  fail as in a method's handler; athrow     the object is not initialized
 *   AFTER:   fail as in a method's handler; athrow     it is
 * </pre>
 *
 * The verifier lets a handler be reached either before the object is initialized or after, and the call that does it belongs to both.
 * So whatever that call throws passes by unseen, and the guarded call must hold nothing meanwhile: {@code pause} gives all back,
 * and {@code resume} takes what it can get. What is in brackets is left out for the constructor of {@code java.lang.Object}, which
 * runs no code.
 *
 * <p>A constructor may have several such calls, on several paths, and its code may be in any order: each run of instructions in
 * one state has an entry in the table of handlers.
 */
final class GuardingConstructorVisitor extends GuardingMethodVisitor {

    private final Construction construction;
    private final List<Label> runsBefore = new ArrayList<>();
    private final List<Label> runsAfter = new ArrayList<>();
    private boolean before = true;
    private Label start = entered();
    private int calls;
    private int labels;

    GuardingConstructorVisitor(MethodVisitor next, PlannedGuard plan) {
        super(next, plan, null, false, true);
        construction = plan.construction();
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
        super.visitFrame(type, numLocal, local, numStack, stack);
        goOn(Construction.isBefore(numLocal, local));
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        goOn(construction.isBeforeAt(labels++, before));
    }

    private void goOn(boolean beforeNow) {
        if (beforeNow != before) {
            endRun();
            beginRun(beforeNow);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (!Construction.isCallOfConstructor(opcode, name) || !construction.isOnThis(calls++)) {
            mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        boolean pauses = Construction.mayDoAnything(owner);
        if (pauses) {
            exchangePermit(HookClass.PAUSE, HookClass.PAUSE_DESCRIPTOR);
        }
        endRun();
        mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (pauses) {
            exchangePermit(HookClass.RESUME, HookClass.RESUME_DESCRIPTOR);
        }
        beginRun(false);
    }

    private void exchangePermit(String name, String descriptor) {
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        hook(name, descriptor);
        mv.visitVarInsn(Opcodes.ASTORE, permit);
    }

    private void beginRun(boolean before) {
        this.before = before;
        start = new Label();
        mv.visitLabel(start);
    }

    private void endRun() {
        var end = new Label();
        mv.visitLabel(end);
        // The class file format allows no empty ones.
        if (end.getOffset() > start.getOffset()) {
            var runs = before ? runsBefore : runsAfter;
            runs.add(start);
            runs.add(end);
        }
    }

    @Override
    void catchAll() {
        endRun();
        catchRuns(runsBefore, FramePadding.padded(1, new Object[] {Opcodes.UNINITIALIZED_THIS}, permit));
        catchRuns(runsAfter, FramePadding.permitOnly(permit));
    }

    private void catchRuns(List<Label> runs, Object[] locals) {
        if (runs.isEmpty()) {
            return;
        }
        var handler = new Label();
        mv.visitLabel(handler);
        handler(locals);
        for (int i = 0; i < runs.size(); i += 2) {
            mv.visitTryCatchBlock(runs.get(i), runs.get(i + 1), handler, null);
        }
    }
}
