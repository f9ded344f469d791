package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.OpenFor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AliasesTest {
    @Test
    void alias_stands_for_its_anchor() {
        var breakers = Given.file("breakers: {a: &a {open-for: 3s}, b: *a}").breakers();
        assertThat(breakers.get("b").openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(3)));
        assertThat(breakers.get("b").name()).isEqualTo("b");
    }

    @Test
    void merge_key_takes_what_the_map_leaves_out() {
        Definition b = Given.file("""
                        breakers:
                          a: &a {open-for: 3s, description: one}
                          c: &c {open-for: 4s, start-as: open, description: three}
                          b:
                            <<: [*a, *c]
                            description: two
                        """).breakers().get("b");
        assertThat(b.description()).isEqualTo("two");
        assertThat(b.openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(3)));
        assertThat(b.startAs()).isEqualTo(Definition.StartAs.OPEN);
    }

    @Test
    void merge_key_works_in_rules_and_at_the_top() {
        RuleSet set = Given.file("""
                breakers: {b: {}}
                rules:
                  - &one {class: a.B, method: x, breaker: b}
                  - {<<: *one, method: y}
                """);
        assertThat(set.rules().get(1).select()).hasToString("class a.B, method y");
    }

    @Test
    void quoted_merge_key_is_a_key() {
        assertThat(Given.problems("breakers: {b: {'<<': {}}}"))
                .first()
                .asString()
                .startsWith("rules.yaml:1:16: unknown key '<<'");
    }

    @Test
    void merge_of_something_else_is_a_problem() {
        assertThat(Given.problems("breakers: {b: {<<: 5}}"))
                .containsExactly("rules.yaml:1:20: '<<' merges maps, not the text '5'; give it an alias of a map");
    }

    @Test
    void second_merge_key_is_a_duplicate() {
        assertThat(Given.problems("breakers:\n  a: &a {}\n  b:\n    <<: *a\n    <<: *a\n"))
                .containsExactly("rules.yaml:5:5: duplicate key '<<', first on line 4; remove one");
    }

    @Test
    void problem_behind_an_alias_is_there_once() {
        assertThat(Given.problems("breakers: {a: &a {open-for: 3}, b: *a, c: {<<: *a}}"))
                .containsExactly("rules.yaml:1:29: the duration '3' has no unit; write 3s, or 3ms for milliseconds");
    }

    @Test
    void anchor_in_itself_is_a_problem() {
        assertThat(Given.problems("breakers: &a\n  b: *a\n"))
                .containsExactly("rules.yaml:1:11: an alias within its own anchor never ends; write the value out");
        assertThat(Given.problems("breakers: {b: &a {<<: *a}}"))
                .containsExactly("rules.yaml:1:15: an alias within its own anchor never ends; write the value out");
    }

    @Test
    void anchors_that_double_each_other_are_a_problem() {
        StringBuilder laughs = new StringBuilder("breakers:\n  a0: &a0 [x, x]\n");
        for (int i = 1; i <= 60; i++) {
            laughs.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(Given.problems(laughs.toString()))
                .containsExactly(
                        "rules.yaml:20:8: aliases make this too large, once they are expanded; write less of them");
    }

    @Test
    void merge_keys_that_double_each_other_are_a_problem() {
        StringBuilder laughs = new StringBuilder("breakers:\n  a0: &a0 {open-for: 1s}\n");
        for (int i = 1; i <= 60; i++) {
            laughs.append("  a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(Given.problems(laughs.toString()))
                .singleElement()
                .asString()
                .endsWith("aliases make this too large, once they are expanded; write less of them");
    }

    @Test
    void long_chain_of_merge_keys_is_a_problem_and_no_stack_overflow() {
        StringBuilder chain = new StringBuilder("breakers:\n  a0: &a0 {open-for: 1s}\n");
        for (int i = 1; i <= 20_000; i++) {
            chain.append("  a%d: &a%d {<<: *a%d}\n".formatted(i, i, i - 1));
        }
        assertThat(Given.problems(chain.toString()))
                .singleElement()
                .asString()
                .endsWith("aliases make this too large, once they are expanded; write less of them");
    }

    @Test
    void hundreds_of_aliases_of_one_small_map_are_fine() {
        StringBuilder many = new StringBuilder("breakers:\n  a0: &a {open-for: 3s}\n");
        for (int i = 1; i <= 500; i++) {
            many.append("  a%d: *a\n".formatted(i));
        }
        assertThat(Given.file(many.toString()).breakers()).hasSize(501);
    }

    @Test
    void tag_is_a_problem() {
        String problem = ": a tag, which begins with '!!', means nothing here; remove it";
        assertThat(Given.problems("breakers: {b: !!java.util.Date {}}")).containsExactly("rules.yaml:1:15" + problem);
        assertThat(Given.problems("breakers: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[ ]]]"))
                .containsExactly("rules.yaml:1:11" + problem);
        assertThat(Given.problems("breakers: {b: {description: !shout it}}"))
                .containsExactly("rules.yaml:1:29: tag '!shout' means nothing here; remove it, or put quotes round a"
                        + " text that starts with '!'");
        assertThat(Given.problems("breakers: {b: {half-open: {calls: !!int 5}}}"))
                .hasSize(1);
    }

    @Test
    void tag_that_says_what_is_there_anyway_is_fine() {
        assertThat(Given.breaker("when-open: !!map {return: !!str 'null'}").answer())
                .isEqualTo(new Answer.Value("null", true));
    }
}
