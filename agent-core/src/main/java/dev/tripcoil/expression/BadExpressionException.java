package dev.tripcoil.expression;

/** What is wrong with an expression of the rules, for the one who wrote it. */
public final class BadExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    BadExpressionException(String reason, int line, int column, Throwable cause) {
        super(reason, cause);
        this.line = Math.max(line, 1);
        this.column = Math.max(column, 1);
    }

    /** Within the expression's text, from 1. */
    public int line() {
        return line;
    }

    /** In characters within its line, from 1. */
    public int column() {
        return column;
    }
}
