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
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** From a source and who is asked at each subscription to what the guarded method returns. */
public final class Entry implements BiFunction<Object, Object, Object> {

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object source, Object asked) {
        Supplier<BiFunction<String, Object, Object>> calls = (Supplier<BiFunction<String, Object, Object>>) asked;
        boolean answers = ((BooleanSupplier) asked).getAsBoolean();
        if (source instanceof SingleSource) {
            Single<Object> single = new SingleCall<>((SingleSource<Object>) source, calls, answers);
            return answers ? single.onErrorResumeNext(error -> Answers.single(Answer.verdict(error))) : single;
        }
        if (source instanceof MaybeSource) {
            Maybe<Object> maybe = new MaybeCall<>((MaybeSource<Object>) source, calls, answers);
            return answers ? maybe.onErrorResumeNext(error -> Answers.maybe(Answer.verdict(error))) : maybe;
        }
        if (source instanceof CompletableSource) {
            Completable completable = new CompletableCall((CompletableSource) source, calls, answers);
            return answers
                    ? completable.onErrorResumeNext(error -> Answers.completable(Answer.verdict(error)))
                    : completable;
        }
        if (source instanceof ObservableSource) {
            Observable<Object> observable = new ObservableCall<>((ObservableSource<Object>) source, calls, answers);
            return answers
                    ? observable.onErrorResumeNext(error -> Answers.observable(Answer.verdict(error)))
                    : observable;
        }
        Flowable<Object> flowable = new FlowableCall<>((Flowable<Object>) source, calls, answers);
        return answers ? flowable.onErrorResumeNext(error -> Answers.flowable(Answer.verdict(error))) : flowable;
    }
}
