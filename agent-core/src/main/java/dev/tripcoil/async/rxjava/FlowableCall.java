package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.Flowable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;

/** A guarded method's Flowable: each subscription is a call. */
final class FlowableCall<T> extends Flowable<T> {

    private final Flowable<? extends T> source;
    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final boolean answers;

    /**
     * @param calls a subscriber's call, or null if it counts nowhere
     * @param answers whether a failed call may be answered
     */
    FlowableCall(Flowable<? extends T> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        this.source = source;
        this.calls = calls;
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void subscribeActual(Subscriber<? super T> observer) {
        BiFunction<String, Object, Object> call = calls.get();
        if (call == null) {
            source.subscribe(observer);
            return;
        }
        Object refusal = call.apply("refusal", null);
        if (refusal != null) {
            ((Flowable<T>) Answers.flowable(refusal)).subscribe(observer);
            return;
        }
        long[] place = (long[]) call.apply("place", null);
        try {
            source.subscribe(FlowableCaller.of(observer, call, answers));
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }
}
