package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesProblemsTest {

    private static void isRefused(String text, String... problems) {
        String[] positioned = problems.clone();
        for (int i = 0; i < positioned.length; i++) {
            positioned[i] = "rules.yaml:" + positioned[i];
        }
        assertThat(Given.problems(text)).containsExactly(positioned);
    }

    private static void breakerIsRefused(String line, String... problems) {
        isRefused("breakers:\n  b:\n    " + line, problems);
    }

    private static void ruleIsRefused(String line, String... problems) {
        isRefused("breakers: {b: {}}\nrules:\n  - breaker: b\n    " + line, problems);
    }

    @Test
    void every_problem_is_there_in_the_order_of_the_file() {
        isRefused(
                """
                rules:
                  - class: com/acme/Foo
                    method: fetch
                    breaker: stok
                breakers:
                  stock:
                    trip-on:
                      consecutive-failure: 3
                      net-failures: 0
                    open-for: 30
                agents:
                  log-level: loud
                """,
                "2:12: no class is named 'com/acme/Foo'; write the binary name, such as com.acme.Outer$Inner,"
                        + " and methods under 'method'",
                "4:14: no breaker 'stok' is defined; did you mean 'stock'? defined: stock",
                "8:7: unknown key 'consecutive-failure'; did you mean 'consecutive-failures'?",
                "9:21: '0' isn't a count; write a whole number from 1 to 1000000",
                "10:15: the duration '30' has no unit; write 30s, or 30ms for milliseconds",
                "11:1: unknown key 'agents'; did you mean 'agent'?");
    }

    @Test
    void empty_file_is_a_problem() {
        for (String text : new String[] {"", "\n\n", "# nothing\n", "---\n", "\"\"", "   "}) {
            isRefused(text, "1:1: no rules file content at all; begin with 'breakers:' and 'rules:'");
        }
    }

    @Test
    void file_that_is_no_map_is_a_problem() {
        isRefused(
                "some text",
                "1:1: this is the text 'some text', not a rules file; begin with 'breakers:' and 'rules:'");
        isRefused("\n- a", "2:1: this is a list, not a rules file; begin with 'breakers:' and 'rules:'");
    }

    @Test
    void duplicate_key_names_the_line_of_the_first() {
        isRefused(
                "breakers: {}\nrules: []\nbreakers: {}\n",
                "3:1: duplicate key 'breakers', first on line 1; remove one");
        isRefused("breakers:\n  b: {}\n  b: {}\n", "3:3: duplicate key 'b', first on line 2; remove one");
        breakerIsRefused("{open-for: 1s, open-for: 2s}", "3:20: duplicate key 'open-for', first on line 3; remove one");
    }

    @Test
    void key_in_other_case_or_with_other_joints_is_recognised() {
        breakerIsRefused("openFor: 1s", "3:5: unknown key 'openFor'; did you mean 'open-for'?");
        breakerIsRefused("OPEN_FOR: 1s", "3:5: unknown key 'OPEN_FOR'; did you mean 'open-for'?");
    }

    @Test
    void key_that_belongs_elsewhere_says_where() {
        breakerIsRefused(
                "consecutive-failures: 3", "3:5: unknown key 'consecutive-failures' here; it belongs in 'trip-on'");
        breakerIsRefused("failure-rate: 3", "3:5: unknown key 'failure-rate' here; it belongs in 'trip-on'");
        breakerIsRefused("jitter: 3", "3:5: unknown key 'jitter' here; it belongs in 'open-for'");
        ruleIsRefused("class: a.B\n    open-for: 3s", "5:5: unknown key 'open-for' here; it belongs in a breaker");
    }

    @Test
    void key_like_no_other_is_answered_with_those_there_are() {
        breakerIsRefused(
                "half-open: {quux: 1}",
                "3:17: unknown key 'quux'; the keys of 'half-open' are calls, concurrent, failure-rate, call-timeout");
    }

    @Test
    void key_must_be_text() {
        isRefused("[a]: 1", "1:1: a key must be text, not a list; write a name");
        isRefused("? {a: b}\n: 1", "1:3: a key must be text, not a map; write a name");
    }

    @Test
    void wrong_kinds_of_value_are_problems() {
        isRefused("breakers: [a]", "1:11: 'breakers' must be a map of keys and values, not a list; write {} for none");
        isRefused(
                "breakers:\n  stock:\n",
                "2:9: a breaker must be a map of keys and values, not nothing; write {} for the defaults");
        isRefused(
                "rules: {}", "1:8: 'rules' must be a list, not a map; begin each rule with '- ', or write [] for none");
        isRefused(
                "rules:", "1:7: 'rules' must be a list, not nothing; begin each rule with '- ', or write [] for none");
        isRefused(
                "rules: [a]",
                "1:9: a rule must be a map of keys and values, not the text 'a'; write its keys: class, subtype-of,"
                        + " class-annotation, method, method-annotation, returns, access, except, breaker");
        breakerIsRefused("open-for: [1s]", "3:15: 'open-for' wants text, not a list; write one value");
        breakerIsRefused("description:", "3:17: 'description' has no value; write one, or remove the key");
        breakerIsRefused(
                "trip-on: 5",
                "3:14: 'trip-on' must be a map of keys and values, not the text '5'; write {} for the defaults");
        ruleIsRefused("class: {a: b}", "4:12: 'class' wants text, not a map; write one value");
        ruleIsRefused("class: [a.B, [c.D]]", "4:18: 'class' wants text, not a list; write one value");
        ruleIsRefused("class:", "4:11: 'class' has no value; write one, or remove the key");
    }

    @Test
    void breaker_name_must_be_one() {
        String rest =
                "' must begin with a letter or digit, and go on with letters, digits, '.', '_' and '-'; rename it";
        for (String name : new String[] {"-a", ".a", "a b", "a:b", "\u00e4", "a*"}) {
            isRefused("breakers: {'" + name + "': {}}", "1:12: breaker name '" + name + rest);
        }
    }

    @Test
    void wrong_values_of_a_breaker_are_problems() {
        breakerIsRefused(
                "start-as: clsed",
                "3:15: 'clsed' isn't one of closed, open, forced-open, disabled, metrics-only; did you mean 'closed'?");
        breakerIsRefused(
                "failures: {others: failure}", "3:24: 'failure' isn't one of ignored, success; write one of them");
        breakerIsRefused(
                "failures: {exceptions: [java.io.*]}",
                "3:29: 'java.io.*' isn't the name of a class; write it in full, such as java.io.IOException");
        breakerIsRefused(
                "failures: {exceptions: []}",
                "3:28: an empty 'exceptions' leaves nothing to be a failure; write java.lang.Throwable for every one");
        breakerIsRefused(
                "half-open: {calls: 1000001}", "3:24: '1000001' isn't a count; write a whole number from 1 to 1000000");
        breakerIsRefused("open-for: 0s", "3:15: a duration must be more than 0, not '0s'");
    }

    @Test
    void wrong_rates_and_windows_are_problems() {
        String share = " isn't a share; write more than 0% and at most 100%, such as 50%";
        breakerIsRefused("trip-on: {failure-rate: 0%}", "3:29: '0%'" + share);
        breakerIsRefused("trip-on: {slow-rate: half, slower-than: 1s}", "3:26: 'half'" + share);
        breakerIsRefused("half-open: {failure-rate: 101}", "3:31: '101'" + share);
        breakerIsRefused(
                "trip-on: {slower-than: 2, failure-rate: 5}",
                "3:28: the duration '2' has no unit; write 2s, or 2ms for milliseconds");
        breakerIsRefused(
                "trip-on: {window: 100 call-s, failure-rate: 5}",
                "3:23: '100 call-s' isn't a window; write 1 to 100000 calls, such as 100 calls, or a duration from 1s to 1h");
        breakerIsRefused(
                "trip-on: {minimum-calls: 0, failure-rate: 5}",
                "3:30: '0' isn't a count; write a whole number from 1 to 1000000");
        breakerIsRefused("max-concurrent: 0", "3:21: '0' isn't a count; write a whole number from 1 to 1000000");
    }

    @Test
    void slow_rate_needs_to_know_what_is_slow() {
        breakerIsRefused(
                "trip-on: {consecutive-failures: 3, slow-rate: 80%}",
                "3:40: 'slow-rate' doesn't say which calls are slow; add 'slower-than', such as slower-than: 2s");
        breakerIsRefused(
                "trip-on: {slow-rate: 80%, slower-than: soon}",
                "3:44: 'soon' isn't a duration; write one such as 500ms, 30s, 1m30s, 2h or 1d");
    }

    @Test
    void minimum_calls_must_fit_into_the_window() {
        breakerIsRefused(
                "trip-on: {failure-rate: 5, minimum-calls: 11, window: 10 calls}",
                "3:47: 'minimum-calls' 11 is more than the window's 10 calls; write fewer, or a larger 'window'");
        breakerIsRefused(
                "trip-on: {failure-rate: 5, minimum-calls: 101}",
                "3:47: 'minimum-calls' 101 is more than the window's 100 calls; write fewer, or a larger 'window'");
        breakerIsRefused(
                "trip-on: {minimum-calls: 2, window: 1}",
                "3:30: 'minimum-calls' 2 is more than the window's 1 call; write fewer, or a larger 'window'");
        breakerIsRefused(
                "trip-on: {failure-rate: 5, minimum-calls: 500, window: 2h}",
                "3:60: '2h' isn't a window; write 1 to 100000 calls, such as 100 calls, or a duration from 1s to 1h");
    }

    @Test
    void wrong_waits_are_problems() {
        breakerIsRefused(
                "open-for: {initial: 5, multiplier: 0.5, maximum: x, jitter: 51%, max: 1h}",
                "3:25: the duration '5' has no unit; write 5s, or 5ms for milliseconds",
                "3:40: '0.5' isn't a multiplier; write a number from 1 to 1000, such as 1.5",
                "3:54: 'x' isn't a duration; write one such as 500ms, 30s, 1m30s, 2h or 1d",
                "3:65: '51%' isn't a jitter; write a share from 0% to 50%, such as 10%",
                "3:70: unknown key 'max'; the keys of 'open-for' are initial, multiplier, maximum, jitter");
        breakerIsRefused("open-for: {maximum: [1s]}", "3:25: 'maximum' wants text, not a list; write one value");
    }

    @Test
    void maximum_must_not_be_less_than_initial() {
        String rest = "; write a longer 'maximum', or a shorter 'initial'";
        breakerIsRefused("open-for: {maximum: 4s, initial: 5s}", "3:25: 'maximum' 4s is less than 'initial' 5s" + rest);
        breakerIsRefused("open-for: {maximum: 29s}", "3:25: 'maximum' 29s is less than 'initial' 30s" + rest);
        breakerIsRefused(
                "open-for: {initial: x, maximum: 29s}",
                "3:25: 'x' isn't a duration; write one such as 500ms, 30s, 1m30s, 2h or 1d");
    }

    @Test
    void of_initial_and_maximum_it_is_the_breakers_own_that_is_wrong() {
        String rest = "; write a longer 'maximum', or a shorter 'initial'";
        isRefused(
                "defaults: {open-for: {initial: 5s, maximum: 10s}}\nbreakers: {b: {open-for: {initial: 20s}}}",
                "2:36: 'maximum' 10s is less than 'initial' 20s" + rest);
        isRefused(
                "defaults: {open-for: {initial: 5s, maximum: 10s}}\nbreakers: {b: {open-for: {maximum: 4s}}}",
                "2:36: 'maximum' 4s is less than 'initial' 5s" + rest);
        isRefused(
                "defaults: {open-for: {initial: 5s, maximum: 4s}}\nbreakers: {b: {open-for: {multiplier: 2}}}",
                "1:45: 'maximum' 4s is less than 'initial' 5s" + rest);
    }

    @Test
    void wrong_default_of_a_map_is_one_problem_where_a_breaker_has_a_map() {
        isRefused(
                "defaults: {open-for: 5, half-open: 6}\nbreakers: {b: {open-for: {multiplier: 2}, half-open: {}}}",
                "1:22: the duration '5' has no unit; write 5s, or 5ms for milliseconds",
                "1:36: 'half-open' must be a map of keys and values, not the text '6'; write {} for the defaults");
    }

    @Test
    void more_than_one_answer_is_a_problem_at_the_later_one() {
        breakerIsRefused(
                "when-open: {throw: a.B, return: 5}", "3:29: 'throw' and 'return' are two answers; remove one");
        breakerIsRefused(
                "when-open: {return: 5, throw: a.B}", "3:28: 'return' and 'throw' are two answers; remove one");
        breakerIsRefused(
                "when-open: {call: a.B#c, return-last: 1m}",
                "3:30: 'call' and 'return-last' are two answers; remove one");
        breakerIsRefused(
                "when-open: {return-last: 1m, message: x, call: a.B#c, throw: a.B}",
                "3:46: 'return-last' and 'call' are two answers; remove one",
                "3:59: 'return-last' and 'throw' are two answers; remove one");
    }

    @Test
    void name_that_is_no_static_method_is_answered_with_what_was_meant() {
        methodIsRefused("com.acme.Hooks.changed", "has no '#' between class and method; write com.acme.Hooks#changed");
        methodIsRefused(
                "\"com.acme.Hooks::changed\"", "has no '#' between class and method; write com.acme.Hooks#changed");
        methodIsRefused("com.acme.Hooks", "has no '#' between class and method; write com.acme.Hooks#METHOD");
        methodIsRefused("com.acme.Hooks #changed", "has no '#' between class and method; write com.acme.Hooks#METHOD");
        methodIsRefused("com.acme.Hooks#", "names no method; write com.acme.Hooks#METHOD");
        methodIsRefused(
                "com.acme.Hooks#changed(String)",
                "has parameters; write com.acme.Hooks#changed, as they are what they must be");
        methodIsRefused("a..b", "has no '#' between class and method; write one such as com.acme.Fallbacks#stock");
        String other = "isn't a static method; write its class in full and its name, such as com.acme.Fallbacks#stock";
        methodIsRefused("com.acme.Hooks#a#b", other);
        methodIsRefused("com.acme.Hooks#a.b", other);
        methodIsRefused("com/acme/Hooks#a", other);
        methodIsRefused("\"#changed\"", other);
        methodIsRefused("com.acme.*#changed", other);
    }

    private static void methodIsRefused(String value, String problem) {
        String shown = value.replace("\"", "").replaceAll(" #.*", "");
        breakerIsRefused("on-transition: " + value, "3:20: '" + shown + "' " + problem);
        breakerIsRefused("when-open:\n      call: " + value, "4:13: '" + shown + "' " + problem);
    }

    @Test
    void expression_must_say_something() {
        breakerIsRefused("per: ''", "3:10: 'per' is empty; write a Java expression, or remove the key");
        breakerIsRefused("per: \" \\n\"", "3:10: 'per' is empty; write a Java expression, or remove the key");
        breakerIsRefused("per:", "3:9: 'per' has no value; write one, or remove the key");
        breakerIsRefused("per: [arg0]", "3:10: 'per' wants text, not a list; write one value");
        breakerIsRefused(
                "failures: {exception-if: '', result-if: ' '}",
                "3:30: 'exception-if' is empty; write a Java expression, or remove the key",
                "3:45: 'result-if' is empty; write a Java expression, or remove the key");
        breakerIsRefused(
                "failures:\n      exception-if: !(error instanceof java.io.IOException)",
                "4:21: tag '!(error' means nothing here; remove it, or put quotes round a text that starts with '!'");
    }

    @Test
    void switch_is_on_or_off() {
        for (String value : new String[] {"1", "tRUE", "y", "enabled"}) {
            breakerIsRefused(
                    "when-open: {call: a.B#c, also-on-failure: " + value + "}",
                    "3:47: '" + value + "' is neither on nor off; write true or false");
        }
    }

    @Test
    void message_that_nothing_would_show_is_a_problem() {
        breakerIsRefused(
                "when-open: {return: 5, message: x}",
                "3:28: 'message' is an exception's, and 'return' throws none; remove one");
        breakerIsRefused(
                "when-open: {message: x, call: a.B#c}",
                "3:17: 'message' is an exception's, and 'call' throws none; remove one");
    }

    @Test
    void wrong_answers_are_problems() {
        breakerIsRefused(
                "when-open: {throw: not a class}",
                "3:24: 'not a class' isn't the name of a class; write it in full, such as java.io.IOException");
        breakerIsRefused(
                "when-open: {return: [1]}",
                "3:25: 'return' can be [] or one value, not a list with something in it; empty it");
        breakerIsRefused(
                "when-open: {return: {a: 1}}",
                "3:25: 'return' can be {} or one value, not a map with something in it; empty it");
        breakerIsRefused("when-open: {return: }", "3:24: 'return' has no value; write null, '' or another value");
        breakerIsRefused(
                "when-open: {message: '{braker} {nothing}'}",
                "3:26: unknown placeholder '{braker}'; did you mean '{breaker}'?",
                "3:26: unknown placeholder '{nothing}'; there are {breaker}, {key}, {state}, {until}, {remaining} and"
                        + " {last-failure}");
        breakerIsRefused(
                "when-open: {message: '{lastFailure}'}",
                "3:26: unknown placeholder '{lastFailure}'; did you mean '{last-failure}'?");
    }

    @Test
    void wrong_default_is_one_problem_however_many_breakers_take_it() {
        isRefused(
                "defaults: {open-for: 5, half-open: {calls: x}, trip-on: 3}\nbreakers: {a: {}, b: {half-open: {}}}",
                "1:22: the duration '5' has no unit; write 5s, or 5ms for milliseconds",
                "1:44: 'x' isn't a count; write a whole number from 1 to 1000000",
                "1:57: 'trip-on' must be a map of keys and values, not the text '3'; write {} for the defaults");
    }

    @Test
    void wrong_default_is_a_problem_without_any_breaker() {
        isRefused("defaults: {opn-for: 5s}", "1:12: unknown key 'opn-for'; did you mean 'open-for'?");
        isRefused(
                "defaults: {half-open: {calls: 0}}\nbreakers: {b: {half-open: {calls: 1}}}",
                "1:31: '0' isn't a count; write a whole number from 1 to 1000000");
    }

    @Test
    void rule_needs_to_choose_among_classes_and_a_breaker() {
        String others = ", or 'subtype-of', 'class-annotation' or 'method-annotation'";
        isRefused(
                "breakers: {b: {}}\nrules:\n  - {breaker: b, method: x, returns: int}\n  - class: a.B\n  - {}\n",
                "3:5: this rule has no 'class'; add the class whose methods it guards" + others,
                "4:5: this rule has no 'breaker'; add the name of one that 'breakers' defines",
                "5:5: this rule has no 'class'; add the class whose methods it guards" + others,
                "5:5: this rule has no 'breaker'; add the name of one that 'breakers' defines");
    }

    @Test
    void patterns_of_types_are_checked_under_every_key() {
        for (String key : new String[] {"subtype-of", "class-annotation", "method-annotation"}) {
            ruleIsRefused(
                    key + ": a..B",
                    "4:" + (7 + key.length()) + ": " + key + " 'a..B' has a dot too many; write ** for any packages,"
                            + " such as com.acme.**.Client");
            ruleIsRefused(
                    key + ": '@a.B'",
                    "4:" + (7 + key.length()) + ": '@a.B' begins with '@'; write the annotation's type name, such as"
                            + " com.acme.Retry");
            ruleIsRefused(
                    key + ": []",
                    "4:" + (7 + key.length()) + ": '" + key + "' has no pattern; add one, or remove the key");
        }
        ruleIsRefused(
                "class: a.B\n    returns: List<String>",
                "5:14: type 'List<String>' is generic; write the erased type, without <…>");
        ruleIsRefused(
                "class: a.B\n    access: [public, privat]",
                "5:22: 'privat' isn't one of public, protected, package, any; write one of them");
        ruleIsRefused("class: a.B\n    acess: any", "5:5: unknown key 'acess'; did you mean 'access'?");
    }

    @Test
    void misspelt_selector_is_not_missing_as_well() {
        ruleIsRefused("clas: a.B", "4:5: unknown key 'clas'; did you mean 'class'?");
    }

    @Test
    void breaker_that_no_rule_can_find_is_named_with_those_there_are() {
        isRefused("rules: [{class: a.B, breaker: x}]", "1:31: no breaker 'x' is defined; add it under 'breakers'");
        isRefused(
                "breakers: {one: {}, two: {}}\nrules: [{class: a.B, breaker: other}]",
                "2:31: no breaker 'other' is defined; defined: one, two");
        StringBuilder many = new StringBuilder("breakers: {");
        for (int i = 0; i < 12; i++) {
            many.append("b").append(i).append(": {}, ");
        }
        isRefused(
                many + "}\nrules: [{class: a.B, breaker: other}]",
                "2:31: no breaker 'other' is defined; defined: b0, b1, b2, b3, b4, b5, b6, b7, b8, b9 and 2 more");
    }

    @Test
    void rule_of_a_breaker_with_a_problem_has_none_itself() {
        isRefused(
                "breakers: {b: {x: 1}}\nrules: [{class: a.B, breaker: b}]",
                "1:16: unknown key 'x'; the keys of a breaker are description, per, trip-on, open-for,"
                        + " max-concurrent, half-open, failures, when-open, start-as, on-transition");
    }

    @Test
    void class_patterns_that_match_no_class_are_problems() {
        for (String name : new String[] {"a.B#c", "a.B()", "a b", "a.B[]"}) {
            ruleIsRefused(
                    "class: '" + name + "'",
                    "4:12: no class is named '" + name + "'; write the binary name, such as com.acme.Outer$Inner,"
                            + " and methods under 'method'");
        }
        ruleIsRefused(
                "class: com.acme..Foo",
                "4:12: class 'com.acme..Foo' has a dot too many; write ** for any packages, such as com.acme.**.Client");
        ruleIsRefused("class: ''", "4:12: a pattern is empty; write a name, or ** for any");
        ruleIsRefused("class: []", "4:12: 'class' has no pattern; add one, or remove the key");
        ruleIsRefused("class: a.B\n    method: []", "5:13: 'method' has no pattern; add one, or remove the key");
    }

    @Test
    void regular_expression_that_can_not_be_read_is_a_problem() {
        ruleIsRefused(
                "class: /com.acme/.(Foo/",
                "4:12: the regular expression '/com.acme/.(Foo/' can't be read: Unclosed group at character 15");
        ruleIsRefused(
                "class: /com.acme",
                "4:12: a regular expression is written /…/; write '/com.acme/', or a name with dots");
        ruleIsRefused("class: //", "4:12: a regular expression is written /…/; write '/.*/', or a name with dots");
    }

    @Test
    void regular_expression_nested_too_deep_is_a_problem() {
        String deep = "(".repeat(100_000) + ")".repeat(100_000);
        assertThat(Given.problems("breakers: {b: {}}\nrules: [{breaker: b, class: /" + deep + "/}]"))
                .singleElement()
                .asString()
                .startsWith("rules.yaml:2:29: the regular expression '/((((")
                .contains("can't be read: Stack overflow");
    }

    @Test
    void exception_must_select_something() {
        ruleIsRefused(
                "class: a.B\n    except: {}",
                "5:13: this 'except' selects nothing; add 'class' or 'method', or remove it");
        ruleIsRefused(
                "class: a.B\n    except: [{method: x}, {}]",
                "5:27: this 'except' selects nothing; add 'class' or 'method', or remove it");
        ruleIsRefused("class: a.B\n    except: {breaker: b}", "5:14: unknown key 'breaker' here; it belongs in a rule");
        ruleIsRefused(
                "class: a.B\n    except: fetch",
                "5:13: 'except' must be a map of keys and values, not the text 'fetch'; write its keys: class, subtype-of,"
                        + " class-annotation, method, method-annotation, returns, access");
    }

    @Test
    void wrong_settings_are_problems() {
        isRefused(
                "agent: {log-level: trace, reload: 5, jmx-domain: 'a:b', log-file: '', on-error: exit}",
                "1:20: 'trace' isn't one of error, warn, info, debug; write one of them",
                "1:35: the duration '5' has no unit; write 5s, or 5ms for milliseconds; or 'off' for never",
                "1:50: a JMX domain has no ':', '*', '?' or line break; write one such as dev.tripcoil, not 'a:b'",
                "1:67: '' isn't a path; write that of a file, or leave 'log-file' out",
                "1:71: 'on-error' is an agent argument only; write"
                        + " -javaagent:tripcoil.jar=rules=PATH,on-error=exit");
        isRefused("agent: {jmx-domain: ''}", "1:21: a JMX domain can't be ''; write one such as dev.tripcoil");
    }

    @Test
    void long_and_broken_values_are_shown_on_one_short_line() {
        breakerIsRefused(
                "start-as: \"a\\nb" + "x".repeat(500) + "\"",
                "3:15: 'a b" + "x".repeat(57) + "…' isn't one of closed, open, forced-open, disabled, metrics-only;"
                        + " write one of them");
    }
}
