package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/** A guarded method's Flux: each subscription is a call. */
class FluxCall<T> extends FluxOperator<T, T> {

    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final boolean answers;

    /**
     * @param calls a subscriber's call, or null if it counts nowhere
     * @param answers whether a failed call may be answered
     */
    FluxCall(Flux<T> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
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
            Answer.give(refusal, subscriber, false);
        } else {
            begin(source, follow(subscriber, call, answers), call);
        }
    }

    private static <T> CoreSubscriber<T> follow(
            CoreSubscriber<? super T> subscriber, BiFunction<String, Object, Object> call, boolean answers) {
        return subscriber instanceof Fuseable.ConditionalSubscriber
                ? new ConditionalCaller<>((Fuseable.ConditionalSubscriber<? super T>) subscriber, call, answers)
                : new Caller<>(subscriber, call, answers);
    }

    static <T> void begin(
            CorePublisher<? extends T> source, CoreSubscriber<T> caller, BiFunction<String, Object, Object> call) {
        long[] place = (long[]) call.apply("place", null);
        try {
            source.subscribe(caller);
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object scanUnsafe(Attr key) {
        return scan(super.scanUnsafe(key), key, source);
    }

    /** What Reactor asks of its own operators, it is to ask of the one that is wrapped. */
    @SuppressWarnings("rawtypes")
    static Object scan(Object found, Scannable.Attr key, Object source) {
        return key.getClass() == Scannable.Attr.class
                ? found
                : Scannable.from(source).scanUnsafe(key);
    }
}
