package dev.tripcoil.async.streams;

import java.util.function.BiFunction;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Hands a publisher's signals on, and tells how it ends. */
final class PublisherCaller<T> implements Subscriber<T>, Subscription {

    private final Subscriber<? super T> downstream;
    private final BiFunction<String, Object, Object> call;
    private Subscription upstream;

    PublisherCaller(Subscriber<? super T> downstream, BiFunction<String, Object, Object> call) {
        this.downstream = downstream;
        this.call = call;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (upstream != null) {
            subscription.cancel(); // a second one, by rule 2.5
            return;
        }
        upstream = subscription;
        downstream.onSubscribe(this);
    }

    @Override
    public void onNext(T value) {
        downstream.onNext(value);
    }

    @Override
    public void onError(Throwable error) {
        call.apply("failed", error);
        downstream.onError(error);
    }

    @Override
    public void onComplete() {
        call.apply("succeeded", null);
        downstream.onComplete();
    }

    @Override
    public void request(long n) {
        upstream.request(n);
    }

    @Override
    public void cancel() {
        call.apply("cancelled", null);
        upstream.cancel();
    }
}
