import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Calls one of its methods for each line that it reads, as {@code mono down}, and says what came of that. */
public final class ReactiveCalls {

    /** A source that ends on another thread, as a client of the network would. */
    private static Flux<String> source(String how) {
        return Flux.defer(() -> switch (how) {
                    case "ok" -> Flux.just("fresh");
                    case "never" -> Flux.<String>never();
                    default -> Flux.<String>error(new IOException(how));
                })
                .subscribeOn(Schedulers.parallel());
    }

    static Mono<String> mono(String how) {
        return source(how).next();
    }

    /** What comes of it is what it is given. */
    static Mono<String> judged(String text) {
        return Mono.just(text);
    }

    static Mono<String> split(String how, String host) {
        return source(how).next();
    }

    static Flux<String> flux(String how) {
        return source(how);
    }

    static Single<String> single(String how) {
        return Single.fromPublisher(source(how));
    }

    static Maybe<String> maybe(String how) {
        return Maybe.fromPublisher(source(how));
    }

    static Completable completable(String how) {
        return Completable.fromPublisher(source(how));
    }

    static Observable<String> observable(String how) {
        return Observable.fromPublisher(source(how));
    }

    static Flowable<String> flowable(String how) {
        return Flowable.fromPublisher(source(how));
    }

    static Publisher<String> publisher(String how) {
        Flux<String> source = source(how);
        return subscriber -> source.subscribe(subscriber);
    }

    static Flow.Publisher<String> flow(String how) {
        return FlowAdapters.toFlowPublisher(source(how));
    }

    private static Publisher<String> call(String kind, String how) {
        return switch (kind) {
            case "mono" -> mono(how);
            case "judged" -> judged(how);
            case "split" -> split(how.substring(1), how.substring(0, 1));
            case "flux" -> flux(how);
            case "single" -> single(how).toFlowable();
            case "maybe" -> maybe(how).toFlowable();
            case "completable" -> completable(how).toFlowable();
            case "observable" -> observable(how).toFlowable(io.reactivex.rxjava3.core.BackpressureStrategy.BUFFER);
            case "flowable" -> flowable(how);
            case "publisher" -> publisher(how);
            case "flow" -> FlowAdapters.toPublisher(flow(how));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String end(Publisher<String> publisher, boolean cancel) throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        Disposable subscription = Flux.from(publisher)
                .subscribe(value -> {}, end::completeExceptionally, () -> end.complete("complete"));
        if (cancel && !end.isDone()) {
            subscription.dispose();
            return "cancelled";
        }
        try {
            return end.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause().getClass().getName();
        }
    }

    public static void main(String[] args) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        Publisher<String> held = mono("down");
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("held")) {
                System.out.println(end(held, false));
            } else if (words[0].equals("suspending")) {
                System.out.println(Class.forName("suspending.SuspendingCallsKt")
                        .getMethod("call", String.class)
                        .invoke(null, words[1]));
            } else {
                System.out.println(end(call(words[0], words[1]), words[1].equals("never")));
            }
        }
        System.exit(0);
    }
}
