package dev.tripcoil.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class that guarded methods call. The agent defines it into {@code java.base}, in {@code java.lang}, as that is
 * the one package that every class loader sees, those of OSGi and JBoss Modules included. There it cannot refer to
 * the agent's classes; it reaches them through functional interfaces of the JDK, in public static volatile fields
 * (raw types) that the agent sets:
 *
 * <pre>
 *   static Object  enter(int site)                IntFunction enter    the permit, or null; may throw a refusal
 *   static Object  enterWith(int site, Object)    IntFunction enterWith  as enter, by the function that this gives for the site
 *   static void    exit(Object permit)            Consumer    exit     the body returned
 *   static Object  settle(Object, Object permit)  BiFunction  settle   it returned that: what to return
 *   static void    fail(Throwable, Object permit) BiConsumer  fail     the body threw
 *   static Object  recover(Throwable, Object)     BiFunction  recover  likewise: what to throw, or an answer
 *   static boolean refused(Object permit)         Predicate   refused  whether to return an answer, without the body
 *   static Object  answer(Object permit)          Function    answer   that answer, boxed
 *   static Object  follow(Object, Object permit)  BiFunction  follow   the continuation to hand on in the place of the given one
 *   static Object  pause(Object permit)           Function    pause    a constructor calls another: what to resume with
 *   static Object  resume(Object paused)          Function    resume   it returned: the permit for the rest
 *                                                 Function    agent    the agent itself: takes orders from its next start
 * </pre>
 *
 * While a field is null its method does nothing, and answers null or false, or what it was given; so do those that take a permit
 * and get null. Each reads its field once, as the agent may set it to null meanwhile. Each has at most 35 bytes of
 * code, which HotSpot always inlines.
 *
 * <p>The permit of a call that counts is its place: an array whose element 0 is an array of numbers, of which the first is 0 while the place
 * is free. A place that stayed taken would leave the thread unguarded, so it is freed where there may be no stack left to call anything:
 * {@code exit} and {@code pause} do it before anything else, {@code settle} when its function can't, and woven code before it calls {@code fail} or
 * {@code recover}. That is all that is to be done when the agent has left.
 *
 * <p>{@code settle} may throw what the caller is to get in the place of a result that counts as a failure. {@code exit},
 * {@code fail}, {@code recover}, {@code refused}, {@code follow}, {@code pause} and {@code resume} throw nothing, not even where the stack ends in the function that
 * they call: the application is to see its own outcome. The functions are expected to catch and report what
 * goes wrong in them; this is for what they can't.
 */
public final class HookClass {

    /** The internal name. */
    public static final String NAME = "java/lang/$Tripcoil";

    /** The field that leads to the agent itself; null while there is none. Woven code has nothing to do with it. */
    public static final String AGENT = "agent";

    static final String ENTER = "enter";
    static final String ENTER_DESCRIPTOR = "(I)Ljava/lang/Object;";
    static final String ENTER_WITH = "enterWith";
    static final String ENTER_WITH_DESCRIPTOR = "(ILjava/lang/Object;)Ljava/lang/Object;";
    static final String SETTLE = "settle";
    static final String SETTLE_DESCRIPTOR = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    static final String RECOVER = "recover";
    static final String RECOVER_DESCRIPTOR = "(Ljava/lang/Throwable;Ljava/lang/Object;)Ljava/lang/Object;";
    static final String FOLLOW = "follow";
    static final String FOLLOW_DESCRIPTOR = SETTLE_DESCRIPTOR;
    static final String EXIT = "exit";
    static final String EXIT_DESCRIPTOR = "(Ljava/lang/Object;)V";
    static final String FAIL = "fail";
    static final String FAIL_DESCRIPTOR = "(Ljava/lang/Throwable;Ljava/lang/Object;)V";
    static final String REFUSED = "refused";
    static final String REFUSED_DESCRIPTOR = "(Ljava/lang/Object;)Z";
    static final String ANSWER = "answer";
    static final String ANSWER_DESCRIPTOR = "(Ljava/lang/Object;)Ljava/lang/Object;";
    static final String PAUSE = "pause";
    static final String PAUSE_DESCRIPTOR = ANSWER_DESCRIPTOR;
    static final String RESUME = "resume";
    static final String RESUME_DESCRIPTOR = ANSWER_DESCRIPTOR;

    /** What the permit of a call that counts is: the call's place. */
    static final String PLACE = "[Ljava/lang/Object;";

    /** What element 0 of a place is. */
    private static final String WORDS = "[J";

    private final ClassWriter writer = new ClassWriter(0);

    // Of the method that is being written.
    private Label idle;
    private Label left;

    private HookClass() {}

    /** A new class file, of version 52; always the same bytes. */
    public static byte[] bytes() {
        return new HookClass().write();
    }

