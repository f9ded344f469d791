package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private static List<String> ofRules(String... rules) {
        return Given.file("breakers: {b: {}}\nrules:\n  - " + String.join("\n  - ", rules) + "\n")
                .warnings();
    }

    @Test
    void breaker_that_no_rule_uses_is_a_warning() {
        assertThat(Given.file("breakers:\n  a: {}\n  b: {}\nrules: [{class: a.B, breaker: b}]")
                        .warnings())
                .containsExactly("rules.yaml:2:3: no rule uses breaker 'a'; add a rule, or remove it");
    }

    @Test
    void no_rules_are_a_warning() {
        assertThat(Given.file("agent: {}").warnings())
                .containsExactly("rules.yaml:1:1: no rules, so nothing is guarded; add one");
        assertThat(Given.file("agent: {}\nrules: []").warnings())
                .containsExactly("rules.yaml:2:1: no rules, so nothing is guarded; add one");
    }

    @Test
    void window_without_a_rate_is_a_warning() {
        String rest = "' has no effect without a rate; add 'failure-rate' or 'slow-rate', or remove it";
        assertThat(ofBreaker("trip-on: {window: 50 calls, net-failures: 3, minimum-calls: 5}"))
                .containsExactly("rules.yaml:2:15: 'window" + rest, "rules.yaml:2:50: 'minimum-calls" + rest);
        assertThat(ofBreaker("trip-on: {slower-than: 2s, window: 50 calls}"))
                .containsExactly("rules.yaml:2:32: 'window" + rest);
    }

    @Test
    void window_of_a_rate_is_none() {
        assertThat(ofBreaker("trip-on: {failure-rate: 5, window: 50 calls, minimum-calls: 5}"))
                .isEmpty();
        assertThat(ofBreaker("trip-on: {slow-rate: 5, slower-than: 1s, window: 50 calls, minimum-calls: 5}"))
                .isEmpty();
    }

    @Test
    void failures_answered_by_the_exception_of_an_open_breaker_are_a_warning() {
        assertThat(ofBreaker("when-open: {also-on-failure: true}"))
                .containsExactly(
                        "rules.yaml:2:17: 'also-on-failure' without an answer gives callers"
                                + " dev.tripcoil.CircuitOpenException in place of every failure; add an answer, such as return-last");
        assertThat(ofBreaker("when-open: {also-on-failure: false}")).isEmpty();
        assertThat(ofBreaker("when-open: {also-on-failure: true, return-last: 5m}"))
                .isEmpty();
    }

    @Test
    void static_method_of_a_class_without_a_package_is_a_warning() {
        String rest = ": class 'Hooks' has no package; write its full name, such as com.acme.Fallbacks#stock";
        assertThat(ofBreaker("on-transition: Hooks#changed")).containsExactly("rules.yaml:2:20" + rest);
        assertThat(ofBreaker("when-open: {call: Hooks#changed}")).containsExactly("rules.yaml:2:23" + rest);
    }

    private static List<String> ofBreaker(String line) {
        return Given.file("breakers: {b: {\n    " + line + "}}\nrules: [{class: a.B, breaker: b}]")
                .warnings();
    }

    @Test
    void rule_like_an_earlier_one_is_a_warning() {
        assertThat(ofRules("{class: a.B, method: x, breaker: b}", "{method: x, class: a.B, breaker: b}"))
                .containsExactly(
                        "rules.yaml:4:5: this rule never applies: rules.yaml:3 takes all that it selects; remove one");
    }

    @Test
    void rule_within_earlier_ones_is_a_warning() {
        assertThat(ofRules("{class: a.B, breaker: b}", "{class: a.B, method: x, breaker: b}"))
                .hasSize(1);
        assertThat(ofRules("{class: [a.B, a.C], method: [x, y], breaker: b}", "{class: a.C, method: y, breaker: b}"))
                .hasSize(1);
        assertThat(ofRules(
                        "{class: a.B, method: x, breaker: b}",
                        "{class: a.B, method: y, breaker: b}",
                        "{class: a.B, method: [x, y], breaker: b}"))
                .hasSize(1);
        assertThat(ofRules("{class: a.B, breaker: b}", "{class: a.B, except: {method: x}, breaker: b}"))
                .hasSize(1);
    }

    @Test
    void rule_like_an_earlier_one_exceptions_included_is_a_warning() {
        String rule = "{class: a.B, except: {method: x}, breaker: b}";
        assertThat(ofRules(rule, rule)).hasSize(1);
    }

    @Test
    void rule_that_may_still_find_something_is_none() {
        assertThat(ofRules("{class: a.B, method: x, breaker: b}", "{class: a.B, breaker: b}"))
                .isEmpty();
        assertThat(ofRules("{class: a.B, breaker: b}", "{class: a.B, method: toString, breaker: b}"))
                .isEmpty();
        assertThat(ofRules("{class: a.B, breaker: b}", "{class: [a.B, a.C], breaker: b}"))
                .isEmpty();
        assertThat(ofRules("{class: a.B, except: {method: x}, breaker: b}", "{class: a.B, breaker: b}"))
                .isEmpty();
        assertThat(ofRules(
                        "{class: a.B, method: x, breaker: b}",
                        "{class: a.B, method: x(int), breaker: b}",
                        "{class: a.C, breaker: b}"))
                .isEmpty();
        assertThat(ofRules("{class: [a.B, a.B], method: [x, x], breaker: b}")).isEmpty();
    }
}
