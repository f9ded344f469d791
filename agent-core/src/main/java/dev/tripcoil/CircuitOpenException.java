package dev.tripcoil;

/**
 * Thrown instead of running a guarded method while its breaker refuses calls, unless the rules file names another answer.
 *
 * <p>Making one walks no stack: its only frame is the guarded method. It has no cause.
 */
public final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message names the breaker, its state, the time left and the last failure
     * @param guarded the guarded method
     */
    public CircuitOpenException(String message, StackTraceElement guarded) {
        super(message, null, false, true);
        setStackTrace(new StackTraceElement[] {guarded});
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this; // a refusal must cost next to nothing, however deep the stack
    }
}
