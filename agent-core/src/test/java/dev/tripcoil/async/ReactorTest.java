package dev.tripcoil.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.weave.InstalledBeside;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

class ReactorTest {

    private final Wrappers wrappers = new Wrappers(InstalledBeside.CLASS);
    private final RecordedCalls calls = new RecordedCalls();

    @SuppressWarnings("unchecked")
    private <T> Mono<T> guarded(Mono<T> mono) {
        return (Mono<T>) wrappers.wrap(AsyncKind.MONO, mono, calls);
    }

    @SuppressWarnings("unchecked")
    private <T> Flux<T> guarded(Flux<T> flux) {
        return (Flux<T>) wrappers.wrap(AsyncKind.FLUX, flux, calls);
    }

    @Test
    void nothing_is_a_call_before_somebody_subscribes() {
        guarded(Mono.just(1)).map(each -> each + 1);
        guarded(Flux.just(1)).map(each -> each + 1);

        assertThat(calls.heard).isEmpty();
    }

    @Test
    void a_mono_succeeds_with_its_value() {
        assertThat(guarded(Mono.just(1).hide()).block()).isEqualTo(1);

        assertThat(calls.heard).containsExactly("begin", "succeeded 1", "returned");
    }

    @Test
    void each_subscription_is_a_call() {
        var mono = guarded(Mono.just(1));

        mono.block();
        mono.block();

        assertThat(calls.heard).containsExactly("begin", "succeeded 1", "returned", "begin", "succeeded 1", "returned");
    }

    @Test
    void an_empty_mono_succeeds_with_nothing() {
        assertThat(guarded(Mono.empty()).blockOptional()).isEqualTo(Optional.empty());

        assertThat(calls.heard).containsExactly("begin", "succeeded null", "returned");
    }

    @Test
    void the_very_error_reaches_the_subscriber_of_a_mono() {
        var error = new IOException("down");

        assertThatThrownBy(guarded(Mono.error(error))::block).hasCause(error);

        assertThat(calls.heard).containsExactly("begin", "failed down", "returned");
    }

    @Test
    void a_cancelled_mono_has_no_outcome() {
        var cancelled = new AtomicInteger();
        guarded(Mono.never().doOnCancel(cancelled::incrementAndGet)).subscribe().dispose();

        assertThat(calls.heard).containsExactly("begin", "returned", "cancelled");
        assertThat(cancelled).hasValue(1);
    }

    /** Whoever has what he wants cancels the rest. */
    @Test
    void a_mono_whose_subscriber_cancels_with_the_value_has_succeeded() {
        assertThat(guarded(Mono.just("a").hide()).flux().next().block()).isEqualTo("a");

        assertThat(calls.heard).containsExactly("begin", "succeeded a", "returned");
    }

    @Test
    void a_call_that_ends_later_has_returned_before() {
        Sinks.One<String> sink = Sinks.one();
        var got = new ArrayList<String>();
        guarded(sink.asMono()).subscribe(got::add);
        assertThat(calls.heard).containsExactly("begin", "returned");

        sink.tryEmitValue("a");

        assertThat(calls.heard).containsExactly("begin", "returned", "succeeded a");
        assertThat(got).containsExactly("a");
    }

    @Test
    void an_outcome_is_told_before_the_subscriber_tries_again() {
        var attempts = new AtomicInteger();
        Mono<Integer> mono =
                Mono.defer(() -> attempts.incrementAndGet() < 3 ? Mono.error(new IOException("no")) : Mono.just(1));

        assertThat(guarded(mono).retry(5).block()).isEqualTo(1);

        assertThat(calls.heard.stream().filter(each -> !each.equals("returned")))
                .containsExactly("begin", "failed no", "begin", "failed no", "begin", "succeeded 1");
    }

