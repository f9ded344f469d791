package dev.tripcoil.async.reactor;

import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * What the rules answer in the place of a failed call, on its way to the operator next to it, which goes on with it: Reactor's
 * own, which knows how many elements are still asked for. Nobody else sees it.
 */
final class Answer extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Object value;

    private Answer(Object value) {
        super(null, null, false, false);
        this.value = value;
    }

    /**
     * The error that ends a failed call.
     *
     * @param verdict null for none, a Throwable, or an array of one with a value
     */
    static Throwable orError(Object verdict, Throwable failure) {
        if (verdict == null) {
            return failure;
        }
        return verdict instanceof Throwable ? (Throwable) verdict : new Answer(((Object[]) verdict)[0]);
    }

    Mono<Object> mono() {
        return value instanceof Publisher ? Mono.from((Publisher<?>) value) : Mono.justOrEmpty(value);
    }

    Flux<Object> flux() {
        if (value == null) {
            return Flux.empty();
        }
        return value instanceof Publisher ? Flux.from((Publisher<?>) value) : Flux.just(value);
    }

    /** What a refused subscriber gets. */
    @SuppressWarnings("unchecked")
    static <T> void give(Object verdict, CoreSubscriber<? super T> subscriber, boolean mono) {
        if (verdict instanceof Throwable) {
            Operators.error(subscriber, (Throwable) verdict);
            return;
        }
        Object value = ((Object[]) verdict)[0];
        if (value == null) {
            Operators.complete(subscriber);
        } else if (!(value instanceof Publisher)) {
            subscriber.onSubscribe(Operators.scalarSubscription((CoreSubscriber<Object>) subscriber, value));
        } else if (mono) {
            Mono.from((Publisher<T>) value).subscribe(new Caller<>(subscriber, Answer::unheard, false));
        } else {
            Flux.from((Publisher<T>) value).subscribe(new Caller<>(subscriber, Answer::unheard, false));
        }
    }

    /** No call is followed: what subscribes to a source that can be fused takes for granted that it is given a queue. */
    private static Object unheard(String signal, Object argument) {
        return null;
    }
}
