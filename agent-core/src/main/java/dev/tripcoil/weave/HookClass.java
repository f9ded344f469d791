package dev.tripcoil.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

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

    // The hot path's. What it finds in words is the breaker's Cell's to say.

    /** The field that leads to the pairs of breakers, by the number of the site; null while no call is begun without asking. */
    public static final String PAIRS = "pairs";

    /** The field with what gives a thread's number: a MethodHandle (Thread)long. Null in a JDK that keeps them elsewhere. */
    public static final String THREAD = "thread";

    private static final String PAIRS_DESCRIPTOR = "[[[[J";
    private static final String PAIR = "[[J";
    private static final String QUICK = "quick";
    private static final String QUICK_DESCRIPTOR = "(I)[[J";
    private static final String MINE = "mine";
    private static final String MINE_DESCRIPTOR = "([[[JJ)[[J";
    private static final String BEGIN = "begin";
    private static final String BEGIN_DESCRIPTOR = "([[J)Z";
    private static final String TAKEN = "taken";
    private static final String TAKEN_DESCRIPTOR = "([[J)Z";
    private static final String ASK = "ask";
    private static final String SETTLED = "settled";
    private static final String ENDED = "ended";
    private static final String ENDED_DESCRIPTOR = "([[J)Z";
    private static final String COUNTED = "counted";
    private static final String COUNTED_DESCRIPTOR = "(Ljava/lang/Object;)Z";
    private static final int CELL_USE = 0;
    private static final int CELL_THREAD = 1;
    private static final int CELL_SEEN = 2;
    private static final int CELL_GOOD = 3;

    private final ClassWriter writer = new ClassWriter(0);

    // Of the method that is being written.
    private Label idle;
    private Label left;

    private HookClass() {}

    /** A new class file, of version 52; always the same bytes in one JVM. */
    public static byte[] bytes() {
        return new HookClass().write();
    }

    private byte[] write() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V1_8, access, NAME, null, "java/lang/Object", null);
        thread();
        enter();
        quick();
        mine();
        taken();
        begin();
        ask();
        enterWith();
        exit();
        counted();
        ended();
        settle();
        settled();
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

    /** The thread's own cell begins the call where all is well, and knows one that is part of another; else the agent is asked. */
    private void enter() {
        field(ENTER, "java/util/function/IntFunction");
        var code = method(Opcodes.ACC_PUBLIC, ENTER, ENTER_DESCRIPTOR);
        var ask = new Label();
        var begun = new Label();
        code.visitVarInsn(Opcodes.ILOAD, 0);
        own(code, QUICK, QUICK_DESCRIPTOR);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitJumpInsn(Opcodes.IFNULL, ask);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        own(code, TAKEN, TAKEN_DESCRIPTOR);
        code.visitJumpInsn(Opcodes.IFNE, idle);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        own(code, BEGIN, BEGIN_DESCRIPTOR);
        code.visitJumpInsn(Opcodes.IFNE, begun);
        code.visitLabel(ask);
        code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {PAIR}, 0, null);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        own(code, ASK, ENTER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        idle(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(begun);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 1, 2);
    }

    private void ask() {
        var code = ownMethod(ASK, ENTER_DESCRIPTOR);
        target(code, ENTER, "java/util/function/IntFunction");
        code.visitVarInsn(Opcodes.ILOAD, 0);
        call(code, "java/util/function/IntFunction", "apply", ENTER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        left(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 2, 1);
    }

    /** From a site to the pairs of its breaker, and the number of the thread. */
    private void quick() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
        writer.visitField(access, PAIRS, PAIRS_DESCRIPTOR, null, null).visitEnd();
        var code = ownMethod(QUICK, QUICK_DESCRIPTOR);
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, PAIRS, PAIRS_DESCRIPTOR);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitInsn(Opcodes.AALOAD);
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        threadNumber(code);
        own(code, MINE, MINE_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(idle);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 3, 3);
    }

    /** Loads it. By the method that no subclass can change, from Java 19 on; by the field before, which code of the first compiler reads far slower. */
    private static void threadNumber(MethodVisitor code) {
        boolean isFinal = Runtime.version().feature() >= 19;
        if (!isFinal) {
            code.visitFieldInsn(Opcodes.GETSTATIC, NAME, THREAD, "Ljava/lang/invoke/MethodHandle;");
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
        if (isFinal) {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", "threadId", "()J", false);
        } else {
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/lang/invoke/MethodHandle",
                    "invokeExact",
                    "(Ljava/lang/Thread;)J",
                    false);
        }
    }

    /** From these to the thread's own. */
    private void mine() {
        var code = ownMethod(MINE, MINE_DESCRIPTOR);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.LLOAD, 1);
        code.visitInsn(Opcodes.L2I);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.ISUB);
        code.visitInsn(Opcodes.IAND);
        code.visitInsn(Opcodes.AALOAD);
        code.visitVarInsn(Opcodes.ASTORE, 3);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitJumpInsn(Opcodes.IFNULL, idle);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.AALOAD);
        word(code, CELL_THREAD);
        code.visitVarInsn(Opcodes.LLOAD, 1);
        differs(code);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(idle);
        code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {PAIR}, 0, null);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 4, 4);
    }

    /** Whether the thread is in a call. */
    private void taken() {
        var code = ownMethod(TAKEN, TAKEN_DESCRIPTOR);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.AALOAD);
        word(code, CELL_USE);
        code.visitInsn(Opcodes.LCONST_1);
        differs(code);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        idle(code);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        end(code, 4, 1);
    }

    /** Begins a call; false where it takes more. */
    private void begin() {
        var code = ownMethod(BEGIN, BEGIN_DESCRIPTOR);
        words(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        word(code, CELL_USE);
        code.visitInsn(Opcodes.LCONST_0);
        differs(code);
        passIsNotAsSeen(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ICONST_0 + CELL_USE);
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LASTORE);
        yesOr(code);
        end(code, 5, 2);
    }

    /** Ends a call that {@link #begin} began, and counts it; false where that takes more. */
    private void ended() {
        var code = ownMethod(ENDED, ENDED_DESCRIPTOR);
        words(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ICONST_0 + CELL_USE);
        code.visitInsn(Opcodes.LCONST_0);
        code.visitInsn(Opcodes.LASTORE);
        passIsNotAsSeen(code);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ICONST_0 + CELL_GOOD);
        code.visitInsn(Opcodes.DUP2);
        code.visitInsn(Opcodes.LALOAD);
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LADD);
        code.visitInsn(Opcodes.LASTORE);
        yesOr(code);
        end(code, 6, 2);
    }

    /** Of the pair: from here on the second variable. */
    private static void words(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.AALOAD);
        code.visitVarInsn(Opcodes.ASTORE, 1);
    }

    private static void word(MethodVisitor code, int number) {
        code.visitInsn(Opcodes.ICONST_0 + number);
        code.visitInsn(Opcodes.LALOAD);
    }

    /** Goes to {@link #idle} where the two numbers on the operand stack do. */
    private void differs(MethodVisitor code) {
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFNE, idle);
    }

    private void passIsNotAsSeen(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 1);
        word(code, CELL_SEEN);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.AALOAD);
        word(code, 0);
        differs(code);
    }

    /** True; false where {@link #idle} leads to, with words in the second variable. */
    private void yesOr(MethodVisitor code) {
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(idle);
        code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {WORDS}, 0, null);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    private static void own(MethodVisitor code, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, name, descriptor, false);
    }

    /** Where threads have their numbers; null in a JDK that has them elsewhere. */
    private void thread() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, THREAD, "Ljava/lang/invoke/MethodHandle;", null, null)
                .visitEnd();
        var code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        left = new Label();
        var start = start(code);
        var set = new Label();
        var type = Type.getObjectType("java/lang/Thread");
        code.visitLdcInsn(type);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "lookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;",
                false);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "privateLookupIn",
                "(Ljava/lang/Class;Ljava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandles$Lookup;",
                false);
        code.visitLdcInsn(type);
        code.visitLdcInsn("tid");
        code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Long", "TYPE", "Ljava/lang/Class;");
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/lang/invoke/MethodHandles$Lookup",
                "findGetter",
                "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;",
                false);
        code.visitJumpInsn(Opcodes.GOTO, set);
        caught(code, start, null);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitLabel(set);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/invoke/MethodHandle"});
        code.visitFieldInsn(Opcodes.PUTSTATIC, NAME, THREAD, "Ljava/lang/invoke/MethodHandle;");
        code.visitInsn(Opcodes.RETURN);
        end(code, 4, 0);
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

    /** Where its function can't be asked, or is gone, the place is freed all the same. */
    private void exit() {
        var code = method(EXIT, EXIT_DESCRIPTOR, "java/util/function/Consumer");
        var start = start(code);
        permit(code, 0);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        own(code, COUNTED, COUNTED_DESCRIPTOR);
        code.visitJumpInsn(Opcodes.IFNE, idle);
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, EXIT, "Ljava/util/function/Consumer;");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Consumer", "accept", EXIT_DESCRIPTOR);
        code.visitInsn(Opcodes.RETURN);
        caught(code, start, null);
        freePlace(code, 0);
        idle(code);
        code.visitInsn(Opcodes.RETURN);
        end(code, 4, 1);
    }

    /** Whether there is no more to do at the end of a call, which is freed in any case. */
    private void counted() {
        var code = ownMethod(COUNTED, COUNTED_DESCRIPTOR);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.INSTANCEOF, PAIR);
        code.visitJumpInsn(Opcodes.IFEQ, idle);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.CHECKCAST, PAIR);
        own(code, ENDED, ENDED_DESCRIPTOR);
        code.visitInsn(Opcodes.IRETURN);
        idle(code);
        freePlace(code, 0);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        end(code, 4, 1);
    }

    /** What the function makes of the result; the result itself where there is no stack or memory for it, and the place is freed then. */
    private void settle() {
        var code = method(SETTLE, SETTLE_DESCRIPTOR, "java/util/function/BiFunction");
        var start = start(code);
        permit(code, 1);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        own(code, SETTLED, SETTLE_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        caught(code, start, "java/lang/VirtualMachineError");
        freePlace(code, 1);
        idle(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 4, 2);
    }

    private void settled() {
        var code = ownMethod(SETTLED, SETTLE_DESCRIPTOR);
        handOnTo(code, SETTLE);
        left(code);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 3, 2);
    }

    /** Returns what the function makes of the two parameters. */
    private void handOnTo(MethodVisitor code, String name) {
        target(code, name, "java/util/function/BiFunction");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        call(code, "java/util/function/BiFunction", "apply", SETTLE_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
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
        code.visitInsn(Opcodes.RETURN);
        left(code);
        idle(code);
        code.visitInsn(Opcodes.RETURN);
        end(code, 3, 2);
    }

    /** What the function makes of the two; or the first of them, where it can't be asked. */
    private void handOnBoth(String name, String descriptor) {
        var code = method(name, descriptor, "java/util/function/BiFunction");
        var start = start(code);
        permit(code, 1);
        handOnTo(code, name);
        caught(code, start, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        left(code);
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
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        left(code);
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
        freePlace(code, 0);
        handOn(code, PAUSE, start);
    }

    private void resume() {
        var code = method(RESUME, RESUME_DESCRIPTOR, "java/util/function/Function");
        var start = start(code);
        permit(code, 0);
        handOn(code, RESUME, start);
    }

    /** Returns what the function makes of the argument, and null if it throws or is gone. */
    private void handOn(MethodVisitor code, String name, Label start) {
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, name, "Ljava/util/function/Function;");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "java/util/function/Function", "apply", ANSWER_DESCRIPTOR);
        code.visitInsn(Opcodes.ARETURN);
        caught(code, start, null);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        idle(code);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 4, 1);
    }

    private static void freePlace(MethodVisitor code, int slot) {
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitTypeInsn(Opcodes.CHECKCAST, PLACE);
        free(code);
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
        return method(Opcodes.ACC_PUBLIC, name, descriptor);
    }

    /** Begins a method of the class's own. */
    private MethodVisitor ownMethod(String name, String descriptor) {
        return method(Opcodes.ACC_PRIVATE, name, descriptor);
    }

    private MethodVisitor method(int access, String name, String descriptor) {
        var code = writer.visitMethod(access | Opcodes.ACC_STATIC, name, descriptor, null, null);
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

    /**
     * Where something is thrown from {@code start} to here, of a type or, where that is null, of any; it is dropped. Nothing else may lead here: HotSpot's first
     * compiler then compiles neither this nor what calls it.
     */
    private static void caught(MethodVisitor code, Label start, String type) {
        var handler = new Label();
        code.visitTryCatchBlock(start, handler, handler, type);
        code.visitLabel(handler);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type == null ? "java/lang/Throwable" : type});
        code.visitInsn(Opcodes.POP);
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
