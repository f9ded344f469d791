package dev.tripcoil.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.weave.InstalledBeside;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** Publishers that are nothing else. */
class PublishersTest {

    /** By which interface. */
    enum By {
        REACTIVE_STREAMS,
        FLOW
    }

    private final Wrappers wrappers = new Wrappers(InstalledBeside.CLASS);
    private final RecordedCalls calls = new RecordedCalls();
    private final Seen seen = new Seen();

    private void subscribe(By by, Publisher<?> source, Subscriber<Object> subscriber) {
        Publisher<?> bare = source::subscribe;
        if (by == By.FLOW) {
            Flow.Publisher<?> flow = FlowAdapters.toFlowPublisher(bare);
            ((Flow.Publisher<?>) wrappers.wrap(AsyncKind.FLOW_PUBLISHER, flow, calls))
                    .subscribe(FlowAdapters.toFlowSubscriber(subscriber));
        } else {
            ((Publisher<?>) wrappers.wrap(AsyncKind.PUBLISHER, bare, calls)).subscribe(subscriber);
        }
    }

    @ParameterizedTest
    @EnumSource
    void completion_is_a_success(By by) {
        subscribe(by, Flux.just(1, 2), seen);
        assertThat(calls.heard).containsExactly("begin", "returned");
        seen.subscription.request(1);
        assertThat(seen.log).containsExactly("subscribed", "1");

        seen.subscription.request(1);

        assertThat(seen.log).containsExactly("subscribed", "1", "2", "complete");
        assertThat(calls.heard).containsExactly("begin", "returned", "succeeded null");
    }

    @ParameterizedTest
    @EnumSource
    void an_error_is_a_failure(By by) {
        subscribe(by, Flux.error(new IOException("down")), seen);

        assertThat(seen.log).containsExactly("subscribed", "error down");
        assertThat(calls.heard).containsExactly("begin", "failed down", "returned");
    }

    @ParameterizedTest
    @EnumSource
    void cancellation_is_no_outcome(By by) {
        subscribe(by, Flux.just(1, 2), seen);
        seen.subscription.request(1);
        seen.subscription.cancel();
        seen.subscription.request(1);

        assertThat(seen.log).containsExactly("subscribed", "1");
        assertThat(calls.heard).containsExactly("begin", "returned", "cancelled");
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_is_an_error(By by) {
        calls.refusal = new IOException("open");

        subscribe(by, Flux.just(1, 2), seen);

        assertThat(seen.log).containsExactly("subscribed", "error open");
        assertThat(calls.heard).containsExactly("begin");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_subscriber_gets_one_value_when_it_asks(By by) {
        calls.refusal = new Object[] {"old"};

        subscribe(by, Flux.just(1, 2), seen);
        assertThat(seen.log).containsExactly("subscribed");
        seen.subscription.request(1);
        seen.subscription.request(1);

        assertThat(seen.log).containsExactly("subscribed", "old", "complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_subscriber_gets_nothing_once_it_has_cancelled(By by) {
        calls.refusal = new Object[] {"old"};

        subscribe(by, Flux.just(1, 2), seen);
        seen.subscription.cancel();
        seen.subscription.request(1);

        assertThat(seen.log).containsExactly("subscribed");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_subscriber_gets_an_error_if_it_asks_for_nothing(By by) {
        calls.refusal = new Object[] {"old"};

        subscribe(by, Flux.just(1, 2), seen);
        seen.subscription.request(0);
        seen.subscription.request(1);

        assertThat(seen.log).hasSize(2).element(1).asString().startsWith("error asked for 0");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_subscriber_gets_nothing_for_null(By by) {
        calls.refusal = new Object[] {null};

        subscribe(by, Flux.just(1, 2), seen);

        assertThat(seen.log).containsExactly("subscribed", "complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_subscriber_gets_what_a_fallback_publishes(By by) {
        Flux<?> other = Flux.just("a", "b");
        calls.refusal = new Object[] {by == By.FLOW ? FlowAdapters.toFlowPublisher(other) : other};

        subscribe(by, Flux.just(1, 2), seen);
        seen.subscription.request(5);

        assertThat(seen.log).containsExactly("subscribed", "a", "b", "complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_second_subscription_is_cancelled(By by) {
        var cancelled = new ArrayList<String>();
        Publisher<Object> source = subscriber -> {
            for (String name : List.of("first", "second")) {
                subscriber.onSubscribe(new Subscription() {
                    @Override
                    public void request(long n) {}

                    @Override
                    public void cancel() {
                        cancelled.add(name);
                    }
                });
            }
        };

        subscribe(by, source, seen);

        assertThat(cancelled).containsExactly("second");
        assertThat(seen.log).containsExactly("subscribed");
    }

    @ParameterizedTest
    @EnumSource
    void nobody_is_no_subscriber(By by) {
        Publisher<Object> bare = subscriber -> {
            throw new NullPointerException("by rule 1.9");
        };

        assertThatThrownBy(() -> {
                    if (by == By.FLOW) {
                        Flow.Publisher<Object> flow = subscriber -> {
                            throw new NullPointerException("by rule 1.9");
                        };
                        ((Flow.Publisher<?>) wrappers.wrap(AsyncKind.FLOW_PUBLISHER, flow, calls)).subscribe(null);
                    } else {
                        ((Publisher<?>) wrappers.wrap(AsyncKind.PUBLISHER, bare, calls)).subscribe(null);
                    }
                })
                .hasMessage("by rule 1.9");
        assertThat(calls.heard).isEmpty();
    }

    private static final class Seen implements Subscriber<Object> {

        final List<String> log = new ArrayList<>();
        Subscription subscription;

        @Override
        public void onSubscribe(Subscription given) {
            log.add("subscribed");
            subscription = given;
        }

        @Override
        public void onNext(Object value) {
            log.add(value.toString());
        }

        @Override
        public void onError(Throwable error) {
            log.add("error " + error.getMessage());
        }

        @Override
        public void onComplete() {
            log.add("complete");
        }
    }
}
