package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.disposables.Disposable;
import java.util.function.BiFunction;

/** What all that stand between a guarded method's source and its observer have in common. */
abstract class Caller implements Disposable {

    private final BiFunction<String, Object, Object> call;
    final boolean answers;

    Disposable upstream;

    Caller(BiFunction<String, Object, Object> call, boolean answers) {
        this.call = call;
        this.answers = answers;
    }

    /** Null if the end stays what it is; told before the observer gets it, which may try again. */
    final Object succeeded(Object value) {
        Object verdict = call.apply("succeeded", value);
        return answers ? verdict : null;
    }

    /** The error that the observer gets. */
    final Throwable failed(Throwable error) {
        Object verdict = call.apply("failed", error);
        return answers ? Answers.orError(verdict, error) : error;
    }

    @Override
    public final void dispose() {
        call.apply("cancelled", null);
        upstream.dispose();
    }

    @Override
    public final boolean isDisposed() {
        return upstream.isDisposed();
    }
}
