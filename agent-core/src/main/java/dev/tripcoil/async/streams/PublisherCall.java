package dev.tripcoil.async.streams;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** A guarded method's publisher: each subscription is a call. A failed one is never answered. */
final class PublisherCall<T> implements Publisher<T> {

    private final Publisher<T> source;
    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final BiFunction<Object, Object, Object> special;

    /**
     * @param calls a subscriber's call, or null if it counts nowhere
     * @param special from a subscriber and its call to what the source gets, where that should be more than any subscriber
     */
    PublisherCall(
            Publisher<T> source,
            Supplier<BiFunction<String, Object, Object>> calls,
            BiFunction<Object, Object, Object> special) {
        this.source = source;
        this.calls = calls;
        this.special = special;
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
            PublisherAnswer.give(refusal, (Subscriber<Object>) subscriber);
            return;
        }
        long[] place = (long[]) call.apply("place", null);
        try {
            Object caller = special.apply(subscriber, call);
            source.subscribe(caller == null ? new PublisherCaller<>(subscriber, call) : (Subscriber<? super T>) caller);
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }
}
