package dev.tripcoil.speed;

import com.acme.speed.Stock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an expression, a key and a future cost a successful call, under the real agent, beside Resilience4j called by hand. To be run where
 * {@code agent/target/tripcoil.jar} and {@code benchmarks/semantics.yaml} are found.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-javaagent:agent/target/tripcoil.jar=benchmarks/semantics.yaml")
public class SemanticsOfCalls {

    private static final int KEYS = 1_000;

    private final Stock stock = new Stock();
    private final String[] hosts = new String[KEYS];
    private int next;

    private CircuitBreaker usual;
    private CircuitBreaker judging;
    private CircuitBreakerRegistry registry;
    private Supplier<CompletionStage<String>> decorated;

    @Setup
    public void begin() {
        CircuitBreakerConfig judged = CircuitBreakerConfig.custom()
                .recordResult(result -> ((String) result).isEmpty())
                .build();
        usual = CircuitBreaker.ofDefaults("usual");
        judging = CircuitBreaker.of("judging", judged);
        registry = CircuitBreakerRegistry.ofDefaults();
        decorated = CircuitBreaker.decorateCompletionStage(CircuitBreaker.ofDefaults("future"), stock::plainFuture);
        for (int i = 0; i < KEYS; i++) {
            hosts[i] = "api" + i + ".example.org";
        }
    }

    private String host() {
        next = (next + 389) % KEYS; // no factor in common
        return hosts[next];
    }

    @Benchmark
    public String plain() {
        return stock.plain(host());
    }

    @Benchmark
    public String guarded() {
        return stock.guarded(host());
    }

    @Benchmark
    public String guardedByResilience4j() {
        String host = host();
        return usual.executeSupplier(() -> stock.plain(host));
    }

    @Benchmark
    public String judged() {
        return stock.judged(host());
    }

    @Benchmark
    public String judgedByArgument() {
        return stock.judgedByArgument(host());
    }

    @Benchmark
    public String judgedByResilience4j() {
        String host = host();
        return judging.executeSupplier(() -> stock.plain(host));
    }

    @Benchmark
    public String split() {
        return stock.split(host());
    }

    @Benchmark
    public String splitByResilience4j() {
        String host = host();
        return registry.circuitBreaker(host).executeSupplier(() -> stock.plain(host));
    }

    @Benchmark
    public String remembered() {
        return stock.remembered(host());
    }

    @Benchmark
    public CompletionStage<String> plainFuture() {
        return stock.plainFuture();
    }

    @Benchmark
    public CompletionStage<String> guardedFuture() {
        return stock.guardedFuture();
    }

    @Benchmark
    public CompletionStage<String> futureDecoratedByResilience4j() {
        return decorated.get();
    }
}
