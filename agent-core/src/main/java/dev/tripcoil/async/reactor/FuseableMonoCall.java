package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;

/** The same where the source may be fused with what comes next. */
final class FuseableMonoCall<T> extends MonoCall<T> implements Fuseable {

    FuseableMonoCall(Mono<T> source, Supplier<BiFunction<String, Object, Object>> calls) {
        super(source, calls, false);
    }
}
