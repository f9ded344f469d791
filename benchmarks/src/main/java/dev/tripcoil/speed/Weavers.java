package dev.tripcoil.speed;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
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

/** What the agent's transformer does with a class, without an agent: nobody calls what comes of it. */
final class Weavers {

    private Weavers() {}

    static RuleWeaver of(String rules) throws RulesException {
        RuleSet set = RulesFile.parse("rules.yaml", rules.getBytes(StandardCharsets.UTF_8));
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : set.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), breaker -> {}));
        }
        return new RuleWeaver(set.rules(), breakers, new Sites(new Nobody()), new Coverage(set.rules()));
    }

    static byte[] weave(RuleWeaver weaver, Class<?> type, byte[] classFile) {
        return weaver.weave(type.getClassLoader(), type.getName(), false, classFile);
    }

    static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
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
