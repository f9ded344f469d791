package dev.tripcoil.async;

import java.util.function.BiFunction;

/**
 * A call that is followed to its end. The first end counts; what comes later, from whatever thread, is without effect. None of these
 * throws anything.
 *
 * <p>A <em>verdict</em> is null, if all goes on as it is; a {@link Throwable}, if the call ends with that; or an array of
 * one with the value that it ends with, which may be a publisher, of the kind that the method returns, to go on with.
 *
 * <p>Seen from beside an application's library it is a function of the JDK's: from the name of one of its methods and what that
 * is given, to the verdict.
 */
public abstract class FollowedCall implements BiFunction<String, Object, Object> {

    /** The verdict on a call that is refused; null for one that is let through, and only then is more heard of it. */
    protected abstract Object refusal();

    /**
     * Where the thread keeps that it is in the call: element 0 is to be set to 0 before {@link #returned}, and without a
     * call, for which there may be no stack left.
     */
    protected abstract long[] place();

    /** Subscribing has returned, on the thread that began; maybe after the end. */
    protected abstract void returned();

    /**
     * @param value of a single result, such as a Mono's; null if there is none
     * @return the verdict, which is heard only by {@link Calls#answersFailures}
     */
    protected abstract Object succeeded(Object value);

    /** Returns the verdict, likewise. */
    protected abstract Object failed(Throwable error);

    /** Nobody wants to know the outcome any more. */
    protected abstract void cancelled();

    @Override
    public final Object apply(String signal, Object argument) {
        switch (signal) {
            case "refusal":
                return refusal();
            case "place":
                return place();
            case "returned":
                returned();
                return null;
            case "succeeded":
                return succeeded(argument);
            case "failed":
                return failed((Throwable) argument);
            case "cancelled":
                cancelled();
                return null;
            default:
                throw new IllegalArgumentException(signal);
        }
    }
}
