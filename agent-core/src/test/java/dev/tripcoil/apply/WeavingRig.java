package dev.tripcoil.apply;

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

/** Rules from their text, ready to be applied, and what is recorded of that. */
record WeavingRig(RuleWeaver weaver, Coverage coverage) {

    /** Rules for the breakers {@code stock} and {@code other}, and {@code maybe} and {@code no} that answer with a value. */
    static WeavingRig of(String... rules) throws Exception {
        String text = "breakers: {stock: {}, other: {},\n maybe: {when-open: {return: MAYBE}},\n"
                + " no: {when-open: {return: 'NO'}}}\nrules:\n- " + String.join("\n- ", rules) + "\n";
        RuleSet set = RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : set.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), changed -> {}));
        }
        Coverage coverage = new Coverage(set.rules());
        return new WeavingRig(new RuleWeaver(set.rules(), breakers, new Sites(new Silent()), coverage), coverage);
    }

    static byte[] bytes(String className) throws Exception {
        try (InputStream stream = ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
            return stream.readAllBytes();
        }
    }

    private static final class Silent implements Reports {
        @Override
        public void internalError(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {
            throw new AssertionError(problem);
        }

        @Override
        public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}
    }
}
