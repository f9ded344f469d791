package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** A guarded method's Mono: each subscription is a call. */
class MonoCall<T> extends MonoOperator<T, T> {

    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final boolean answers;

    /** As {@link FluxCall}'s. */
    MonoCall(Mono<T> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        super(source);
        this.calls = calls;
        this.answers = answers;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        BiFunction<String, Object, Object> call = calls.get();
        if (call == null) {
            source.subscribe(subscriber);
            return;
        }
        Object refusal = call.apply("refusal", null);
        if (refusal != null) {
            Answer.give(refusal, subscriber, true);
        } else {
            FluxCall.begin(source, new MonoCaller<>(subscriber, call, answers), call);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object scanUnsafe(Attr key) {
        return FluxCall.scan(super.scanUnsafe(key), key, source);
    }
}
