package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.function.BiFunction;

/** Hands a Completable's signals on, and tells how it ends. */
final class CompletableCaller extends Caller implements CompletableObserver {

    private final CompletableObserver downstream;

    CompletableCaller(CompletableObserver downstream, BiFunction<String, Object, Object> call, boolean answers) {
        super(call, answers);
        this.downstream = downstream;
    }

    @Override
    public void onSubscribe(Disposable disposable) {
        upstream = disposable;
        downstream.onSubscribe(this);
    }

    @Override
    public void onError(Throwable error) {
        downstream.onError(failed(error));
    }

    @Override
    public void onComplete() {
        succeeded(null);
        downstream.onComplete();
    }
}
