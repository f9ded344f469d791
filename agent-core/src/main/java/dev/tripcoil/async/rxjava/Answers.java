package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.CompletableSource;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeSource;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.ObservableSource;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleSource;
import org.reactivestreams.Publisher;

/**
 * What the rules answer, as each kind of source gives it. A verdict is a Throwable, or an array of one with a value, which may be a
 * source of the same kind itself.
 */
final class Answers {

    private Answers() {}

    /**
     * The error that ends a failed call.
     *
     * @param verdict null for none
     */
    static Throwable orError(Object verdict, Throwable failure) {
        if (verdict == null) {
            return failure;
        }
        return verdict instanceof Throwable ? (Throwable) verdict : new Answer(((Object[]) verdict)[0]);
    }

    @SuppressWarnings("unchecked")
    static Single<Object> single(Object verdict) {
        if (verdict instanceof Throwable) {
            return Single.error((Throwable) verdict);
        }
        Object value = ((Object[]) verdict)[0];
        if (value == null) {
            return Single.error(new NullPointerException("a Single can't answer with nothing"));
        }
        return value instanceof SingleSource ? Single.wrap((SingleSource<Object>) value) : Single.just(value);
    }

    @SuppressWarnings("unchecked")
    static Maybe<Object> maybe(Object verdict) {
        if (verdict instanceof Throwable) {
            return Maybe.error((Throwable) verdict);
        }
        Object value = ((Object[]) verdict)[0];
        if (value == null) {
            return Maybe.empty();
        }
        return value instanceof MaybeSource ? Maybe.wrap((MaybeSource<Object>) value) : Maybe.just(value);
    }

    static Completable completable(Object verdict) {
        if (verdict instanceof Throwable) {
            return Completable.error((Throwable) verdict);
        }
        Object value = ((Object[]) verdict)[0];
        return value instanceof CompletableSource
                ? Completable.wrap((CompletableSource) value)
                : Completable.complete();
    }

    @SuppressWarnings("unchecked")
    static Observable<Object> observable(Object verdict) {
        if (verdict instanceof Throwable) {
            return Observable.error((Throwable) verdict);
        }
        Object value = ((Object[]) verdict)[0];
        if (value == null) {
            return Observable.empty();
        }
        return value instanceof ObservableSource
                ? Observable.wrap((ObservableSource<Object>) value)
                : Observable.just(value);
    }

    @SuppressWarnings("unchecked")
    static Flowable<Object> flowable(Object verdict) {
        if (verdict instanceof Throwable) {
            return Flowable.error((Throwable) verdict);
        }
        Object value = ((Object[]) verdict)[0];
        if (value == null) {
            return Flowable.empty();
        }
        return value instanceof Publisher ? Flowable.fromPublisher((Publisher<Object>) value) : Flowable.just(value);
    }
}
