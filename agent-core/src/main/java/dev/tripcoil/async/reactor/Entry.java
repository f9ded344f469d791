package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * From a publisher and who is asked at each subscription to what the guarded method returns; and from a subscriber of another
 * publisher and its call to what that gets.
 */
public final class Entry implements BiFunction<Object, Object, Object> {

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object publisher, Object asked) {
        if (publisher instanceof CoreSubscriber) {
            return new Caller<>((CoreSubscriber<Object>) publisher, (BiFunction<String, Object, Object>) asked, false);
        }
        Supplier<BiFunction<String, Object, Object>> calls = (Supplier<BiFunction<String, Object, Object>>) asked;
        boolean answers = ((BooleanSupplier) asked).getAsBoolean();
        return publisher instanceof Mono
                ? mono((Mono<Object>) publisher, calls, answers)
                : flux((Flux<Object>) publisher, calls, answers);
    }

    private static Mono<Object> mono(
            Mono<Object> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        if (answers) {
            return new MonoCall<>(source, calls, true).onErrorResume(Answer.class, Answer::mono);
        }
        return source instanceof Fuseable
                ? new FuseableMonoCall<>(source, calls)
                : new MonoCall<>(source, calls, false);
    }

    private static Flux<Object> flux(
            Flux<Object> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        if (answers) {
            return new FluxCall<>(source, calls, true).onErrorResume(Answer.class, Answer::flux);
        }
        return source instanceof Fuseable
                ? new FuseableFluxCall<>(source, calls)
                : new FluxCall<>(source, calls, false);
    }
}
