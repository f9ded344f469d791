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
 * and get null. But {@code exit}, {@code settle}, {@code fail} and {@code recover} then empty the place of a call that began before: the agent has left, and a thread
 * that kept something of it would keep all of its classes. Each reads its field once, as the agent may set it to null meanwhile. Each has at most 35 bytes of
 * code, which HotSpot always inlines.
 *
 * <p>{@code settle} may throw what the caller is to get in the place of a result that counts as a failure. {@code exit},
 * {@code fail}, {@code recover}, {@code refused}, {@code follow}, {@code pause} and {@code resume} throw nothing, not even where the stack ends in the function that
 * they call: the application is to see its own outcome. The functions are expected to catch and report what
 * goes wrong in them; this is for what they can't. {@code pause} frees the call's place itself before it calls anything: a place
 * that stayed taken would leave the thread unguarded.
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

    private final ClassWriter writer = new ClassWriter(0);

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
        handOnBoth(SETTLE, SETTLE_DESCRIPTOR, "java/lang/VirtualMachineError", true);
        fail();
        handOnBoth(RECOVER, RECOVER_DESCRIPTOR, null, true);
        handOnBoth(FOLLOW, FOLLOW_DESCRIPTOR, null, false);
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
        var idle = new Label();
        target(code, ENTER, "java/util/function/IntFunction", 1, idle);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        call(code, "java/util/function/IntFunction", "apply", ENTER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        otherwise(code, idle, Opcodes.ACONST_NULL, Opcodes.ARETURN);
        end(code, 2, 2);
    }

    private void enterWith() {
        var code = method(ENTER_WITH, ENTER_WITH_DESCRIPTOR, "java/util/function/IntFunction");
        var idle = new Label();
        target(code, ENTER_WITH, "java/util/function/IntFunction", 2, idle);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        call(code, "java/util/function/IntFunction", "apply", ENTER_DESCRIPTOR);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/Function");
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        otherwise(code, idle, Opcodes.ACONST_NULL, Opcodes.ARETURN);
        end(code, 2, 3);
    }

    /**
     * What the function makes of the two; or the first of them, where it can't be asked.
     *
     * @param caught what it may throw without being heard; null for anything
     * @param ends whether it is the end of the call
     */
    private void handOnBoth(String name, String descriptor, String caught, boolean ends) {
        var code = method(name, descriptor, "java/util/function/BiFunction");
        var idle = new Label();
        var left = ends ? new Label() : idle;
        var start = start(code);
        permit(code, 1, idle);
        target(code, name, "java/util/function/BiFunction", 2, left);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/BiFunction", "apply", SETTLE_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        if (ends) {
            empty(code, left, 1);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.ARETURN);
        }
        caught(code, start, caught);
        otherwise(code, idle);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 3, 3);
    }

    private void exit() {
        var code = method(EXIT, EXIT_DESCRIPTOR, "java/util/function/Consumer");
        var idle = new Label();
        var start = start(code);
        permit(code, 0, idle);
        var left = target(code, EXIT, "java/util/function/Consumer", 1);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Consumer", "accept", EXIT_DESCRIPTOR);
        code.visitInsn(Opcodes.RETURN);
        empty(code, left, 0);
        code.visitInsn(Opcodes.RETURN);
        caught(code, start);
        otherwise(code, idle, Opcodes.RETURN);
        end(code, 2, 2);
    }

    private void fail() {
        var code = method(FAIL, FAIL_DESCRIPTOR, "java/util/function/BiConsumer");
        var idle = new Label();
        var start = start(code);
        permit(code, 1, idle);
        var left = target(code, FAIL, "java/util/function/BiConsumer", 2);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/BiConsumer", "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        code.visitInsn(Opcodes.RETURN);
        empty(code, left, 1);
        code.visitInsn(Opcodes.RETURN);
        caught(code, start);
        otherwise(code, idle, Opcodes.RETURN);
        end(code, 3, 3);
    }

    private void refused() {
        var code = method(REFUSED, REFUSED_DESCRIPTOR, "java/util/function/Predicate");
        var idle = new Label();
        var start = start(code);
        permit(code, 0, idle);
        target(code, REFUSED, "java/util/function/Predicate", 1, idle);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Predicate", "test", REFUSED_DESCRIPTOR);
        code.visitInsn(Opcodes.IRETURN);
        caught(code, start);
        otherwise(code, idle, Opcodes.ICONST_0, Opcodes.IRETURN);
        end(code, 2, 2);
    }

    private void answer() {
        var code = method(ANSWER, ANSWER_DESCRIPTOR, "java/util/function/Function");
        var idle = new Label();
        permit(code, 0, idle);
        target(code, ANSWER, "java/util/function/Function", 1, idle);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        otherwise(code, idle, Opcodes.ACONST_NULL, Opcodes.ARETURN);
        end(code, 2, 2);
    }

    private void pause() {
        var code = method(PAUSE, PAUSE_DESCRIPTOR, "java/util/function/Function");
        var idle = new Label();
        var start = start(code);
        permit(code, 0, idle);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.CHECKCAST, PLACE);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.AASTORE);
        handOn(code, PAUSE, start, idle);
    }

    private void resume() {
        var code = method(RESUME, RESUME_DESCRIPTOR, "java/util/function/Function");
        var idle = new Label();
        var start = start(code);
        permit(code, 0, idle);
        handOn(code, RESUME, start, idle);
    }

    /** Returns what the function makes of the argument, and null if it throws. */
    private static void handOn(MethodVisitor code, String name, Label start, Label idle) {
        target(code, name, "java/util/function/Function", 1, idle);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        caught(code, start);
        otherwise(code, idle, Opcodes.ACONST_NULL, Opcodes.ARETURN);
        end(code, 3, 2);
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
        return code;
    }

    private static void permit(MethodVisitor code, int slot, Label idle) {
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
    }

    /** Loads the function, once, or goes to the label that it returns. */
    private static Label target(MethodVisitor code, String field, String functionType, int slot) {
        var left = new Label();
        target(code, field, functionType, slot, left);
        return left;
    }

    /** Likewise, or goes to {@code idle}. */
    private static void target(MethodVisitor code, String field, String functionType, int slot, Label idle) {
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, field, "L" + functionType + ";");
        code.visitVarInsn(Opcodes.ASTORE, slot);
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
        code.visitVarInsn(Opcodes.ALOAD, slot);
    }

    private static void call(MethodVisitor code, String type, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, type, name, descriptor, true);
    }

    /** Where there is no function any more: empties the place. */
    private static void empty(MethodVisitor code, Label left, int place) {
        code.visitLabel(left);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, place);
        code.visitTypeInsn(Opcodes.CHECKCAST, PLACE);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/util/Arrays", "fill", "([Ljava/lang/Object;Ljava/lang/Object;)V", false);
    }

    private static Label start(MethodVisitor code) {
        var start = new Label();
        code.visitLabel(start);
        return start;
    }

    /** Drops whatever is thrown from {@code start} to here, and goes on with what comes next. */
    private static void caught(MethodVisitor code, Label start) {
        caught(code, start, null);
    }

    /** As above, for what is thrown of one type. */
    private static void caught(MethodVisitor code, Label start, String type) {
        var handler = new Label();
        code.visitTryCatchBlock(start, handler, handler, type);
        code.visitLabel(handler);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type == null ? "java/lang/Throwable" : type});
        code.visitInsn(Opcodes.POP);
    }

    private static void otherwise(MethodVisitor code, Label idle, int... instructions) {
        code.visitLabel(idle);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        for (int instruction : instructions) {
            code.visitInsn(instruction);
        }
    }

    private static void end(MethodVisitor code, int maxStack, int maxLocals) {
        code.visitMaxs(maxStack, maxLocals);
        code.visitEnd();
    }
}
