package dev.tripcoil.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What must be known of a method's code before its first new instruction can be written. Filled by one visit. */
final class Body extends MethodVisitor {

    static final int NO_LINE = -1;

    /** Of locals, operands, line numbers and exception handlers: the class file counts them in two bytes. */
    private static final int MOST = 65_535;

    private boolean there;
    private int firstLine = NO_LINE;
    private int lines;
    private int handlers;
    private int maxStack;
    private int maxLocals;

    Body() {
        super(Opcodes.ASM9);
    }

    /** False where the class file has no code for a method that should have some. */
    boolean isThere() {
        return there;
    }

    /** The line of the method's first instruction, or {@link #NO_LINE}. */
    int firstLine() {
        return firstLine;
    }

    int maxLocals() {
        return maxLocals;
    }

    /** Whether a guard's local and line still fit in, that many operands, and that many entries in the table of handlers. */
    boolean hasRoomFor(int operands, int more) {
        return maxLocals < MOST && maxStack <= MOST - operands && lines < MOST - 1 && handlers <= MOST - more;
    }

    @Override
    public void visitCode() {
        there = true;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        handlers++;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        if (firstLine == NO_LINE) {
            firstLine = line;
        }
        lines++;
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        this.maxStack = maxStack;
        this.maxLocals = maxLocals;
    }
}
