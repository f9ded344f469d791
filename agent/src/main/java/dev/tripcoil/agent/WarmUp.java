package dev.tripcoil.agent;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.RulesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Weaves a sample and calls a breaker, before the transformer is added: the classes that this takes are then loaded. One
 * that is loaded inside {@code transform} escapes every transformer, and may deadlock or close a circle of loading.
 */
final class WarmUp {

    private static final String SAMPLE = "dev.tripcoil.agent.WarmUp$Sample";

    private static final String RULES = """
            breakers:
              refuse: {}
              answer: {when-open: {return: null}}
              empty: {when-open: {return: []}}
            rules:
              - {class: [dev.tripcoil.agent.WarmUp$Sample, '/never/'], method: 'choose(java.lang.Object, int)', breaker: answer}
              - {class: dev.tripcoil.agent.WarmUp$Samp*, method: missing, breaker: answer}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: list, breaker: empty}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: count, breaker: answer}
              - {class: dev.tripcoil.agent.WarmUp$Sample, except: {method: 'd*'}, breaker: refuse}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: sum, breaker: refuse}
            """;

    private WarmUp() {}

    /** Returns what became of the sample, for the test: whatever it is, the agent goes on. */
    static Coverage run(ClassLoader own) {
        byte[] sample;
        try (InputStream stream = own.getResourceAsStream(SAMPLE.replace('.', '/') + ".class")) {
            sample = stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the agent's jar can't be read: " + e, e);
        }
        RuleSet rules;
        try {
            rules = RulesFile.parse("warm-up", RULES.getBytes(StandardCharsets.UTF_8));
        } catch (RulesException e) {
            throw new IllegalStateException(e);
        }
        call();
        return weave(rules, sample, own);
    }

    private static Coverage weave(RuleSet rules, byte[] sample, ClassLoader own) {
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : rules.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), new Silent()));
        }
        Coverage coverage = new Coverage(rules.rules());
        RuleWeaver weaver = new RuleWeaver(rules.rules(), breakers, new Sites(new Nowhere()), coverage);
        ClassLoader loader = new ClassLoader(own) {};
        weaver.weave(loader, SAMPLE, false, sample);
        weaver.weave(loader, SAMPLE, true, sample);
        weaver.weave(null, SAMPLE, false, new byte[] {1, 2, 3});
        new Transformer(weaver, coverage).transform(Object.class.getModule(), null, "warm/Up", null, null, sample);
        return coverage;
    }

    private static void call() {
        Breaker breaker = new Breaker(Definition.named("warm-up"), Ticker.system(), new Silent());
        for (int i = 0; i < 5; i++) {
            breaker.threw(breaker.enter(), new IOException());
        }
        breaker.enter();
        breaker.reset();
        breaker.succeeded(breaker.enter());
        new Guard(new Sites(new Nowhere()), new Nowhere()).exit(null); // its own fault: reported nowhere
    }

    /** Methods of several shapes; never loaded, only read. */
    static final class Sample {
        static Object choose(Object some, int times) {
            for (int i = 0; i < times; i++) {
                if (some instanceof String) {
                    return some;
                }
            }
            return null;
        }

        long sum(long first, double second) {
            try {
                return first + (long) second;
            } finally {
                done();
            }
        }

        int count() {
            return 1;
        }

        java.util.List<String> list() {
            return java.util.List.of();
        }

        void done() {}
    }

    private static final class Silent implements Consumer<Breaker> {
        @Override
        public void accept(Breaker breaker) {}
    }

    private static final class Nowhere implements Reports {
        @Override
        public void internalError(Throwable fault) {}

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {}
    }
}
