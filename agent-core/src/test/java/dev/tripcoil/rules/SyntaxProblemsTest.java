package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxProblemsTest {

    private static void isRefused(String text, String problem) {
        assertThat(Given.problems(text)).containsExactly("rules.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*Foo",
                "*",
                "**",
                "**.Foo",
                "*.acme.Foo",
                "*Foo*",
                "**Client",
                "?",
                "? Foo",
                "@Foo",
                "%Foo",
                "*(..)",
                "*(int, *)",
                "fetch*: x"
            })
    void missing_quotes_round_a_pattern_are_asked_for(String pattern) {
        if (pattern.startsWith("fetch")) {
            isRefused(
                    "rules:\n  - class: " + pattern,
                    "2:18: not valid YAML: mapping values are not allowed here; put quotes round a text that contains"
                            + " ': '");
        } else {
            isRefused(
                    "rules:\n  - class: " + pattern + "  # comment\n    breaker: b\n",
                    "2:12: a value that starts with '" + pattern.charAt(0) + "' needs quotes; write \"" + pattern
                            + "\"");
        }
    }

    @Test
    void missing_quotes_within_brackets_are_asked_for() {
        isRefused(
                "rules:\n  - class: [a.B, *Client]\n",
                "2:18: a value that starts with '*' needs quotes; write \"*Client\"");
        isRefused(
                "rules: [{class: ?Foo, breaker: x}]",
                "1:17: a value that starts with '?' needs quotes; write \"?Foo\"");
        isRefused(
                "breakers: {b: {}}\nrules: [{class: [?oo, b.C], breaker: b}]",
                "2:18: a value that starts with '?' needs quotes; write \"?…\"");
    }

    @Test
    void question_mark_before_a_name_needs_no_quotes_outside_brackets() {
        assertThat(Given.rule("class: ?Foo").matchesClassName("xFoo")).isTrue();
    }

    @Test
    void tab_is_named() {
        isRefused("breakers:\n\tb: {}\n", "2:1: a tab can't indent or begin a value in YAML; use spaces");
        isRefused(
                "breakers:\n  b:\n\t  open-for: 3s\n", "3:1: a tab can't indent or begin a value in YAML; use spaces");
    }

    @Test
    void message_that_begins_with_a_placeholder_wants_quotes() {
        isRefused(
                "breakers:\n  b:\n    when-open:\n      message: {breaker} is open\n",
                "4:26: not valid YAML: expected <block end>, but found '<scalar>' while parsing a block mapping; put"
                        + " quotes round a text that starts with '{' or '['");
    }

    @Test
    void quotes_of_an_expression_are_not_those_of_YAML() {
        String rest = "; where a text begins with a quote, put quotes of the other kind round all of it";
        isRefused(
                "breakers:\n  b:\n    per: \"host \" + arg0\n",
                "3:18: not valid YAML: expected <block end>, but found '<scalar>' while parsing a block mapping"
                        + rest);
        isRefused(
                "breakers: {b: {per: '\"'.equals(arg0)}}\n",
                "1:24: not valid YAML: expected ',' or '}', but got <scalar> while parsing a flow mapping" + rest);
        isRefused(
                "breakers:\n  b:\n    per: arg0 == null ? \"\" : arg0\n",
                "3:28: not valid YAML: mapping values are not allowed here; put quotes round a text that contains ': '");
        isRefused(
                "breakers: {b: {failures: {result-if: result.equals(\"a, b\")}}}",
                "1:56: unknown key 'b\")'; put quotes round a text that contains a comma, if it is the rest of one");
    }

    @Test
    void backslash_in_double_quotes_is_explained() {
        isRefused(
                "rules:\n  - class: \"/com\\.acme/\"\n",
                "2:18: not valid YAML: found unknown escape character .(46) while scanning a double-quoted scalar;"
                        + " write \\\\ for a backslash, or use single quotes");
    }

    @Test
    void open_quote_is_found_where_it_begins() {
        isRefused(
                "breakers:\n  b:\n    description: \"abc\n", "3:18: not valid YAML: this quote isn't closed; close it");
    }

    @Test
    void open_bracket_is_a_problem() {
        isRefused(
                "breakers: [",
                "1:12: not valid YAML: expected the node content, but found '<stream end>' while parsing a flow node;"
                        + " close the bracket or quote that is open");
    }

    @Test
    void wrong_indentation_is_a_problem_where_it_shows() {
        isRefused(
                "breakers:\n b: {}\n  c: {}\n",
                "3:3: not valid YAML: expected <block end>, but found '<block mapping start>' while parsing a block"
                        + " mapping; check the indentation, brackets and quotes before it");
    }

    @Test
    void second_document_is_a_problem() {
        isRefused(
                "breakers: {}\n---\nrules: []\n",
                "3:1: a second YAML document; a rules file is one: remove the line with '---'");
    }

    @Test
    void lone_document_marker_is_none() {
        assertThat(Given.file("---\nbreakers: {}\n...\n").breakers()).isEmpty();
    }

    @Test
    void deep_nesting_is_a_problem() {
        isRefused("x: " + "[".repeat(60) + "]".repeat(60), "1:54: not valid YAML: Nesting Depth exceeded max 50");
        assertThat(Given.problems("[".repeat(500_000))).hasSize(1);
        assertThat(Given.problems("{a: ".repeat(200_000))).hasSize(1);
        assertThat(Given.problems("- ".repeat(500_000))).hasSize(1);
    }
}
