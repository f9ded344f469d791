package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.function.BiFunction;

/** Hands a Single's signals on, and tells how it ends. */
final class SingleCaller<T> extends Caller implements SingleObserver<T> {

    private final SingleObserver<? super T> downstream;

    SingleCaller(SingleObserver<? super T> downstream, BiFunction<String, Object, Object> call, boolean answers) {
        super(call, answers);
        this.downstream = downstream;
    }

    @Override
    public void onSubscribe(Disposable disposable) {
        upstream = disposable;
        downstream.onSubscribe(this);
    }

    @Override
    public void onSuccess(T value) {
        Object verdict = succeeded(value);
        if (verdict == null) {
            downstream.onSuccess(value);
        } else {
            downstream.onError(Answers.orError(verdict, null));
        }
    }

    @Override
    public void onError(Throwable error) {
        downstream.onError(failed(error));
    }
}
