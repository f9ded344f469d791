package dev.tripcoil.speed;

import dev.tripcoil.apply.RuleWeaver;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the rules cost a class that they don't select, as it is loaded: most classes are such. It has 15 methods, and about 3 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class UnmatchedClass {

    /** Which rules there are. */
    public enum Given {
        NAME("class: com.acme.Client%d, method: fetch"),
        PATTERN("class: 'com.acme%d.**.*Client', method: fetch"),
        SUBTYPE_WITH_ANOTHER_METHOD("subtype-of: com.acme.Client%d, method: 'exec*'"),
        SUBTYPE_WITH_SUCH_A_METHOD("subtype-of: com.acme.Client%d, method: 'add*'"),
        METHOD_ANNOTATION("method-annotation: com.acme.Guarded%d");

        private final String selectors;

        Given(String selectors) {
            this.selectors = selectors;
        }

        String text(int count) {
            StringBuilder text = new StringBuilder("breakers: {b: {}}\nrules:\n");
            for (int i = 0; i < count; i++) {
                text.append("- {").append(selectors.formatted(i)).append(", breaker: b}\n");
            }
            return text.toString();
        }
    }

    @Param
    Given given;

    @Param({"1", "10", "100", "1000"})
    int rules;

    private RuleWeaver weaver;
    private byte[] classFile;

    @Setup
    public void read() throws Exception {
        weaver = Weavers.of(given.text(rules));
        classFile = Weavers.classFile(Ordinary.class);
    }

    @Benchmark
    public byte[] transform() {
        return Weavers.weave(weaver, Ordinary.class, classFile);
    }
}
