package dev.tripcoil.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.StateName;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Methods that return publishers, guarded by rules. */
class PublishedCallsTest {

    /** What is guarded; what it returns comes from the test. */
    public static class Shop implements Function<String, Object> {

        private final Supplier<?> source;

        public Shop(Supplier<?> source) {
            this.source = source;
        }

        @SuppressWarnings("unchecked")
        private <T> T given() {
            return (T) source.get();
        }

        Mono<String> mono(String key) {
            return given();
        }

        Mono<Long> number() {
            return given();
        }

        Mono<List<String>> list() {
            return given();
        }

        Flux<String> flux() {
            return given();
        }

        Single<String> single() {
            return given();
        }

        Maybe<String> maybe() {
            return given();
        }

        Completable completable() {
            return given();
        }

        Observable<String> observable() {
            return given();
        }

        Flowable<String> flowable() {
            return given();
        }

        Publisher<String> publisher() {
            return given();
        }

        Flow.Publisher<String> flow() {
            return given();
        }

        ConnectableFlux<String> connectable() {
            return given();
        }

        @Override
        public Object apply(String method) {
            return switch (method) {
                case "mono" -> mono("k");
                case "mono b" -> mono("b");
                case "number" -> number();
                case "list" -> list();
                case "flux" -> flux();
                case "single" -> single();
                case "maybe" -> maybe();
                case "completable" -> completable();
                case "observable" -> observable();
                case "flowable" -> flowable();
                case "publisher" -> publisher();
                case "flow" -> flow();
                case "connectable" -> connectable();
                default -> throw new AssertionError(method);
            };
        }
    }

    private GuardedClasses classes;
    private Breaker stock;
    private Function<String, Object> shop;
    private Supplier<?> source = () -> Mono.error(new IOException("down"));

    private void guard(String definition, String... rules) throws Exception {
        classes = new GuardedClasses(
                Shop.class.getName(),
                Shop.class.getClassLoader(),
                "breakers:\n  stock: " + definition + "\nrules:\n  - {class: '**$Shop', method: ["
                        + (rules.length == 0
                                ? "mono, number, list, flux, single, maybe, completable, observable, flowable, publisher,"
                                        + " flow, connectable"
                                : String.join(", ", rules))
                        + "], breaker: stock}\n");
        stock = classes.breaker("stock");
    }

    @AfterEach
    void close() {
        classes.close();
        shop = null;
    }

