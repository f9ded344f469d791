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
 * P is a new local after the method's own. What is in brackets is there only if a call may be answered with a value.
 *
 * <p>Where the guard {@link Needs} more:
 *
 * <pre>
 *   given         push site; push what is given; invokestatic enterWith; astore P
 *   continuation  first of all, in a state machine M:  aconst_null; astore P; aload K; instanceof M; ifeq BEGINS
 *                                                      aload K; checkcast M; getfield label; iflt BODY
 *                 before BODY:  aload K; aload P; invokestatic follow; checkcast; astore K     K: the last argument
 *   result        before each return:  [box or aconst_null]; aload P; invokestatic settle; [cast, unbox or pop]
 *   failure       instead of fail and RETHROW:
 *                 aload P; invokestatic recover; astore P
 *                 [aload P; instanceof Throwable; ifeq ANSWER]
 *                 aload P; checkcast Throwable
 *        RETHROW: athrow
 * </pre>
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

    /** The operands of the handler: error, words, index, and 0 in two words. */
    private static final int HANDLER_STACK = 5;

    /** Where an array is given: site, array, array, index, and a value of two words. */
    private static final int GIVEN_STACK = 6;

    private final PlannedGuard plan;
    private final String owner;
    private final boolean frames;
    private final boolean isStatic;
    private final Needs needs;
    private final Type[] parameters;
    private final Type returned;
    final int permit;
    private final Label entered = new Label();
    private final Label body = new Label();
    private final Label end = new Label();
    private final Label answer = new Label();
    /** Bytes that were put in within the body. */
    private int added;

    private boolean inCode;
    private boolean tooLargeToCompile;

    /** @param owner the internal name of the method's class */
    GuardingMethodVisitor(MethodVisitor next, PlannedGuard plan, String owner, boolean isStatic, boolean frames) {
        super(Opcodes.ASM9, next);
        this.plan = plan;
        this.owner = owner;
        this.frames = frames;
        this.isStatic = isStatic;
        needs = plan.guard().needs();
        parameters = Type.getArgumentTypes(plan.guard().descriptor());
        returned = Type.getReturnType(plan.guard().descriptor());
        permit = plan.body().maxLocals();
    }

    PlannedGuard plan() {
        return plan;
    }

    /** What comes on top of the body's own operands where it returns: the permit, and for void null in the place of a result. */
    static int exitStack(MethodGuard guard) {
        return guard.needs().result() && guard.descriptor().endsWith("V") ? 2 : 1;
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
        var resumed = new Label();
        if (plan.stateMachine() != null) {
            askWhetherItGoesOn(resumed);
        }
        push(plan.guard().site());
        if (needs.given().isNothing()) {
            hook(HookClass.ENTER, HookClass.ENTER_DESCRIPTOR);
        } else {
            pushGiven();
            hook(HookClass.ENTER_WITH, HookClass.ENTER_WITH_DESCRIPTOR);
        }
        mv.visitVarInsn(Opcodes.ASTORE, permit);
        mv.visitLabel(entered);
        if (plan.guard().answersWithValue()) {
            mv.visitVarInsn(Opcodes.ALOAD, permit);
            hook(HookClass.REFUSED, HookClass.REFUSED_DESCRIPTOR);
            mv.visitJumpInsn(Opcodes.IFNE, answer);
        }
        if (needs.continuation()) {
            follow();
        }
        if (plan.stateMachine() != null) {
            mv.visitLabel(resumed);
            initialFrame();
            mv.visitInsn(Opcodes.NOP); // apart from a frame of the body's own
        }
        mv.visitLabel(body);
    }

    /** To {@code resumed}, with null in the place of the permit, where a suspending function is called to go on. */
    private void askWhetherItGoesOn(Label resumed) {
        var begins = new Label();
        int continuation = slot(parameters.length - 1);
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitVarInsn(Opcodes.ASTORE, permit);
        mv.visitVarInsn(Opcodes.ALOAD, continuation);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, plan.stateMachine());
        mv.visitJumpInsn(Opcodes.IFEQ, begins);
        mv.visitVarInsn(Opcodes.ALOAD, continuation);
        mv.visitTypeInsn(Opcodes.CHECKCAST, plan.stateMachine());
        mv.visitFieldInsn(Opcodes.GETFIELD, plan.stateMachine(), StateMachine.LABEL, "I");
        mv.visitJumpInsn(Opcodes.IFLT, resumed);
        mv.visitLabel(begins);
        initialFrame();
    }

    /** Nothing but the receiver, the arguments and the permit. */
    private void initialFrame() {
        if (!frames) {
            return;
        }
        var locals = new Object[parameters.length + (isStatic ? 0 : 1)];
        int next = 0;
        if (!isStatic) {
            locals[next++] = owner;
        }
        for (var parameter : parameters) {
            locals[next++] = FramePadding.type(parameter);
        }
        visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
    }

    private void pushGiven() {
        var given = needs.given();
        if (!given.isArray()) {
            pushBoxed(given.variables().get(0));
            return;
        }
        push(given.variables().size());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < given.variables().size(); i++) {
            mv.visitInsn(Opcodes.DUP);
            push(i);
            pushBoxed(given.variables().get(i));
            mv.visitInsn(Opcodes.AASTORE);
        }
    }

    private void pushBoxed(int variable) {
        if (variable == Given.SELF) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            return;
        }
        var type = parameters[variable];
        mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot(variable));
        Boxes.box(type, mv);
    }

    private int slot(int parameter) {
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < parameter; i++) {
            slot += parameters[i].getSize();
        }
        return slot;
    }

    private void follow() {
        int last = parameters.length - 1;
        mv.visitVarInsn(Opcodes.ALOAD, slot(last));
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        hook(HookClass.FOLLOW, HookClass.FOLLOW_DESCRIPTOR);
        Boxes.unbox(parameters[last], mv);
        mv.visitVarInsn(Opcodes.ASTORE, slot(last));
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
            int before = offset();
            if (needs.result()) {
                settle();
            } else {
                mv.visitVarInsn(Opcodes.ALOAD, permit);
                hook(HookClass.EXIT, HookClass.EXIT_DESCRIPTOR);
            }
            added += offset() - before;
        }
        mv.visitInsn(opcode);
    }

    private void settle() {
        if (returned == Type.VOID_TYPE) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            Boxes.box(returned, mv);
        }
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        hook(HookClass.SETTLE, HookClass.SETTLE_DESCRIPTOR);
        take();
    }

    /** The Object on the operand stack as the method returns it; dropped for void. */
    private void take() {
        if (returned == Type.VOID_TYPE) {
            mv.visitInsn(Opcodes.POP);
        } else {
            Boxes.unbox(returned, mv);
        }
    }

    private int offset() {
        var here = new Label();
        mv.visitLabel(here);
        return here.getOffset();
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
        int own = needs.given().isArray() ? GIVEN_STACK : HANDLER_STACK;
        mv.visitMaxs(Math.max(maxStack + exitStack(plan.guard()), own), maxLocals + 1);
    }

    /** Where the call has begun: from here on its end must be told, whatever is thrown, be it that the stack ends in a hook. */
    final Label entered() {
        return entered;
    }

    /** What comes first at the end of the method's own code: the handlers, and what they catch. */
    void catchAll() {
        handler(FramePadding.permitOnly(permit));
        // Last in the table: the method's own handlers come first.
        mv.visitTryCatchBlock(entered, end, end, null);
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
        HookClass.free(mv);
        if (needs.failure()) {
            recover();
        } else {
            mv.visitInsn(Opcodes.DUP);
            mv.visitVarInsn(Opcodes.ALOAD, permit);
            hook(HookClass.FAIL, HookClass.FAIL_DESCRIPTOR);
        }
        mv.visitLabel(rethrow);
        handlerFrame(locals);
        mv.visitInsn(Opcodes.ATHROW);
    }

    /** From the error on the operand stack to the one that is thrown in the end, or to the answer. */
    private void recover() {
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        hook(HookClass.RECOVER, HookClass.RECOVER_DESCRIPTOR);
        mv.visitVarInsn(Opcodes.ASTORE, permit);
        if (plan.guard().answersWithValue()) {
            mv.visitVarInsn(Opcodes.ALOAD, permit);
            mv.visitTypeInsn(Opcodes.INSTANCEOF, "java/lang/Throwable");
            mv.visitJumpInsn(Opcodes.IFEQ, answer);
        }
        mv.visitVarInsn(Opcodes.ALOAD, permit);
        mv.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Throwable");
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
        take();
        mv.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    }

    private void line(Label at) {
        if (plan.body().firstLine() != Body.NO_LINE) {
            mv.visitLineNumber(plan.body().firstLine(), at);
        }
    }

    final void hook(String name, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, HookClass.NAME, name, descriptor, false);
    }

    private void push(int number) {
        if (number >= -1 && number <= 5) {
            mv.visitInsn(Opcodes.ICONST_0 + number);
        } else if (number == (byte) number) {
            mv.visitIntInsn(Opcodes.BIPUSH, number);
        } else if (number == (short) number) {
            mv.visitIntInsn(Opcodes.SIPUSH, number);
        } else {
            mv.visitLdcInsn(number);
        }
    }

    /** Sizes as they are before ASM widens jumps that have become too long, which is near enough. */
    private void measure() {
        var last = new Label();
        mv.visitLabel(last);
        int original = end.getOffset() - body.getOffset() - added;
        tooLargeToCompile = original <= COMPILED_UP_TO && last.getOffset() > COMPILED_UP_TO;
    }
}
