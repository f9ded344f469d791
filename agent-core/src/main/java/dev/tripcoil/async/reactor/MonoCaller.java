package dev.tripcoil.async.reactor;

import java.util.function.BiFunction;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.publisher.Operators;

/** The same for a Mono, which has succeeded when its value is there, whatever becomes of the rest. */
final class MonoCaller<T> extends Caller<T> {

    private boolean valued;
    /** The subscriber has had its end, other than the source's. */
    private boolean replaced;

    MonoCaller(CoreSubscriber<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        super(downstream, call, answers);
    }

    @Override
    public void onNext(T value) {
        if (replaced) {
            Operators.onNextDropped(value, currentContext());
            return;
        }
        valued = true;
        Object verdict = succeeded(value);
        if (verdict == null) {
            downstream.onNext(value);
        } else {
            replaced = true;
            cancel();
            downstream.onError(Answer.orError(verdict, null));
        }
    }

    @Override
    public void onError(Throwable error) {
        if (replaced) {
            Operators.onErrorDropped(error, currentContext());
        } else {
            super.onError(error);
        }
    }

    @Override
    public void onComplete() {
        if (replaced) {
            return;
        }
        Object verdict = valued ? null : succeeded(null);
        valued = true;
        if (verdict == null) {
            downstream.onComplete();
        } else {
            replaced = true;
            downstream.onError(Answer.orError(verdict, null));
        }
    }

    /** Never asynchronous fusion: there the end comes before the value is seen. */
    @Override
    public int requestFusion(int requested) {
        int synchronous = requested & ~Fuseable.ASYNC;
        return (synchronous & Fuseable.SYNC) == 0 ? Fuseable.NONE : super.requestFusion(synchronous);
    }

    @Override
    void polled(T value) {
        if (value != null && !valued) {
            valued = true;
            succeeded(value);
        } else {
            super.polled(value);
        }
    }

    @Override
    void finished() {
        if (!valued) {
            super.finished();
        }
    }
}
