package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.operators.QueueSubscription;
import java.util.function.BiFunction;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** The same, and lets its neighbours fuse. */
class FusedFlowableCaller<T> extends FlowableCaller<T> implements QueueSubscription<T> {

    private QueueSubscription<T> queue;
    private int mode;

    FusedFlowableCaller(Subscriber<? super T> downstream, BiFunction<String, Object, Object> call) {
        super(downstream, call, false);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onSubscribe(Subscription subscription) {
        if (subscription instanceof QueueSubscription) {
            queue = (QueueSubscription<T>) subscription;
        }
        super.onSubscribe(subscription);
    }

    @Override
    public int requestFusion(int requested) {
        mode = queue == null ? NONE : queue.requestFusion(requested);
        return mode;
    }

    /** In synchronous fusion that nothing is left is the one sign of the end. */
    @Override
    public T poll() throws Throwable {
        T value;
        try {
            value = queue.poll();
        } catch (Throwable error) {
            failed(error);
            throw error;
        }
        if (value == null && mode == SYNC) {
            finished();
        }
        return value;
    }

    @Override
    public boolean isEmpty() {
        boolean empty = queue.isEmpty();
        if (empty && mode == SYNC) {
            finished();
        }
        return empty;
    }

    @Override
    public void clear() {
        queue.clear();
    }

    /** Only sources fill their queues: an operator's, which hands on another's, is not to be offered anything. */
    @Override
    public boolean offer(T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean offer(T first, T second) {
        throw new UnsupportedOperationException();
    }
}
