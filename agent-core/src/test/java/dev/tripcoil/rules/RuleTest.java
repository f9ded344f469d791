package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {

    private static boolean guards(Rule rule, String type, String method) {
        return Facts.of(type, method).under(rule) == Match.YES;
    }

    @Test
    void every_selector_must_hold_and_any_of_its_patterns_will_do() {
        Rule rule = Given.rule("class: [a.B, 'a.*Client']", "method: [get*, put]");
        assertThat(guards(rule, "a.B", "getIt")).isTrue();
        assertThat(guards(rule, "a.XClient", "put")).isTrue();
        assertThat(guards(rule, "a.C", "put")).isFalse();
        assertThat(guards(rule, "a.B", "post")).isFalse();
    }

    @Test
    void rule_without_a_method_means_every_method_but_those_of_any_object() {
        Rule rule = Given.rule("class: a.B");
        assertThat(guards(rule, "a.B", "fetch")).isTrue();
        assertThat(guards(rule, "a.B", "main")).isTrue();
        for (String left : List.of("equals", "hashCode", "toString", "finalize", "clone", "<init>", "<clinit>")) {
            assertThat(guards(rule, "a.B", left)).as(left).isFalse();
        }
    }

    @Test
    void wildcard_leaves_out_the_methods_of_any_object_and_an_exact_name_does_not() {
        Rule rule = Given.rule("class: a.B", "method: ['**', toString, /hash.*/]");
        assertThat(guards(rule, "a.B", "fetch")).isTrue();
        assertThat(guards(rule, "a.B", "toString")).isTrue();
        assertThat(guards(rule, "a.B", "equals")).isFalse();
        assertThat(guards(rule, "a.B", "hashCode")).isFalse();
        assertThat(guards(rule, "a.B", "hashIt")).isTrue();
        assertThat(guards(Given.rule("class: a.B", "method: equals(..)"), "a.B", "equals"))
                .isTrue();
    }

    @Test
    void constructors_are_meant_by_their_exact_name_alone() {
        assertThat(guards(Given.rule("class: a.B", "method: <init>"), "a.B", "<init>"))
                .isTrue();
        assertThat(guards(Given.rule("class: a.B", "method: [fetch, <init>()]"), "a.B", "<init>"))
                .isTrue();
        assertThat(guards(Given.rule("class: a.B", "method: ['**', '?init?', /.*/, '*(..)']"), "a.B", "<init>"))
                .isFalse();
    }

    @Test
    void exception_frees_what_it_selects() {
        Rule rule = Given.rule("class: a.**", "except: {class: a.x.*, method: get*}");
        assertThat(guards(rule, "a.x.B", "getIt")).isFalse();
        assertThat(guards(rule, "a.x.B", "put")).isTrue();
        assertThat(guards(rule, "a.B", "getIt")).isTrue();
    }

    @Test
    void any_of_several_exceptions_frees_a_method() {
        Rule rule = Given.rule("class: a.**", "except: [{class: a.X}, {method: close}, {method: [open, flush]}]");
        assertThat(guards(rule, "a.X", "put")).isFalse();
        assertThat(guards(rule, "a.B", "close")).isFalse();
        assertThat(guards(rule, "a.B", "flush")).isFalse();
        assertThat(guards(rule, "a.B", "put")).isTrue();
    }

    @Test
    void wildcard_in_an_exception_takes_in_the_methods_of_any_object() {
        Rule rule = Given.rule("class: [a.B, a.C]", "method: toString", "except: {class: a.B}");
        assertThat(guards(rule, "a.B", "toString")).isFalse();
        assertThat(guards(rule, "a.C", "toString")).isTrue();
        assertThat(guards(Given.rule("class: a.B", "method: toString", "except: {method: to*}"), "a.B", "toString"))
                .isFalse();
    }

    @Test
    void class_is_asked_first_and_by_itself() {
        Rule rule = Given.rule("class: a.*", "method: fetch", "except: {class: a.B}");
        assertThat(rule.matchesClassName("a.B")).isTrue();
        assertThat(rule.matchesClassName("b.B")).isFalse();
    }

    @Test
    void exact_names_are_told_from_patterns() {
        Selectors select = Given.rule("class: [a.B, a.*, /a.C/]", "method: [x, y(int), x(..), z*, /q/]")
                .select();
        assertThat(select.namesExactly("a.B")).isTrue();
        assertThat(select.namesExactly("a.C")).isFalse();
        assertThat(select.exactClassNames()).containsExactly("a.B");
        assertThat(select.exactMethodNames()).containsExactly("x", "y");
        assertThat(select.isExact()).isFalse();
        assertThat(Given.rule("class: [a.B, a.C]", "method: x*").select().isExact())
                .isTrue();
    }

    @Test
    void text_for_people_says_it_all() {
        assertThat(Given.rule(
                        "class: [a.B, 'a.*']", "method: fetch(int)", "except: [{class: a.C, method: x}, {method: y}]"))
                .hasToString(
                        "rules.yaml:3 (class a.B or a.*, method fetch(int), except class a.C, method x or method y)");
    }

    @Test
    void rules_are_equal_if_everything_is() {
        Rule rule = Given.rule("class: a.B", "method: /x/", "except: {method: y}");
        assertThat(rule)
                .isEqualTo(Given.rule("class: a.B", "method: /x/", "except: {method: y}"))
                .hasSameHashCodeAs(Given.rule("class: a.B", "method: /x/", "except: {method: y}"))
                .isNotEqualTo(Given.rule("class: a.B", "method: /x/", "except: {method: z}"))
                .isNotEqualTo(Given.rule("class: a.C", "method: /x/", "except: {method: y}"))
                .isNotEqualTo(Given.rule("class: a.B", "method: /z/", "except: {method: y}"));
    }
}
