package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;

/** Where guarded calls tell what people should know. Called on the application's threads: must be quick. */
public interface Reports {

    /** A fault in the agent's own code, which let the call through. */
    void internalError(Throwable fault);

    /** A call ended with an exception that counts as neither failure nor success. */
    void ignored(Breaker breaker, Throwable error);

    /** Something in the rules does not work as they say, and {@link dev.tripcoil.CircuitOpenException} took its place. */
    void unanswerable(Breaker breaker, String problem);

    /**
     * An expression of the rules failed when it was evaluated. Told each time.
     *
     * @param method the guarded one, with its first line
     */
    void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault);

    /** A method goes unguarded, as expressions of the rules can't be used for it. */
    default void unusable(String problem) {}
}
