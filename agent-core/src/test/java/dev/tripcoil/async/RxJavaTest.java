package dev.tripcoil.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.weave.InstalledBeside;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleSource;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.operators.QueueDisposable;
import io.reactivex.rxjava3.operators.QueueFuseable;
import io.reactivex.rxjava3.operators.QueueSubscription;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

class RxJavaTest {

    private final Wrappers wrappers = new Wrappers(InstalledBeside.CLASS);
    private final RecordedCalls calls = new RecordedCalls();
    private final IOException down = new IOException("down");

    @SuppressWarnings("unchecked")
    private <T> Single<T> guarded(Single<T> source) {
        return (Single<T>) wrappers.wrap(AsyncKind.SINGLE, source, calls);
    }

    @SuppressWarnings("unchecked")
    private <T> Maybe<T> guarded(Maybe<T> source) {
        return (Maybe<T>) wrappers.wrap(AsyncKind.MAYBE, source, calls);
    }

    private Completable guarded(Completable source) {
        return (Completable) wrappers.wrap(AsyncKind.COMPLETABLE, source, calls);
    }

    @SuppressWarnings("unchecked")
    private <T> Observable<T> guarded(Observable<T> source) {
        return (Observable<T>) wrappers.wrap(AsyncKind.OBSERVABLE, source, calls);
    }

    @SuppressWarnings("unchecked")
    private <T> Flowable<T> guarded(Flowable<T> source) {
        return (Flowable<T>) wrappers.wrap(AsyncKind.FLOWABLE, source, calls);
    }

    @Test
    void nothing_is_a_call_before_somebody_subscribes() {
        guarded(Single.just(1)).map(each -> each);
        guarded(Maybe.just(1)).map(each -> each);
        guarded(Completable.complete()).cache();
        guarded(Observable.just(1)).map(each -> each);
        guarded(Flowable.just(1)).map(each -> each);

        assertThat(calls.heard).isEmpty();
    }

    @Test
    void one_value_is_a_success() {
        assertThat(guarded(Single.just("a")).blockingGet()).isEqualTo("a");
        assertThat(guarded(Maybe.just("b")).blockingGet()).isEqualTo("b");

        assertThat(calls.heard).containsExactly("begin", "succeeded a", "returned", "begin", "succeeded b", "returned");
    }

    @Test
    void completion_is_a_success() {
        guarded(Maybe.empty()).test().assertComplete();
        guarded(Completable.complete()).test().assertComplete();
        guarded(Observable.just(1, 2)).test().assertResult(1, 2);
        guarded(Flowable.just(1, 2)).test().assertResult(1, 2);

        assertThat(calls.heard).hasSize(12).containsOnly("begin", "succeeded null", "returned");
    }

    @Test
    void the_very_error_reaches_the_observer_and_is_a_failure() {
        guarded(Single.error(down)).test().assertError(down);
        guarded(Maybe.error(down)).test().assertError(down);
        guarded(Completable.error(down)).test().assertError(down);
        guarded(Observable.error(down)).test().assertError(down);
        guarded(Flowable.error(down)).test().assertError(down);

        assertThat(calls.heard).hasSize(15).containsOnly("begin", "failed down", "returned");
    }

    @Test
    void what_is_disposed_of_has_no_outcome() {
        var disposed = new AtomicInteger();
        guarded(Single.never().doOnDispose(disposed::incrementAndGet)).test().dispose();
        guarded(Maybe.never().doOnDispose(disposed::incrementAndGet)).test().dispose();
        guarded(Completable.never().doOnDispose(disposed::incrementAndGet))
                .test()
                .dispose();
        guarded(Observable.never().doOnDispose(disposed::incrementAndGet))
                .test()
                .dispose();
        guarded(Flowable.never().doOnCancel(disposed::incrementAndGet)).test().cancel();
        guarded(Observable.just(1, 2, 3)).take(1).test().assertResult(1);
        guarded(Flowable.just(1, 2, 3)).take(1).test().assertResult(1);

        assertThat(disposed).hasValue(5);
        assertThat(calls.heard).hasSize(21).containsOnly("begin", "cancelled", "returned");
    }

