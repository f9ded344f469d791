package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Expression;
import org.junit.jupiter.api.Test;

/** An expression's text is YAML's; each of its characters is found again where it stands in the file. */
class ExpressionsTest {

    private static Expression per(String file) {
        return Given.file(file).breakers().get("b").per();
    }

    /** Of the text that stands in the expression once: where it stands in the file. */
    private static String position(Expression expression, String part) {
        int at = expression.text().indexOf(part);
        assertThat(at).as(part + " in " + expression.text()).isNotNegative();
        String before = expression.text().substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return expression.position(line, at - before.lastIndexOf('\n'));
    }

    @Test
    void plain_text_stands_as_it_is() {
        Expression per = per("breakers:\n  b:\n    per:   arg0.host(1) # which\n");
        assertThat(per.text()).isEqualTo("arg0.host(1)");
        assertThat(per.file()).isEqualTo("rules.yaml");
        assertThat(per.line()).isEqualTo(3);
        assertThat(per.column()).isEqualTo(12);
        assertThat(per.position()).isEqualTo("rules.yaml:3:12");
        assertThat(position(per, "arg0")).isEqualTo("rules.yaml:3:12");
        assertThat(position(per, "host")).isEqualTo("rules.yaml:3:17");
        assertThat(position(per, ")")).isEqualTo("rules.yaml:3:23");
    }

    @Test
    void position_beyond_the_end_is_that_of_the_end() {
        Expression per = per("breakers:\n  b:\n    per: arg0\n");
        assertThat(per.position(1, 5)).isEqualTo("rules.yaml:3:14");
        assertThat(per.position(1, 99)).isEqualTo("rules.yaml:3:14");
        assertThat(per.position(7, 1)).isEqualTo("rules.yaml:3:10");
        assertThat(per.position(0, 0)).isEqualTo("rules.yaml:3:10");
    }

    @Test
    void quotes_are_not_of_the_text() {
        Expression per = per("breakers: {b: {per: \"  arg0 .x\"}}");
        assertThat(per.text()).isEqualTo("arg0 .x");
        assertThat(per.position()).isEqualTo("rules.yaml:1:24");
        assertThat(position(per, "x")).isEqualTo("rules.yaml:1:30");
    }

    @Test
    void escapes_take_more_room_than_what_they_stand_for() {
        Expression per = per("breakers: {b: {per: \"a(\\\"\\u00e4\\x41\\\\\\U0001F600\\\").z\"}}");
        assertThat(per.text()).isEqualTo("a(\"\u00e4A\\\uD83D\uDE00\").z");
        assertThat(position(per, "a(")).isEqualTo("rules.yaml:1:22");
        assertThat(position(per, "\u00e4")).isEqualTo("rules.yaml:1:26");
        assertThat(position(per, "z")).isEqualTo("rules.yaml:1:52");
        Expression single = per("breakers: {b: {per: 'a(''b'', ''c'').z'}}");
        assertThat(single.text()).isEqualTo("a('b', 'c').z");
        assertThat(position(single, "c'")).isEqualTo("rules.yaml:1:33");
        assertThat(position(single, "z")).isEqualTo("rules.yaml:1:38");
    }

    @Test
    void lines_of_a_literal_block_are_those_of_the_file() {
        Expression per = per("""
                        breakers:
                          b:
                            per: |   # of several lines

                                arg0 == null
                                  ? "x"

                                : arg0.y()
                        """);
        assertThat(per.text()).isEqualTo("arg0 == null\n  ? \"x\"\n\n: arg0.y()");
        assertThat(per.position()).isEqualTo("rules.yaml:5:9");
        assertThat(position(per, "null")).isEqualTo("rules.yaml:5:17");
        assertThat(position(per, "?")).isEqualTo("rules.yaml:6:11");
        assertThat(position(per, "x")).isEqualTo("rules.yaml:6:14");
        assertThat(position(per, "y")).isEqualTo("rules.yaml:8:16");
    }

    @Test
    void lines_that_YAML_folds_into_one_are_found_again() {
        Expression folded = per("""
                        breakers:
                          b:
                            per: >-
                              arg0
                              .x(1,
                                 2)

                              .y()
                        """);
        assertThat(position(folded, "x")).isEqualTo("rules.yaml:5:8");
        assertThat(position(folded, "2")).isEqualTo("rules.yaml:6:10");
        assertThat(position(folded, "y")).isEqualTo("rules.yaml:8:8");
        Expression plain = per("breakers:\n  b:\n    per: arg0   \n      .x()\n\n     .y()\n");
        assertThat(plain.text()).isEqualTo("arg0 .x()\n.y()");
        assertThat(position(plain, "x")).isEqualTo("rules.yaml:4:8");
        assertThat(position(plain, "y")).isEqualTo("rules.yaml:6:7");
        Expression quoted = per("breakers:\n  b:\n    per: \"\n     arg0\\\n      .x(\\\"\\\")\n   .y()\"\n");
        assertThat(quoted.text()).isEqualTo("arg0.x(\"\") .y()");
        assertThat(quoted.position()).isEqualTo("rules.yaml:4:6");
        assertThat(position(quoted, "x")).isEqualTo("rules.yaml:5:8");
        assertThat(position(quoted, ") .y")).isEqualTo("rules.yaml:5:14");
        assertThat(position(quoted, "y")).isEqualTo("rules.yaml:6:5");
    }

    @Test
    void columns_are_characters_and_lines_end_as_YAML_has_it() {
        Expression per = per("\uFEFFbreakers: {b: {description: \uD83D\uDE00, per: \uD83D\uDE00 + z}}");
        assertThat(per.position()).isEqualTo("rules.yaml:1:37");
        assertThat(position(per, "z")).isEqualTo("rules.yaml:1:41");
        Expression returns = per("breakers:\r\n  b:\r    per: >\r\n      arg0\r\n      .x\r\n");
        assertThat(returns.text()).isEqualTo("arg0 .x");
        assertThat(position(returns, "x")).isEqualTo("rules.yaml:5:8");
    }

    @Test
    void alias_is_where_its_anchor_is() {
        String file = "defaults: {failures: {result-if: &e result < 0}}\nbreakers:\n  b: {per: *e}\n";
        assertThat(per(file).position()).isEqualTo("rules.yaml:1:37");
        assertThat(Given.file(file).breakers().get("b").failures().resultIf().position())
                .isEqualTo("rules.yaml:1:37");
    }

    @Test
    void anchor_is_not_of_the_text() {
        assertThat(per("breakers: {b: {per: &e   'x'}}").position()).isEqualTo("rules.yaml:1:27");
        assertThat(per("breakers:\n  b:\n    per: &e\n      x\n").position()).isEqualTo("rules.yaml:4:7");
        assertThat(per("breakers:\n  b:\n    per: &e\n      |\n      x\n").position())
                .isEqualTo("rules.yaml:5:7");
    }
}