    private byte[] write() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V1_8, access, NAME, null, "java/lang/Object", null);
        enter();
        enterWith();
        exit();
        settle();
        fail();
        handOnBoth(RECOVER, RECOVER_DESCRIPTOR);
        handOnBoth(FOLLOW, FOLLOW_DESCRIPTOR);
        refused();
        answer();
        pause();
        resume();
        field(AGENT, "java/util/function/Function");
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void enter() {
        var code = method(ENTER, ENTER_DESCRIPTOR, "java/util/function/IntFunction");
        target(code, ENTER, "java/util/function/IntFunction");
        code.visitVarInsn(Opcodes.ILOAD, 0);
        call(code, "java/util/function/IntFunction", "apply", ENTER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        left(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 2, 1);
    }

    private void enterWith() {
        var code = method(ENTER_WITH, ENTER_WITH_DESCRIPTOR, "java/util/function/IntFunction");
        target(code, ENTER_WITH, "java/util/function/IntFunction");
        code.visitVarInsn(Opcodes.ILOAD, 0);
        call(code, "java/util/function/IntFunction", "apply", ENTER_DESCRIPTOR);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/Function");
        code.visitInsn(Opcodes.DUP);
        code.visitJumpInsn(Opcodes.IFNULL, left);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        left(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 2, 2);
    }

    private void exit() {
        var code = method(EXIT, EXIT_DESCRIPTOR, "java/util/function/Consumer");
        var start = start(code);
        permit(code, 0);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.CHECKCAST, PLACE);
        free(code);
        target(code, EXIT, "java/util/function/Consumer");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Consumer", "accept", EXIT_DESCRIPTOR);
        code.visitInsn(Opcodes.RETURN);
        caught(code, start, null);
        idle(code);
        code.visitInsn(Opcodes.RETURN);
        end(code, 4, 1);
    }

    /** What the function makes of the result; the result itself where it can't be asked, and the place is freed then. */
    private void settle() {
        var code = method(SETTLE, SETTLE_DESCRIPTOR, "java/util/function/BiFunction");
        var start = start(code);
        permit(code, 1);
        target(code, SETTLE, "java/util/function/BiFunction");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/BiFunction", "apply", SETTLE_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        caught(code, start, "java/lang/VirtualMachineError");
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, PLACE);
        free(code);
        idle(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 4, 2);
    }

    private void fail() {
        var code = method(FAIL, FAIL_DESCRIPTOR, "java/util/function/BiConsumer");
        var start = start(code);
        permit(code, 1);
        target(code, FAIL, "java/util/function/BiConsumer");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/BiConsumer", "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        code.visitInsn(Opcodes.RETURN);
        caught(code, start, null);
        idle(code);
        code.visitInsn(Opcodes.RETURN);
        end(code, 3, 2);
    }

    /** What the function makes of the two; or the first of them, where it can't be asked. */
    private void handOnBoth(String name, String descriptor) {
        var code = method(name, descriptor, "java/util/function/BiFunction");
        var start = start(code);
        permit(code, 1);
        target(code, name, "java/util/function/BiFunction");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/BiFunction", "apply", SETTLE_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        caught(code, start, null);
        idle(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 3, 2);
    }

    private void refused() {
        var code = method(REFUSED, REFUSED_DESCRIPTOR, "java/util/function/Predicate");
        var start = start(code);
        permit(code, 0);
        target(code, REFUSED, "java/util/function/Predicate");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Predicate", "test", REFUSED_DESCRIPTOR);
        code.visitInsn(Opcodes.IRETURN);
        caught(code, start, null);
        idle(code);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        end(code, 2, 1);
    }

    private void answer() {
        var code = method(ANSWER, ANSWER_DESCRIPTOR, "java/util/function/Function");
        permit(code, 0);
        target(code, ANSWER, "java/util/function/Function");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        left(code);
        idle(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 2, 1);
    }

    private void pause() {
        var code = method(PAUSE, PAUSE_DESCRIPTOR, "java/util/function/Function");
        var start = start(code);
        permit(code, 0);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.CHECKCAST, PLACE);
        free(code);
        handOn(code, PAUSE, start);
    }

    private void resume() {
        var code = method(RESUME, RESUME_DESCRIPTOR, "java/util/function/Function");
        var start = start(code);
        permit(code, 0);
        handOn(code, RESUME, start);
    }

    /** Returns what the function makes of the argument, and null if it throws. */
    private void handOn(MethodVisitor code, String name, Label start) {
        target(code, name, "java/util/function/Function");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        caught(code, start, null);
        idle(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 4, 1);
    }

    /** Frees the place on the operand stack, without a call; the stack needs room for two words more. */
    static void free(MethodVisitor code) {
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.AALOAD);
        code.visitTypeInsn(Opcodes.CHECKCAST, WORDS);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.LCONST_0);
        code.visitInsn(Opcodes.LASTORE);
    }

    private void field(String name, String functionType) {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
        writer.visitField(access, name, "L" + functionType + ";", null, null).visitEnd();
    }

    /** Begins a method, and adds the field of the same name that it goes through. */
    private MethodVisitor method(String name, String descriptor, String functionType) {
        field(name, functionType);
        int method = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        var code = writer.visitMethod(method, name, descriptor, null, null);
        code.visitCode();
        idle = new Label();
        left = new Label();
        return code;
    }

    /** Goes to {@link #idle} where there is no permit. */
    private void permit(MethodVisitor code, int slot) {
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
    }

    /** Loads the function, once, or goes to {@link #left} with something on the operand stack. */
    private void target(MethodVisitor code, String field, String functionType) {
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, field, "L" + functionType + ";");
        code.visitInsn(Opcodes.DUP);
        code.visitJumpInsn(Opcodes.IFNULL, left);
    }

    private static void call(MethodVisitor code, String type, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, type, name, descriptor, true);
    }

    private static Label start(MethodVisitor code) {
        var start = new Label();
        code.visitLabel(start);
        return start;
    }

    /** Where the agent has left; what was on the operand stack is dropped. */
    private void left(MethodVisitor code) {
        code.visitLabel(left);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
        code.visitInsn(Opcodes.POP);
    }

    /** Likewise, and where something is thrown from {@code start} to here, of a type or, where that is null, of any. */
    private void caught(MethodVisitor code, Label start, String type) {
        code.visitTryCatchBlock(start, left, left, type);
        left(code);
    }

    /** Where there is nothing to do, or not any more. */
    private void idle(MethodVisitor code) {
        code.visitLabel(idle);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    private static void end(MethodVisitor code, int maxStack, int maxLocals) {
        code.visitMaxs(maxStack, maxLocals);
        code.visitEnd();
    }
}
