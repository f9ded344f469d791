package dev.tripcoil.weave;

import org.objectweb.asm.Attribute;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The shape of a guarded method:
 *
 * <pre>
 *            line of the method's first instruction, for the stack trace of a refusal
 *            push site; invokestatic enter; astore P
 *            [aload P; invokestatic refused; ifne ANSWER]
 *   BODY:    the original code, with   aload P; invokestatic exit   before each return
 *   HANDLER: catches all from BODY to here
 *            aload P; instanceof Object[]; ifeq RETHROW
 *            aload P; checkcast Object[]; iconst_0; aconst_null; aastore
 *            dup; aload P; invokestatic fail
 *   RETHROW: athrow
 *   ANSWER:  [aload P; invokestatic answer; cast or unbox; return]
 * </pre>
 *
 * P is a new local after the method's own. What is in brackets is there only if a refused call may return a value.
 *
 * <p>What {@code enter} returns is null, an answer, or the call's place: an array whose element 0 says that the call is under
 * way. Where an exception leaves, the place is freed before {@code fail} is called, and without a call: the exception may say
 * that there is no stack left for one, and a place that stays taken would leave the thread unguarded.
 *
 * <p>No knowledge of types is needed for the stack map frames, so no class is ever looked at: the body keeps its own
 * frames, with the permit added; at the handler and the answer nothing is said of the method's own locals. All
 * that is legal in every version of class file. {@code exit} is called in place, rather than once at a common end,
 * because operands may lie below the return value, and those of two returns may differ. The answer comes last
 * because a frame where the body begins would meet the body's own there, if its first instruction is the head of a
 * loop.
 *
 * <p>Constructors differ in what is caught where: {@link GuardingConstructorVisitor}. Only those of class files without frames
 * are guarded as methods are.
 */
class GuardingMethodVisitor extends MethodVisitor {

    /** HotSpot never compiles a method of more bytes than this (HugeMethodLimit, while DontCompileHugeMethods). */
    private static final int COMPILED_UP_TO = 8_000;

    /** The operands of a guard: a return value's are the body's own, the handler has error, place, index, null. */
    private static final int HANDLER_STACK = 4;

    private final PlannedGuard plan;
    private final boolean frames;
    final int permit;
    private final Label body = new Label();
    private final Label end = new Label();
    private final Label answer = new Label();
    private int exits;
    private boolean inCode;
    private boolean tooLargeToCompile;

    GuardingMethodVisitor(MethodVisitor next, PlannedGuard plan, boolean frames) {
        super(Opcodes.ASM9, next);
        this.plan = plan;
        this.frames = frames;
        this.permit = plan.body().maxLocals();
    }

    PlannedGuard plan() {
        return plan;
    }

    /** Whether HotSpot would compile the original, and won't compile what it became. */
    boolean tooLargeToCompile() {
        return tooLargeToCompile;
    }

    @Override
    public void visitCode() {
        inCode = true;
        mv.visitCode();
        var start = new Label();
        mv.visitLabel(start);
        line(start);
        pushSite(plan.guard().site());
        hook(HookClass.ENTER, HookClass.ENTER_DESCRIPTOR);
        mv.visitVarInsn(Opcodes.ASTORE, permit);
        if (plan.guard().answersWithValue()) {
            mv.visitVarInsn(Opcodes.ALOAD, permit);
            hook(HookClass.REFUSED, HookClass.REFUSED_DESCRIPTOR);
            mv.visitJumpInsn(Opcodes.IFNE, answer);
        }
        mv.visitLabel(body);
    }

    /**
     * Drops attributes of the code that ASM doesn't know. Nor does the JVM, and what they say is likely to be about
     * offsets in the bytecode, which change; ASM would make them attributes of the method.
     */
    @Override
    public void visitAttribute(Attribute attribute) {
        if (!inCode) {
            mv.visitAttribute(attribute);
        }
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
        var padded = FramePadding.padded(numLocal, local, permit);
        mv.visitFrame(Opcodes.F_NEW, padded.length, padded, numStack, stack);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            mv.visitVarInsn(Opcodes.ALOAD, permit);
            hook(HookClass.EXIT, HookClass.EXIT_DESCRIPTOR);
            exits++;
        }
        mv.visitInsn(opcode);
    }

    /**
     * Drops variables that begin or end within an instruction. The JVM takes them before version 50, but ASM never gets to
     * such a place, and would write another.
     */
    @Override
    public void visitLocalVariable(
            String name, String descriptor, String signature, Label start, Label end, int index) {
        if (isPlaced(start) && isPlaced(end)) {
            mv.visitLocalVariable(name, descriptor, signature, start, end, index);
        }
    }

    private static boolean isPlaced(Label label) {
        try {
            label.getOffset();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        mv.visitLabel(end);
        catchAll();
        if (plan.guard().answersWithValue()) {
            answer();
        }
        measure();
        mv.visitMaxs(Math.max(maxStack + 1, HANDLER_STACK), maxLocals + 1);
    }

    /** Where the code begins that was the method's own. */
    final Label body() {
        return body;
    }

    /** What comes first at the end of the method's own code: the handlers, and what they catch. */
    void catchAll() {
        handler(FramePadding.permitOnly(permit));
        // Last in the table: the method's own handlers come first.
        mv.visitTryCatchBlock(body, end, end, null);
    }

    /** @param locals as they are wherever it catches */
    final void handler(Object[] locals) {
        handlerFrame(locals);
        var rethrow = new Label();
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, HookClass.PLACE);
        mv.visitJumpInsn(Opcodes.IFEQ, rethrow);
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        mv.visitTypeInsn(Opcodes.CHECKCAST, HookClass.PLACE);
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitInsn(Opcodes.AASTORE);
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        hook(HookClass.FAIL, HookClass.FAIL_DESCRIPTOR);
        mv.visitLabel(rethrow);
        handlerFrame(locals);
        mv.visitInsn(Opcodes.ATHROW);
    }

    private void handlerFrame(Object[] locals) {
        if (frames) {
            mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        }
    }

    private void answer() {
        mv.visitLabel(answer);
        line(answer);
        if (frames) {
            var locals = FramePadding.permitOnly(permit);
            mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        }
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        hook(HookClass.ANSWER, HookClass.ANSWER_DESCRIPTOR);
        Answering.returnAs(Type.getReturnType(plan.guard().descriptor()), mv);
    }

    private void line(Label at) {
        if (plan.body().firstLine() != Body.NO_LINE) {
            mv.visitLineNumber(plan.body().firstLine(), at);
        }
    }

    final void hook(String name, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, HookClass.NAME, name, descriptor, false);
    }

    private void pushSite(int site) {
        if (site >= -1 && site <= 5) {
            mv.visitInsn(Opcodes.ICONST_0 + site);
        } else if (site == (byte) site) {
            mv.visitIntInsn(Opcodes.BIPUSH, site);
        } else if (site == (short) site) {
            mv.visitIntInsn(Opcodes.SIPUSH, site);
        } else {
            mv.visitLdcInsn(site);
        }
    }

    /** Sizes as they are before ASM widens jumps that have become too long, which is near enough. */
    private void measure() {
        var last = new Label();
        mv.visitLabel(last);
        int load = permit < 4 ? 1 : permit < 256 ? 2 : 4;
        int call = 3;
        int original = end.getOffset() - body.getOffset() - exits * (load + call);
        tooLargeToCompile = original <= COMPILED_UP_TO && last.getOffset() > COMPILED_UP_TO;
    }
}
