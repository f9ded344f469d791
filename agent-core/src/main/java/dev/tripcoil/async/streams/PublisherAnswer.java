package dev.tripcoil.async.streams;

import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What a refused subscriber gets: an error, nothing, or one value when it asks. */
final class PublisherAnswer implements Subscription {

    private final Subscriber<? super Object> subscriber;
    private final Throwable error;
    private final Object value;
    private final AtomicBoolean ended = new AtomicBoolean();

    private PublisherAnswer(Subscriber<? super Object> subscriber, Throwable error, Object value) {
        this.subscriber = subscriber;
        this.error = error;
        this.value = value;
    }

    /** @param verdict a Throwable, or an array of one with a value, which may be a publisher itself */
    @SuppressWarnings("unchecked")
    static void give(Object verdict, Subscriber<? super Object> subscriber) {
        Throwable error = verdict instanceof Throwable ? (Throwable) verdict : null;
        Object value = error == null ? ((Object[]) verdict)[0] : null;
        if (value instanceof Publisher) {
            ((Publisher<Object>) value).subscribe(subscriber);
            return;
        }
        PublisherAnswer answer = new PublisherAnswer(subscriber, error, value);
        subscriber.onSubscribe(answer);
        if (value == null && answer.ended.compareAndSet(false, true)) {
            answer.end();
        }
    }

    private void end() {
        if (error == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(error);
        }
    }

    @Override
    public void request(long n) {
        if (value == null || !ended.compareAndSet(false, true)) {
            return;
        }
        if (n <= 0) {
            subscriber.onError(
                    new IllegalArgumentException("asked for " + n + " elements; rule 3.9 wants one or more"));
            return;
        }
        subscriber.onNext(value);
        subscriber.onComplete();
    }

    @Override
    public void cancel() {
        ended.set(true);
    }
}
