package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.core.SingleSource;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A guarded method's Single: each subscription is a call. */
final class SingleCall<T> extends Single<T> {

    private final SingleSource<? extends T> source;
    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final boolean answers;

    /**
     * @param calls a subscriber's call, or null if it counts nowhere
     * @param answers whether a failed call may be answered
     */
    SingleCall(SingleSource<? extends T> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        this.source = source;
        this.calls = calls;
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void subscribeActual(SingleObserver<? super T> observer) {
        BiFunction<String, Object, Object> call = calls.get();
        if (call == null) {
            source.subscribe(observer);
            return;
        }
        Object refusal = call.apply("refusal", null);
        if (refusal != null) {
            ((Single<T>) Answers.single(refusal)).subscribe(observer);
            return;
        }
        long[] place = (long[]) call.apply("place", null);
        try {
            source.subscribe(new SingleCaller<>(observer, call, answers));
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }
}
