package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.operators.ConditionalSubscriber;
import java.util.function.BiFunction;

/** The same before a subscriber that may leave elements out without asking for others. */
final class ConditionalFlowableCaller<T> extends FusedFlowableCaller<T> implements ConditionalSubscriber<T> {

    private final ConditionalSubscriber<? super T> conditional;

    ConditionalFlowableCaller(ConditionalSubscriber<? super T> downstream, BiFunction<String, Object, Object> call) {
        super(downstream, call);
        conditional = downstream;
    }

    @Override
    public boolean tryOnNext(T value) {
        return conditional.tryOnNext(value);
    }
}
