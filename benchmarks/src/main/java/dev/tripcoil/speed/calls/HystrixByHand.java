package dev.tripcoil.speed.calls;

import com.acme.speed.Shelf;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import org.openjdk.jmh.annotations.Benchmark;

/** Hystrix in the application's own code, on the caller's thread, and without a timeout: the breaker alone, as far as that goes. */
public class HystrixByHand extends Calls {

    private static final HystrixCommand.Setter SETTER = HystrixCommand.Setter.withGroupKey(
                    HystrixCommandGroupKey.Factory.asKey("shelf"))
            .andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
                    .withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
                    .withExecutionTimeoutEnabled(false));

    @Benchmark
    public int timed(Turn turn) {
        return new Ask(shelf, turn.article).execute();
    }

    private static final class Ask extends HystrixCommand<Integer> {
        private final Shelf shelf;
        private final int article;

        Ask(Shelf shelf, int article) {
            super(SETTER);
            this.shelf = shelf;
            this.article = article;
        }

        @Override
        protected Integer run() {
            return shelf.plain(article);
        }
    }
}
