package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.ObservableSource;
import io.reactivex.rxjava3.core.Observer;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A guarded method's Observable: each subscription is a call. */
final class ObservableCall<T> extends Observable<T> {

    private final ObservableSource<? extends T> source;
    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final boolean answers;

    /**
     * @param calls a subscriber's call, or null if it counts nowhere
     * @param answers whether a failed call may be answered
     */
    ObservableCall(
            ObservableSource<? extends T> source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        this.source = source;
        this.calls = calls;
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void subscribeActual(Observer<? super T> observer) {
        BiFunction<String, Object, Object> call = calls.get();
        if (call == null) {
            source.subscribe(observer);
            return;
        }
        Object refusal = call.apply("refusal", null);
        if (refusal != null) {
            ((Observable<T>) Answers.observable(refusal)).subscribe(observer);
            return;
        }
        long[] place = (long[]) call.apply("place", null);
        try {
            source.subscribe(ObservableCaller.of(observer, call, answers));
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }
}