    @Test
    void what_subscribing_throws_is_a_failure() {
        var error = new OutOfMemoryError("none left");
        var flux = guarded(new Flux<String>() {
            @Override
            public void subscribe(CoreSubscriber<? super String> subscriber) {
                throw error;
            }
        });

        assertThatThrownBy(() -> flux.subscribe(new Requests(0))).isSameAs(error);
        assertThat(calls.heard).containsExactly("begin", "failed none left", "returned");
    }

    @Test
    void a_refused_subscriber_gets_the_refusal_as_an_error() {
        calls.refusal = new IOException("open");

        for (Publisher<?> each : List.of(guarded(Mono.just(1)), guarded(Flux.just(1, 2)))) {
            var seen = new Requests(1);
            each.subscribe(seen);
            assertThat(seen.log).containsExactly("subscribed", "error open");
        }
        assertThat(calls.heard).containsExactly("begin", "begin");
    }

    @Test
    void a_refused_subscriber_gets_a_value_when_it_asks() {
        calls.refusal = new Object[] {"old"};

        for (Publisher<?> each : List.of(guarded(Mono.just("new")), guarded(Flux.just("new", "newer")))) {
            var seen = new Requests(0);
            each.subscribe(seen);
            assertThat(seen.log).containsExactly("subscribed");
            seen.request(1);
            assertThat(seen.log).containsExactly("subscribed", "old", "complete");
        }
    }

    @Test
    void a_refused_subscriber_gets_nothing_for_null() {
        calls.refusal = new Object[] {null};

        assertThat(guarded(Mono.just(1)).blockOptional()).isEmpty();
        assertThat(guarded(Flux.just(1, 2)).collectList().block()).isEmpty();
    }

    @Test
    void a_refused_subscriber_gets_what_a_fallback_publishes() {
        calls.refusal = new Object[] {Flux.just("a", "b")};
        assertThat(guarded(Flux.just("c")).collectList().block()).containsExactly("a", "b");

        calls.refusal = new Object[] {Mono.just("a")};
        assertThat(guarded(Mono.just("c")).block()).isEqualTo("a");
    }

    @Test
    void a_failure_is_answered_with_a_value_another_publisher_or_another_error() {
        calls.verdict = (what, came) -> new Object[] {"old"};
        assertThat(guarded(Mono.<String>error(new IOException("down"))).block()).isEqualTo("old");
        assertThat(guarded(Flux.just("a").concatWith(Mono.error(new IOException("down"))))
                        .collectList()
                        .block())
                .containsExactly("a", "old");

        calls.verdict = (what, came) -> new Object[] {Mono.just("older")};
        assertThat(guarded(Mono.<String>error(new IOException("down"))).block()).isEqualTo("older");
        assertThat(guarded(Flux.<String>error(new IOException("down"))).blockLast())
                .isEqualTo("older");

        calls.verdict = (what, came) -> new Object[] {null};
        assertThat(guarded(Mono.<String>error(new IOException("down"))).blockOptional())
                .isEmpty();
        assertThat(guarded(Flux.<String>error(new IOException("down")))
                        .collectList()
                        .block())
                .isEmpty();

        var other = new IllegalStateException("other");
        calls.verdict = (what, came) -> other;
        assertThatThrownBy(guarded(Mono.<String>error(new IOException("down")))::block)
                .isSameAs(other);
    }

    @Test
    void an_answer_to_a_failure_waits_until_it_is_asked_for() {
        calls.verdict = (what, came) -> what.equals("failed") ? new Object[] {"old"} : null;
        var seen = new Requests(1);
        guarded(Flux.just("a").concatWith(Mono.error(new IOException("down")))).subscribe(seen);
        assertThat(seen.log).containsExactly("subscribed", "a");

        seen.request(1);

        assertThat(seen.log).containsExactly("subscribed", "a", "old", "complete");
    }

