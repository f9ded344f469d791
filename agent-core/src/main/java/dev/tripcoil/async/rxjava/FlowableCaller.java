package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import java.util.function.BiFunction;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Hands a Flowable's signals on, and tells how it ends. */
class FlowableCaller<T> implements FlowableSubscriber<T>, Subscription {

    private final Subscriber<? super T> downstream;
    private final BiFunction<String, Object, Object> call;
    private final boolean answers;

    private Subscription upstream;
    private boolean done;

    FlowableCaller(Subscriber<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        this.downstream = downstream;
        this.call = call;
        this.answers = answers;
    }

    static <T> FlowableSubscriber<T> of(
            Subscriber<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        return Fusion.IS_THERE && !answers
                ? Fusion.subscriber(downstream, call)
                : new FlowableCaller<>(downstream, call, answers);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        downstream.onSubscribe(this);
    }

    @Override
    public final void onNext(T value) {
        downstream.onNext(value);
    }

    @Override
    public final void onError(Throwable error) {
        Object verdict = failed(error);
        downstream.onError(answers ? Answers.orError(verdict, error) : error);
    }

    @Override
    public final void onComplete() {
        finished();
        downstream.onComplete();
    }

    final void finished() {
        if (!done) {
            done = true;
            call.apply("succeeded", null);
        }
    }

    final Object failed(Throwable error) {
        done = true;
        return call.apply("failed", error);
    }

    @Override
    public final void request(long n) {
        upstream.request(n);
    }

    @Override
    public final void cancel() {
        call.apply("cancelled", null);
        upstream.cancel();
    }
}
