package dev.tripcoil.speed;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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

/** What the rules cost a class that they don't select, as it is loaded: most classes are such. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class UnmatchedClass {

    /** A class with 15 methods, of about 3 KB. */
    private static final String CLASS = Ordinary.class.getName();

    /** Which rules there are. */
    public enum Given {
        ONE_NAME,
        A_THOUSAND_NAMES,
        TEN_PATTERNS,
        SUBTYPE_WITH_ANOTHER_METHOD,
        SUBTYPE_WITH_SUCH_A_METHOD,
        METHOD_ANNOTATION;

        String text() {
            return switch (this) {
                case ONE_NAME -> names(1);
                case A_THOUSAND_NAMES -> names(1000);
                case TEN_PATTERNS -> patterns();
                case SUBTYPE_WITH_ANOTHER_METHOD -> "- {subtype-of: java.sql.Statement, method: 'exec*', breaker: b}\n";
                case SUBTYPE_WITH_SUCH_A_METHOD -> "- {subtype-of: java.sql.Statement, method: 'add*', breaker: b}\n";
                case METHOD_ANNOTATION -> "- {method-annotation: com.acme.Guarded, breaker: b}\n";
            };
        }

        private static String names(int count) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.append("- {class: com.acme.Client").append(i).append(", method: fetch, breaker: b}\n");
            }
            return text.toString();
        }

        private static String patterns() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                text.append("- {class: 'com.acme").append(i).append(".**.*Client', breaker: b}\n");
            }
            return text.toString();
        }
    }

    @Param
    Given rules;

    private RuleWeaver weaver;
    private byte[] classFile;

    @Setup
    public void read() throws Exception {
        String text = "breakers: {b: {}}\nrules:\n" + rules.text();
        RuleSet set = RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : set.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), breaker -> {}));
        }
        weaver = new RuleWeaver(set.rules(), breakers, new Sites(new Nobody()), new Coverage(set.rules()));
        try (InputStream in = UnmatchedClass.class.getResourceAsStream("Ordinary.class")) {
            classFile = in.readAllBytes();
        }
    }

    @Benchmark
    public byte[] transform() {
        return weaver.weave(UnmatchedClass.class.getClassLoader(), CLASS, false, classFile);
    }

    private static final class Nobody implements Reports {
        @Override
        public void internalError(Throwable fault) {}

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {}

        @Override
        public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}
    }
}
