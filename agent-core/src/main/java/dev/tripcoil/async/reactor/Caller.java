package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Between a guarded method's publisher and its subscriber: hands all signals on, and tells how it ends. An element costs one
 * call more, or none that is new where they are fused. An outcome is told before the subscriber gets it, which may try again.
 */
class Caller<T> implements CoreSubscriber<T>, Fuseable.QueueSubscription<T>, Scannable {

    final CoreSubscriber<? super T> downstream;
    final BiFunction<String, Object, Object> call;
    final boolean answers;

    private Subscription upstream;
    /** The same if it is one that can be fused. */
    private Fuseable.QueueSubscription<T> queue;

    private int mode;
    private boolean done;

    Caller(CoreSubscriber<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        this.downstream = downstream;
        this.call = call;
        this.answers = answers;
    }

    /** Null if the end stays what it is. */
    final Object succeeded(Object value) {
        Object verdict = call.apply("succeeded", value);
        return answers ? verdict : null;
    }

    final Object failed(Throwable error) {
        Object verdict = call.apply("failed", error);
        return answers ? verdict : null;
    }

    @Override
    public Context currentContext() {
        return downstream.currentContext();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            if (subscription instanceof Fuseable.QueueSubscription) {
                queue = (Fuseable.QueueSubscription<T>) subscription;
            }
            downstream.onSubscribe(this);
        }
    }

    @Override
    public void onNext(T value) {
        downstream.onNext(value);
    }

    @Override
    public void onError(Throwable error) {
        done = true;
        downstream.onError(Answer.orError(failed(error), error));
    }

    @Override
    public void onComplete() {
        if (!done) {
            done = true;
            succeeded(null);
        }
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

    @Override
    public int requestFusion(int requested) {
        // With an answer in the place of a failure the source is not the only one that gives elements.
        mode = queue == null || answers ? Fuseable.NONE : queue.requestFusion(requested);
        return mode;
    }

    @Override
    public T poll() {
        T value;
        try {
            value = queue.poll();
        } catch (Throwable error) {
            failed(error);
            throw error;
        }
        polled(value);
        return value;
    }

    /** What a fused subscriber has taken: the one sign of the end that there is in synchronous fusion. */
    void polled(T value) {
        if (value == null && mode == Fuseable.SYNC) {
            finished();
        }
    }

    /** That nothing is left may be looked at in the place of a last poll. */
    @Override
    public boolean isEmpty() {
        boolean empty = queue.isEmpty();
        if (empty && mode == Fuseable.SYNC) {
            finished();
        }
        return empty;
    }

    void finished() {
        if (!done) {
            done = true;
            succeeded(null);
        }
    }

    @Override
    public int size() {
        return queue.size();
    }

    @Override
    public void clear() {
        queue.clear();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return upstream;
        }
        if (key == Attr.ACTUAL) {
            return downstream;
        }
        if (key == Attr.TERMINATED) {
            return done;
        }
        if (key == Attr.RUN_STYLE) {
            return Attr.RunStyle.SYNC;
        }
        return null;
    }
}