    @SuppressWarnings("unchecked")
    private Object call(String method) {
        try {
            if (shop == null) {
                shop = (Function<String, Object>) classes.loader
                        .loadClass(Shop.class.getName())
                        .getConstructor(Supplier.class)
                        .newInstance((Supplier<Object>) () -> source.get());
            }
            return shop.apply(method);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> Mono<T> mono(String method) {
        return (Mono<T>) call(method);
    }

    @SuppressWarnings("unchecked")
    private <T> Flux<T> flux(String method) {
        return (Flux<T>) call(method);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(mono("mono")::block).hasMessageContaining("down");
        }
    }

    /** The error of each kind of publisher reaches its subscriber, and counts; when the breaker is open, so does the refusal. */
    @ParameterizedTest
    @ValueSource(
            strings = {"mono", "flux", "single", "maybe", "completable", "observable", "flowable", "publisher", "flow"})
    void each_kind_trips_and_is_refused(String kind) throws Exception {
        guard("{trip-on: {consecutive-failures: 3}}");
        var error = new IOException("down");
        source = () -> switch (kind) {
            case "single" -> Single.error(error);
            case "maybe" -> Maybe.error(error);
            case "completable" -> Completable.error(error);
            case "observable" -> Observable.error(error);
            case "flowable" -> Flowable.error(error);
            case "mono" -> Mono.error(error);
            case "publisher" ->
                (Publisher<Object>) subscriber -> Flux.error(error).subscribe(subscriber);
            case "flow" -> FlowAdapters.toFlowPublisher(Flux.error(error));
            default -> Flux.error(error);
        };
        for (int i = 0; i < 3; i++) {
            assertThat(end(call(kind)).getCause()).isSameAs(error);
        }
        assertThat(stock.failedCalls()).isEqualTo(3);
        assertThat(stock.status().state()).isEqualTo(StateName.OPEN);

        assertThat(end(call(kind)).getCause()).isInstanceOf(CircuitOpenException.class);
        assertThat(stock.rejectedCalls()).isOne();
    }

    /** How it ends, as the cause of something. */
    private static Throwable end(Object publisher) {
        Throwable[] seen = new Throwable[1];
        if (publisher instanceof Single<?> single) {
            single.subscribe(value -> {}, error -> seen[0] = error);
        } else if (publisher instanceof Maybe<?> maybe) {
            maybe.subscribe(value -> {}, error -> seen[0] = error);
        } else if (publisher instanceof Completable completable) {
            completable.subscribe(() -> {}, error -> seen[0] = error);
        } else if (publisher instanceof Observable<?> observable) {
            observable.subscribe(value -> {}, error -> seen[0] = error);
        } else if (publisher instanceof Flow.Publisher<?> flow) {
            Flux.from(FlowAdapters.toPublisher(flow)).subscribe(value -> {}, error -> seen[0] = error);
        } else {
            Flux.from((Publisher<?>) publisher).subscribe(value -> {}, error -> seen[0] = error);
        }
        return new Exception(seen[0]);
    }

    @Test
    void what_nobody_subscribes_to_is_no_call() throws Exception {
        guard("{trip-on: {consecutive-failures: 1}}");
        call("mono");
        call("mono");
        assertThat(stock.failedCalls()).isZero();

        Mono<String> twice = mono("mono");
        assertThatThrownBy(twice::block).hasMessageContaining("down");
        assertThatThrownBy(twice::block).isInstanceOf(CircuitOpenException.class);
    }

    /** There is nothing to refuse yet, and no outcome. */
    @Test
    void what_the_method_itself_throws_is_no_call() throws Exception {
        guard("{trip-on: {consecutive-failures: 1}}");
        source = () -> {
            throw new IllegalStateException("no source");
        };

        assertThatThrownBy(() -> call("mono")).hasMessage("no source");

        assertThat(stock.failedCalls()).isZero();
    }

    @Test
    void a_trial_lasts_from_subscription_to_end() throws Exception {
        guard("{trip-on: {consecutive-failures: 2}, open-for: 1s}");
        fail(2);
        classes.ticker.advance(Duration.ofSeconds(2));
        Sinks.One<String> sink = Sinks.one();
        source = sink::asMono;
        Mono<String> trial = mono("mono");
        var got = trial.toFuture();
        assertThatThrownBy(mono("mono")::block).isInstanceOf(CircuitOpenException.class);

        sink.tryEmitValue("a");

        assertThat(got).isCompletedWithValue("a");
        assertThat(stock.status().state()).isEqualTo(StateName.CLOSED);
        assertThat(stock.successfulCalls()).isOne();
    }

    @Test
    void a_cancelled_trial_gives_its_place_back() throws Exception {
        guard("{trip-on: {consecutive-failures: 2}, open-for: 1s}");
        fail(2);
        classes.ticker.advance(Duration.ofSeconds(2));
        source = Mono::never;
        mono("mono").subscribe().dispose();
        assertThat(stock.status().state()).isEqualTo(StateName.HALF_OPEN);
        assertThat(stock.ignoredCalls()).isOne();

        source = () -> Mono.just("a");
        assertThat(mono("mono").block()).isEqualTo("a");

        assertThat(stock.status().state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void a_subscription_within_one_of_the_same_breaker_is_part_of_it() throws Exception {
        guard("{trip-on: {consecutive-failures: 5}}");
        Mono<String> inner = mono("mono");
        source = () -> Mono.defer(() -> inner);

        assertThatThrownBy(mono("mono")::block).hasMessageContaining("down");

        assertThat(stock.failedCalls()).isOne();
    }

    /** Though its end is still to come. */
    @Test
    void a_subscription_after_one_is_another_call() throws Exception {
        guard("{trip-on: {consecutive-failures: 5}}");
        source = Mono::never;
        mono("mono").subscribe();
        source = () -> Mono.just("a");

        assertThat(mono("mono").block()).isEqualTo("a");

        assertThat(stock.successfulCalls()).isOne();
    }

    @Test
    void a_refused_subscriber_gets_a_value_of_the_elements_type() throws Exception {
        guard("{trip-on: {consecutive-failures: 1}, when-open: {return: 5}}", "mono", "number", "flux");
        fail(1);

        assertThat(mono("number").block()).isEqualTo(5L);
        assertThat(mono("mono").block()).isEqualTo("5");
        source = Flux::never;
        assertThat(flux("flux").collectList().block()).containsExactly("5");
        assertThat(stock.rejectedCalls()).isEqualTo(3);
    }

    @Test
    void a_refused_subscriber_gets_an_empty_list_where_that_is_the_element_and_else_nothing() throws Exception {
        guard("{trip-on: {consecutive-failures: 1}, when-open: {return: []}}", "mono", "list", "flux", "completable");
        fail(1);

        assertThat(mono("list").block()).isEqualTo(List.of());
        assertThat(mono("mono").blockOptional()).isEmpty();
        source = Flux::never;
        assertThat(flux("flux").collectList().block()).isEmpty();
        source = Completable::never;
        ((Completable) call("completable")).test().assertComplete();
    }

    @Test
    void a_failure_is_answered_where_the_rules_say_so() throws Exception {
        guard("{when-open: {return: old, also-on-failure: true}}", "mono", "flux");

        assertThat(mono("mono").block()).isEqualTo("old");
        source = () -> Flux.just("a").concatWith(Mono.error(new IOException("down")));
        assertThat(flux("flux").collectList().block()).containsExactly("a", "old");
        assertThat(stock.failedCalls()).isEqualTo(2);
    }

    @Test
    void the_last_result_is_that_of_equal_arguments() throws Exception {
        guard("{trip-on: {consecutive-failures: 1}, when-open: {return-last: 10m}}", "mono");
        source = () -> Mono.just("a");
        assertThat(mono("mono").block()).isEqualTo("a");
        source = () -> Mono.error(new IOException("down"));
        fail(1);

        assertThat(mono("mono").block()).isEqualTo("a");
        assertThatThrownBy(mono("mono b")::block).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void rules_that_have_gone_guard_nothing_more() throws Exception {
        guard("{trip-on: {consecutive-failures: 1}}");
        Mono<String> before = mono("mono");
        fail(1);
        classes.forgetRules();

        assertThatThrownBy(before::block).hasMessageContaining("down");

        assertThat(stock.rejectedCalls()).isZero();
    }

    @Test
    void what_cannot_be_done_for_a_kind_is_reported() throws Exception {
        guard("{failures: {result-if: result == null}}", "flux", "mono", "completable", "connectable");
        call("mono");

        assertThat(classes.coverage.skippedMethods())
                .anyMatch(line -> line.contains("#flux()reactor.core.publisher.Flux: breaker stock: result-if: a"
                        + " reactor.core.publisher.Flux has no single result to look at"))
                .anyMatch(line -> line.contains("#completable()") && line.contains("no single result"))
                .anyMatch(line -> line.contains("#connectable()")
                        && line.contains("is guarded, but returns a"
                                + " reactor.core.publisher.ConnectableFlux, whose end can't be followed as it is a special kind"
                                + " of reactor.core.publisher.Flux"))
                .noneMatch(line -> line.contains("#mono("));
        close();

        guard("{when-open: {return-last: 1m}}", "flux", "single");
        source = Single::never;
        call("single");
        assertThat(classes.coverage.skippedMethods())
                .singleElement()
                .asString()
                .contains("#flux()", "return-last keeps single results");
        close();

        guard("{when-open: {return: old, also-on-failure: true}}", "publisher", "flow", "flux");
        source = Flux::never;
        call("flux");
        assertThat(classes.coverage.skippedMethods())
                .hasSize(2)
                .allMatch(line -> line.contains("also-on-failure needs more than a"));
        close();

        guard("{when-open: {return: null}}", "single", "maybe");
        source = Maybe::never;
        call("maybe");
        assertThat(classes.coverage.skippedMethods())
                .singleElement()
                .asString()
                .contains("a io.reactivex.rxjava3.core.Single can't end without a value");
    }
}
