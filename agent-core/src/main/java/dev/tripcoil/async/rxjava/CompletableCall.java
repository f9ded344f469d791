package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.core.CompletableSource;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A guarded method's Completable: each subscription is a call. */
final class CompletableCall extends Completable {

    private final CompletableSource source;
    private final Supplier<BiFunction<String, Object, Object>> calls;
    private final boolean answers;

    /**
     * @param calls a subscriber's call, or null if it counts nowhere
     * @param answers whether a failed call may be answered
     */
    CompletableCall(CompletableSource source, Supplier<BiFunction<String, Object, Object>> calls, boolean answers) {
        this.source = source;
        this.calls = calls;
        this.answers = answers;
    }

    @Override
    protected void subscribeActual(CompletableObserver observer) {
        BiFunction<String, Object, Object> call = calls.get();
        if (call == null) {
            source.subscribe(observer);
            return;
        }
        Object refusal = call.apply("refusal", null);
        if (refusal != null) {
            (Answers.completable(refusal)).subscribe(observer);
            return;
        }
        long[] place = (long[]) call.apply("place", null);
        try {
            source.subscribe(new CompletableCaller(observer, call, answers));
        } catch (Throwable error) {
            call.apply("failed", error);
            throw error;
        } finally {
            place[0] = 0;
            call.apply("returned", null);
        }
    }
}
