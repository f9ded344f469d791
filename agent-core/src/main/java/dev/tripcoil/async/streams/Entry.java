package dev.tripcoil.async.streams;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/** From a publisher and who is asked at each subscription to what the guarded method returns. */
public final class Entry implements BiFunction<Object, Object, Object> {

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object publisher, Object asked) {
        return new PublisherCall<>(
                (Publisher<Object>) publisher,
                (Supplier<BiFunction<String, Object, Object>>) asked,
                (BiFunction<Object, Object, Object>) asked);
    }
}