    @Test
    void a_value_that_is_judged_a_failure_is_answered() {
        var cancelled = new AtomicInteger();
        calls.verdict = (what, came) -> "bad".equals(came) ? new Object[] {"good"} : null;

        assertThat(guarded(Mono.just("bad").hide().doOnCancel(cancelled::incrementAndGet))
                        .block())
                .isEqualTo("good");
        assertThat(guarded(Mono.just("fine")).block()).isEqualTo("fine");

        calls.verdict = (what, came) -> came == null ? new IOException("nothing") : null;
        assertThatThrownBy(guarded(Mono.empty())::block).hasMessageContaining("nothing");
    }

    @Test
    void a_call_that_counts_nowhere_costs_nothing() {
        calls.countsNowhere = true;
        var subscribers = new ArrayList<CoreSubscriber<?>>();
        var flux = guarded(new Flux<String>() {
            @Override
            public void subscribe(CoreSubscriber<? super String> subscriber) {
                subscribers.add(subscriber);
            }
        });
        var own = new Requests(0);

        flux.subscribe(own);

        assertThat(subscribers).containsExactly(own);
    }

    @Test
    void a_flux_succeeds_when_it_completes_and_says_nothing_of_its_elements() {
        assertThat(guarded(Flux.just(1, 2, 3).hide()).collectList().block()).containsExactly(1, 2, 3);

        assertThat(calls.heard).containsExactly("begin", "succeeded null", "returned");
    }

    @Test
    void a_flux_fails_with_its_error() {
        assertThatThrownBy(guarded(Flux.just(1).concatWith(Mono.error(new IOException("down"))))::blockLast)
                .hasRootCauseMessage("down");

        assertThat(calls.heard).containsExactly("begin", "failed down", "returned");
    }

    @Test
    void a_flux_of_which_only_the_first_is_taken_has_no_outcome() {
        assertThat(guarded(Flux.just(1, 2, 3).hide()).take(1).blockLast()).isEqualTo(1);

        assertThat(calls.heard).containsExactly("begin", "cancelled", "returned");
    }

    @Test
    void requests_and_cancellation_reach_the_source_as_they_are() {
        var requested = new ArrayList<Long>();
        var cancelled = new AtomicInteger();
        var seen = new Requests(2);
        guarded(Flux.range(1, 10).hide().doOnRequest(requested::add).doOnCancel(cancelled::incrementAndGet))
                .subscribe(seen);
        seen.request(3);
        seen.cancel();

        assertThat(requested).containsExactly(2L, 3L);
        assertThat(cancelled).hasValue(1);
        assertThat(seen.log).containsExactly("subscribed", "1", "2", "3", "4", "5");
        assertThat(calls.heard).containsExactly("begin", "returned", "cancelled");
    }

    /** {@code map} looks at its source's type, {@code publishOn} at what it is handed. */
    @Test
    void a_flux_is_fused_as_it_was_before() {
        for (boolean guard : new boolean[] {false, true}) {
            Flux<Integer> source = Flux.range(1, 3).map(each -> each * 2);
            var flux = guard ? guarded(source) : source;
            assertThat(flux).isInstanceOf(Fuseable.class);
            assertThat(fusion(flux, Fuseable.ANY)).isEqualTo(Fuseable.SYNC);
            assertThat(fusion(flux.map(each -> each), Fuseable.ANY)).isEqualTo(Fuseable.SYNC);
            Flux<Integer> asynchronous = Flux.range(1, 3).hide().publishOn(Schedulers.immediate());
            assertThat(fusion(guard ? guarded(asynchronous) : asynchronous, Fuseable.ANY))
                    .isEqualTo(Fuseable.ASYNC);
            Flux<Integer> hidden = source.hide();
            assertThat(guard ? guarded(hidden) : hidden).isNotInstanceOf(Fuseable.class);
            Mono<Integer> mono = Mono.just(1).map(each -> each * 2);
            assertThat(fusion(guard ? guarded(mono) : mono, Fuseable.SYNC)).isEqualTo(Fuseable.SYNC);
        }
    }

