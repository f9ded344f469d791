package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tripcoil.breaker.Definition;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules files for tests. */
final class Given {

    private Given() {}

    /** What the text is as the content of {@code rules.yaml}; it must be good. */
    static RuleSet file(String text) {
        try {
            return RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
        } catch (RulesException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** What is wrong with the text, which must not be good. */
    static List<String> problems(String text) {
        return problems(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> problems(byte[] content) {
        RulesException e = catchThrowableOfType(RulesException.class, () -> RulesFile.parse("rules.yaml", content));
        assertThat(e).as("problems").isNotNull();
        return e.problems();
    }

    /** The only breaker, {@code b}, with the given lines, each indented by two. */
    static Definition breaker(String... lines) {
        return file("breakers:\n  b:\n    " + String.join("\n    ", lines))
                .breakers()
                .get("b");
    }

    /** The only rule, with the given lines. */
    static Rule rule(String... lines) {
        String text = "breakers: {b: {}}\nrules:\n  - breaker: b\n    " + String.join("\n    ", lines);
        return file(text).rules().get(0);
    }
}
