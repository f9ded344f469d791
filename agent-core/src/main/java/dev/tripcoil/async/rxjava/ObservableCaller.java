package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.function.BiFunction;

/** Hands an Observable's signals on, and tells how it ends. */
class ObservableCaller<T> extends Caller implements Observer<T> {

    private final Observer<? super T> downstream;
    private boolean done;

    ObservableCaller(Observer<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        super(call, answers);
        this.downstream = downstream;
    }

    static <T> Observer<T> of(
            Observer<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        return Fusion.IS_THERE && !answers
                ? Fusion.observer(downstream, call)
                : new ObservableCaller<>(downstream, call, answers);
    }

    @Override
    public void onSubscribe(Disposable disposable) {
        upstream = disposable;
        downstream.onSubscribe(this);
    }

    @Override
    public final void onNext(T value) {
        downstream.onNext(value);
    }

    @Override
    public final void onError(Throwable error) {
        done = true;
        downstream.onError(failed(error));
    }

    @Override
    public final void onComplete() {
        finished();
        downstream.onComplete();
    }

    final void finished() {
        if (!done) {
            done = true;
            succeeded(null);
        }
    }
}
