package dev.tripcoil.async;

import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A guarded method's publisher: each subscription is a call. A failed one is never answered. */
final class FlowCall<T> implements Publisher<T> {

    private final Publisher<T> source;
    private final Supplier<BiFunction<String, Object, Object>> calls;

    /** @param calls a subscriber's call, or null if it counts nowhere */
    FlowCall(Publisher<T> source, Supplier<BiFunction<String, Object, Object>> calls) {
        this.source = source;
        this.calls = calls;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void subscribe(Subscriber<? super T> subscriber) {
        BiFunction<String, Object, Object> call = subscriber == null ? null : calls.get();
        if (call == null) {
            source.subscribe(subscriber);
            return;
        }
        Object refusal = call.apply("refusal", null);
        if (refusal != null) {
            FlowAnswer.give(refusal, (Subscriber<Object>) subscriber);
            return;
        }
        long[] place = (long[]) call.apply("place", null);
        try {
            source.subscribe(new FlowCaller<>(subscriber, call));
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }
}
