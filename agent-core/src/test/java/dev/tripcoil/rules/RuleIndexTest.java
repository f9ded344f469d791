package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleIndexTest {

    private static List<Rule> rules(String... classes) {
        StringBuilder text = new StringBuilder("breakers: {b: {}}\nrules:\n");
        for (String type : classes) {
            text.append("  - {class: ").append(type).append(", breaker: b}\n");
        }
        return Given.file(text.toString()).rules();
    }

    @Test
    void class_that_no_rule_means_has_no_candidates() {
        RuleIndex index = new RuleIndex(rules("a.B", "'a.*Client'"));
        assertThat(index.candidates("a.C")).isEmpty();
        assertThat(new RuleIndex(List.of()).candidates("a.B")).isEmpty();
    }

    @Test
    void candidates_are_in_the_order_of_the_file() {
        List<Rule> rules = rules("'a.*'", "a.B", "c.D", "['b.**', a.D]", "[a.B, a.C, a.B]", "[a.B, '**']", "a.B");
        assertThat(new RuleIndex(rules).candidates("a.B"))
                .containsExactly(rules.get(0), rules.get(1), rules.get(4), rules.get(5), rules.get(6));
        assertThat(new RuleIndex(rules).candidates("a.C")).containsExactly(rules.get(0), rules.get(4), rules.get(5));
    }

    @Test
    void rules_without_class_patterns_may_mean_any_class() {
        List<Rule> rules = Given.file("""
                        breakers: {b: {}}
                        rules:
                          - {subtype-of: x.X, breaker: b}
                          - {class: a.B, breaker: b}
                          - {subtype-of: y.Y, breaker: b}
                        """).rules();
        RuleIndex index = new RuleIndex(rules);
        assertThat(index.candidates("a.C")).containsExactly(rules.get(0), rules.get(2));
        assertThat(index.candidates("a.B")).isEqualTo(rules);
        assertThat(index.hasClassPatternFor("a.B")).isTrue();
        assertThat(index.hasClassPatternFor("a.C")).isFalse();
        assertThat(new RuleIndex(rules("'a.*'")).hasClassPatternFor("a.C")).isTrue();
    }

    @Test
    void index_agrees_with_asking_every_rule() {
        Random random = new Random(3);
        String[] patterns = {"a.A", "a.B", "b.A", "b.B", "'a.*'", "'**.A'", "'**'", "/b.*/", "'?.B'"};
        for (int i = 0; i < 300; i++) {
            String[] classes = new String[1 + random.nextInt(8)];
            for (int j = 0; j < classes.length; j++) {
                classes[j] = "[" + patterns[random.nextInt(9)] + ", " + patterns[random.nextInt(9)] + "]";
            }
            List<Rule> rules = rules(classes);
            for (String name : List.of("a.A", "a.B", "b.A", "b.B", "c.C")) {
                List<Rule> expected = new ArrayList<>(rules);
                expected.removeIf(rule -> !rule.matchesClassName(name));
                assertThat(new RuleIndex(rules).candidates(name)).isEqualTo(expected);
            }
        }
    }
}
