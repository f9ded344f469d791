package dev.tripcoil.async;

import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who is asked at each subscription to what a guarded method has returned. Thread-safe. Seen from beside an application's
 * library it is of the JDK's types only.
 */
public abstract class Calls implements Supplier<BiFunction<String, Object, Object>>, BooleanSupplier {

    /** A call, on the thread that subscribes; null if it counts nowhere. Throws nothing. */
    protected abstract FollowedCall begin();

    /** Whether a call that was let through and failed may be answered in another way; asked once. */
    protected abstract boolean answersFailures();

    @Override
    public final BiFunction<String, Object, Object> get() {
        return begin();
    }

    @Override
    public final boolean getAsBoolean() {
        return answersFailures();
    }
}
