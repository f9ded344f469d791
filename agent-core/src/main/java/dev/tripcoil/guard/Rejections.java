package dev.tripcoil.guard;

import dev.tripcoil.breaker.Permit;

/** Told of each call that a breaker refuses. Called on the application's threads: must be quick. */
public interface Rejections {

    /**
     * A call was refused.
     *
     * @param refusing what {@link dev.tripcoil.breaker.Breaker#explain} explains
     * @param method the guarded one, with its first line, as a stack trace shows it
     */
    void refused(Permit refusing, StackTraceElement method);
}