    private static int fusion(Publisher<?> publisher, int mode) {
        var given = new AtomicInteger(-1);
        publisher.subscribe(new BaseSubscriber<Object>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                if (subscription instanceof Fuseable.QueueSubscription<?> queue) {
                    given.set(queue.requestFusion(mode));
                }
            }
        });
        return given.get();
    }

    @Test
    void fused_elements_end_in_an_outcome_too() {
        assertThat(guarded(Flux.range(1, 600))
                        .publishOn(Schedulers.immediate())
                        .map(each -> each)
                        .count()
                        .block())
                .isEqualTo(600);
        assertThat(calls.heard).containsExactly("begin", "succeeded null", "returned");
        calls.heard.clear();

        assertThat(Flux.just(1, 2)
                        .concatMap(each -> guarded(Flux.range(1, 3)))
                        .count()
                        .block())
                .isEqualTo(6);
        assertThat(calls.heard.stream().filter(each -> !each.equals("returned")))
                .containsExactly("begin", "succeeded null", "begin", "succeeded null");
        calls.heard.clear();

        assertThat(Flux.just(1)
                        .flatMap(each -> guarded(Mono.just("a").map(it -> it + "b")))
                        .blockLast())
                .isEqualTo("ab");
        assertThat(calls.heard.stream().filter(each -> !each.equals("returned")))
                .containsExactly("begin", "succeeded ab");
    }

    /** Exactly as many are asked for as there are: then nobody polls once more. */
    @Test
    void a_fused_flux_of_which_all_is_taken_has_succeeded() {
        var seen = new Requests(3);

        guarded(Flux.range(1, 3)).publishOn(Schedulers.immediate()).subscribe(seen);

        assertThat(seen.log).containsExactly("subscribed", "1", "2", "3", "complete");
        assertThat(calls.heard).containsExactly("begin", "succeeded null", "returned");
    }

    @Test
    void what_a_fused_source_throws_is_a_failure() {
        Flux<Integer> source = Flux.range(1, 3).map(each -> {
            throw new IllegalStateException("down");
        });

        assertThatThrownBy(guarded(source).publishOn(Schedulers.immediate())::blockLast)
                .hasMessage("down");

        assertThat(calls.heard).containsExactly("begin", "failed down", "returned");
    }

    @Test
    void elements_that_are_filtered_out_are_not_asked_for_one_by_one() {
        var requested = new AtomicLong();
        guarded(Flux.range(1, 100).hide().doOnRequest(requested::addAndGet))
                .filter(each -> each == 100)
                .subscribe(new Requests(1));
        long guarded = requested.getAndSet(0);
        Flux.range(1, 100)
                .hide()
                .doOnRequest(requested::addAndGet)
                .filter(each -> each == 100)
                .subscribe(new Requests(1));

        assertThat(guarded).isEqualTo(requested.get());
        var mapped = guarded(Flux.range(1, 100).map(each -> each)).filter(each -> each == 100);
        assertThat(mapped.blockLast()).isEqualTo(100);
    }

    @Test
    void the_context_reaches_the_source() {
        var written = Context.of("key", "value");

        assertThat(guarded(Mono.deferContextual(
                                view -> Mono.just(view.get("key").toString())))
                        .contextWrite(written)
                        .block())
                .isEqualTo("value");
        assertThat(guarded(Flux.deferContextual(
                                view -> Flux.just(view.get("key").toString())))
                        .contextWrite(written)
                        .blockLast())
                .isEqualTo("value");
    }

    @Test
    void reactor_sees_through_it() {
        var source = Flux.range(1, 3).name("source");

        var guarded = guarded(source);

        assertThat(Scannable.from(guarded).name()).isEqualTo("source");
        assertThat(Scannable.from(guarded).scan(Scannable.Attr.PARENT)).isSameAs(source);
        var inner = new ArrayList<Scannable>();
        guarded.subscribe(new BaseSubscriber<Integer>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                inner.add(Scannable.from(subscription));
            }
        });
        assertThat(inner.get(0).isScanAvailable()).isTrue();
        assertThat(inner.get(0).parents().findFirst()).isPresent();
        assertThat(inner.get(0).scanUnsafe(Scannable.Attr.ACTUAL)).isInstanceOf(BaseSubscriber.class);
    }

    @Test
    void traces_of_assembly_and_checkpoints_lead_through_it() {
        Hooks.onOperatorDebug();
        try {
            Mono<Object> mono = guarded(Mono.error(new IOException("down")).checkpoint("before"))
                    .checkpoint("after");

            assertThatThrownBy(mono::block).satisfies(error -> {
                var text = new StringWriter();
                error.printStackTrace(new PrintWriter(text));
                assertThat(text.toString())
                        .contains("Mono.error", "checkpoint \u21e2 before", "checkpoint \u21e2 after");
            });
        } finally {
            Hooks.resetOnOperatorDebug();
        }
    }

    @Test
    void operators_of_time_and_threads_work_across_it() {
        assertThat(guarded(Mono.delay(Duration.ofMillis(5)).map(each -> "late"))
                        .publishOn(Schedulers.parallel())
                        .subscribeOn(Schedulers.boundedElastic())
                        .block(Duration.ofSeconds(10)))
                .isEqualTo("late");
        assertThatThrownBy(() ->
                        guarded(Mono.never()).timeout(Duration.ofMillis(5)).block(Duration.ofSeconds(10)))
                .hasMessageContaining("5ms");

        assertThat(calls.heard).contains("succeeded late", "cancelled");
    }

    @Test
    void what_a_method_gives_as_a_publisher_keeps_its_kind() {
        assertThat(wrappers.wrap(AsyncKind.PUBLISHER, Mono.just(1), calls)).isInstanceOf(Mono.class);
        assertThat(wrappers.wrap(AsyncKind.PUBLISHER, Flux.just(1), calls)).isInstanceOf(Flux.class);
    }

    /** Which source it is that is fused the operator has been told before. */
    @Test
    void a_fallback_need_not_be_one_that_can_be_fused() {
        for (Publisher<?> fallback : List.of(Flux.just(7).hide(), Mono.just(7).hide(), Flux.just(7))) {
            calls.refusal = new Object[] {fallback};

            assertThat(guarded(Flux.range(1, 3)).map(each -> each + 1).blockLast())
                    .isEqualTo(8);
            assertThat(guarded(Mono.just(1)).map(each -> each + 1).block()).isEqualTo(8);
            assertThat(guarded(Flux.range(1, 3))
                            .publishOn(Schedulers.immediate())
                            .map(each -> each + 1)
                            .blockLast())
                    .isEqualTo(8);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_context_reaches_the_source_of_any_publisher() {
        Publisher<String> bare = subscriber -> Flux.deferContextual(
                        view -> Flux.just(view.get("key").toString()))
                .subscribe(subscriber);
        var guarded = (Publisher<String>) wrappers.wrap(AsyncKind.PUBLISHER, bare, calls);

        assertThat(Flux.from(guarded).contextWrite(Context.of("key", "value")).blockLast())
                .isEqualTo("value");
        assertThat(calls.heard).containsExactly("begin", "succeeded null", "returned");
    }

    @Test
    void null_stays_null() {
        assertThat(wrappers.wrap(AsyncKind.MONO, null, calls)).isNull();
    }

    /** Writes down what it gets, and asks when it is told to. */
    private static final class Requests extends BaseSubscriber<Object> {

        final List<String> log = new ArrayList<>();
        private final long first;

        Requests(long first) {
            this.first = first;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            log.add("subscribed");
            if (first > 0) {
                request(first);
            }
        }

        @Override
        protected void hookOnNext(Object value) {
            log.add(value.toString());
        }

        @Override
        protected void hookOnError(Throwable error) {
            log.add("error " + error.getMessage());
        }

        @Override
        protected void hookOnComplete() {
            log.add("complete");
        }
    }
}
