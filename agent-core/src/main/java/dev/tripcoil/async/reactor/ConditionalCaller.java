package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import reactor.core.Fuseable;

/** The same before a subscriber that may leave elements out without asking for others. */
final class ConditionalCaller<T> extends Caller<T> implements Fuseable.ConditionalSubscriber<T> {

    private final Fuseable.ConditionalSubscriber<? super T> conditional;

    ConditionalCaller(
            Fuseable.ConditionalSubscriber<? super T> downstream,
            BiFunction<String, Object, Object> call,
            boolean answers) {
        super(downstream, call, answers);
        conditional = downstream;
    }

    @Override
    public boolean tryOnNext(T value) {
        return conditional.tryOnNext(value);
    }
}