    @Test
    void a_call_that_ends_later_has_returned_before() {
        SingleSubject<String> later = SingleSubject.create();
        var test = guarded(later).test();
        assertThat(calls.heard).containsExactly("begin", "returned");

        later.onSuccess("a");

        test.assertResult("a");
        assertThat(calls.heard).containsExactly("begin", "returned", "succeeded a");
    }

    @Test
    void each_subscription_is_a_call_told_of_before_the_next() {
        var attempts = new AtomicInteger();
        Single<Integer> single = Single.fromCallable(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw down;
            }
            return 1;
        });

        guarded(single).retry().test().assertResult(1);

        assertThat(calls.heard.stream().filter(each -> !each.equals("returned")))
                .containsExactly("begin", "failed down", "begin", "failed down", "begin", "succeeded 1");
    }

    @Test
    void a_refused_observer_gets_the_refusal_as_an_error() {
        var refusal = new IOException("open");
        calls.refusal = refusal;

        guarded(Single.just(1)).test().assertError(refusal);
        guarded(Maybe.just(1)).test().assertError(refusal);
        guarded(Completable.complete()).test().assertError(refusal);
        guarded(Observable.just(1)).test().assertError(refusal);
        guarded(Flowable.just(1)).test().assertError(refusal);

        assertThat(calls.heard).hasSize(5).containsOnly("begin");
    }

    @Test
    void a_refused_observer_gets_a_value() {
        calls.refusal = new Object[] {"old"};

        guarded(Single.just("new")).test().assertResult("old");
        guarded(Maybe.just("new")).test().assertResult("old");
        guarded(Completable.never()).test().assertResult();
        guarded(Observable.just("new", "newer")).test().assertResult("old");
        guarded(Flowable.just("new", "newer")).test().assertResult("old");
        guarded(Flowable.just("new")).test(0).assertNoValues().requestMore(1).assertResult("old");
    }

    @Test
    void a_refused_observer_gets_nothing_for_null() {
        calls.refusal = new Object[] {null};

        guarded(Single.just("new")).test().assertError(NullPointerException.class);
        guarded(Maybe.just("new")).test().assertResult();
        guarded(Completable.never()).test().assertResult();
        guarded(Observable.just("new")).test().assertResult();
        guarded(Flowable.just("new")).test().assertResult();
    }

    @Test
    void a_failure_is_answered_by_a_value_another_source_or_another_error() {
        calls.verdict = (what, came) -> new Object[] {"old"};
        guarded(Single.error(down)).test().assertResult("old");
        guarded(Maybe.error(down)).test().assertResult("old");
        guarded(Completable.error(down)).test().assertResult();
        guarded(Observable.just("a").concatWith(Observable.error(down))).test().assertResult("a", "old");
        guarded(Flowable.just("a").concatWith(Flowable.error(down)))
                .test(1)
                .assertValuesOnly("a")
                .requestMore(1)
                .assertResult("a", "old");

        calls.verdict = (what, came) -> new Object[] {Single.just("older")};
        guarded(Single.error(down)).test().assertResult("older");
        calls.verdict = (what, came) -> new Object[] {Flowable.just("b", "c")};
        guarded(Flowable.error(down)).test().assertResult("b", "c");

        var other = new IllegalStateException("other");
        calls.verdict = (what, came) -> other;
        guarded(Maybe.error(down)).test().assertError(other);
    }

    @Test
    void a_value_that_is_judged_a_failure_is_answered() {
        calls.verdict = (what, came) -> "bad".equals(came) || came == null ? new Object[] {"good"} : null;

        guarded(Single.just("bad")).test().assertResult("good");
        guarded(Maybe.just("bad")).test().assertResult("good");
        guarded(Maybe.empty()).test().assertResult("good");
        guarded(Single.just("fine")).test().assertResult("fine");
    }

    @Test
    void a_call_that_counts_nowhere_costs_nothing() {
        calls.countsNowhere = true;
        var observers = new ArrayList<Object>();
        Observable<Integer> source = new Observable<>() {
            @Override
            protected void subscribeActual(Observer<? super Integer> observer) {
                observers.add(observer);
            }
        };

        var own = guarded(source).test();

        assertThat(observers).containsExactly(own);
    }

    @Test
    void elements_are_fused_as_they_were_before() {
        for (boolean guard : new boolean[] {false, true}) {
            Observable<Integer> observable = Observable.range(1, 3).map(each -> each);
            Flowable<Integer> flowable = Flowable.range(1, 3).map(each -> each);
            Flowable<Integer> asynchronous = Flowable.range(1, 3).hide().observeOn(Schedulers.trampoline());
            assertThat(fusion(guard ? guarded(observable) : observable)).isEqualTo(QueueFuseable.SYNC);
            assertThat(fusion(guard ? guarded(flowable) : flowable)).isEqualTo(QueueFuseable.SYNC);
            assertThat(fusion(guard ? guarded(asynchronous) : asynchronous)).isEqualTo(QueueFuseable.ASYNC);
        }
    }

    @Test
    void fused_elements_end_in_an_outcome_too() {
        guarded(Flowable.range(1, 600))
                .observeOn(Schedulers.trampoline())
                .test()
                .assertValueCount(600)
                .assertComplete();
        guarded(Flowable.range(1, 3)).observeOn(Schedulers.trampoline()).test(3).assertResult(1, 2, 3);
        guarded(Observable.range(1, 600))
                .observeOn(Schedulers.trampoline())
                .test()
                .assertValueCount(600)
                .assertComplete();

        assertThat(calls.heard).hasSize(9).containsOnly("begin", "succeeded null", "returned");
    }

    @Test
    void what_a_fused_source_throws_is_a_failure() {
        Flowable<Integer> flowable = Flowable.range(1, 3).map(each -> {
            throw down;
        });
        Observable<Integer> observable = Observable.range(1, 3).map(each -> {
            throw down;
        });

        guarded(flowable).observeOn(Schedulers.trampoline()).test().assertError(down);
        guarded(observable).observeOn(Schedulers.trampoline()).test().assertError(down);

        assertThat(calls.heard).hasSize(6).containsOnly("begin", "failed down", "returned");
    }

    @Test
    void elements_that_are_filtered_out_are_not_asked_for_one_by_one() {
        var requested = new AtomicLong();
        guarded(Flowable.range(1, 100).hide().doOnRequest(requested::addAndGet))
                .filter(each -> each == 100)
                .test(1)
                .assertResult(100);
        long guarded = requested.getAndSet(0);
        Flowable.range(1, 100)
                .hide()
                .doOnRequest(requested::addAndGet)
                .filter(each -> each == 100)
                .test(1);

        assertThat(guarded).isEqualTo(requested.get());
    }

    @Test
    void what_a_method_gives_as_an_interface_keeps_its_kind() {
        assertThat(wrappers.wrap(AsyncKind.PUBLISHER, Flowable.just(1), calls)).isInstanceOf(Flowable.class);
        SingleSource<String> bare = observer -> Single.just("a").subscribe(observer);

        var wrapped = (Single<?>) wrappers.wrap(AsyncKind.SINGLE, bare, calls);

        assertThat(wrapped.blockingGet()).isEqualTo("a");
        assertThat(calls.heard).containsExactly("begin", "succeeded a", "returned");
    }

    @Test
    void the_libraries_meet() {
        assertThat(Flux.from(guarded(Flowable.range(1, 3))).collectList().block())
                .containsExactly(1, 2, 3);

        assertThat(calls.heard).containsExactly("begin", "succeeded null", "returned");
    }

    private static int fusion(Observable<?> observable) {
        var given = new AtomicInteger(-1);
        observable.subscribe(new Observer<Object>() {
            @Override
            public void onSubscribe(Disposable disposable) {
                if (disposable instanceof QueueDisposable<?> queue) {
                    given.set(queue.requestFusion(QueueFuseable.ANY));
                }
            }

            @Override
            public void onNext(Object value) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {}
        });
        return given.get();
    }

    private static int fusion(Flowable<?> flowable) {
        var given = new AtomicInteger(-1);
        flowable.subscribe(new FlowableSubscriber<Object>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                if (subscription instanceof QueueSubscription<?> queue) {
                    given.set(queue.requestFusion(QueueFuseable.ANY));
                }
            }

            @Override
            public void onNext(Object value) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {}
        });
        return given.get();
    }
}
