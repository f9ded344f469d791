package dev.tripcoil.async.kotlin;

import java.util.function.BiFunction;
import kotlin.coroutines.Continuation;

/** From the continuation that a guarded function was given and its call to the one that it gets. */
public final class Entry implements BiFunction<Object, Object, Object> {

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object continuation, Object call) {
        return new Resumption((Continuation<Object>) continuation, (BiFunction<String, Object, Object>) call);
    }
}
