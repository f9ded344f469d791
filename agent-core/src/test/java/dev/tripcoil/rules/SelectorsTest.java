package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectorsTest {

    private static final Facts CLIENT = Facts.of("a.Client", "fetch", "(I)Ljava/lang/String;");

    private static Match under(String line, Facts facts) {
        return facts.under(Given.rule(line));
    }

    @Test
    void subtype_of_is_the_type_itself_or_any_that_it_extends_or_implements() {
        Facts facts = CLIENT.extending(Facts.names("a.Client", "a.Base", "java.io.Closeable"));
        assertThat(under("subtype-of: a.Client", facts)).isEqualTo(Match.YES);
        assertThat(under("subtype-of: [b.Other, java.io.Closeable]", facts)).isEqualTo(Match.YES);
        assertThat(under("subtype-of: a.B*", facts)).isEqualTo(Match.YES);
        assertThat(under("subtype-of: /.*[.]Closeable/", facts)).isEqualTo(Match.YES);
        assertThat(under("subtype-of: java.io.Close", facts)).isEqualTo(Match.NO);
    }

    @Test
    void super_type_that_cannot_be_found_leaves_open_what_it_could_decide() {
        Facts facts = CLIENT.extending(Facts.atLeast("a.Client", "a.Base"));
        assertThat(under("subtype-of: java.io.Closeable", facts)).isEqualTo(Match.UNKNOWN);
        assertThat(under("subtype-of: a.Base", facts)).isEqualTo(Match.YES);
        assertThat(facts.under(Given.rule("subtype-of: java.io.Closeable", "method: send")))
                .isEqualTo(Match.NO);
        assertThat(facts.under(Given.rule("subtype-of: java.io.Closeable", "class: b.**")))
                .isEqualTo(Match.NO);
    }

    @Test
    void annotations_are_matched_by_type_on_class_and_method_apart() {
        Facts facts =
                CLIENT.annotated(Facts.names("x.Service", "x.Component")).withMethodAnnotated(Facts.names("x.Retry"));
        assertThat(under("class-annotation: x.Component", facts)).isEqualTo(Match.YES);
        assertThat(under("class-annotation: [x.Other, x.S*]", facts)).isEqualTo(Match.YES);
        assertThat(under("class-annotation: x.Retry", facts)).isEqualTo(Match.NO);
        assertThat(under("method-annotation: x.Retry", facts)).isEqualTo(Match.YES);
        assertThat(under("method-annotation: x.Service", facts)).isEqualTo(Match.NO);
        assertThat(under("class-annotation: x.Late", facts.annotated(Facts.atLeast())))
                .isEqualTo(Match.UNKNOWN);
    }

    @Test
    void annotation_does_not_bring_in_what_a_wildcard_leaves_out() {
        Facts constructor = Facts.of("a.Client", "<init>").withMethodAnnotated(Facts.names("x.Retry"));
        assertThat(under("method-annotation: x.Retry", constructor)).isEqualTo(Match.NO);
        assertThat(under("class-annotation: '**'", Facts.of("a.Client", "toString")))
                .isEqualTo(Match.NO);
    }

    @Test
    void returned_type_is_a_pattern_and_java_lang_may_be_left_out() {
        for (String good : new String[] {"String", "java.lang.String", "'java.**'", "[int, String]", "/.*String/"}) {
            assertThat(facts(good)).as(good).isEqualTo(Match.YES);
        }
        assertThat(facts("int")).isEqualTo(Match.NO);
        assertThat(facts("java.util.String")).isEqualTo(Match.NO);
        Facts none = Facts.of("a.Client", "send", "()V");
        assertThat(none.under(Given.rule("class: a.*", "returns: void"))).isEqualTo(Match.YES);
        Facts array = Facts.of("a.Client", "send", "()[[J");
        assertThat(array.under(Given.rule("class: a.*", "returns: 'long[][]'"))).isEqualTo(Match.YES);
    }

    private static Match facts(String returns) {
        return CLIENT.under(Given.rule("class: a.*", "returns: " + returns));
    }

    @Test
    void access_is_the_least_visible_that_counts() {
        int[] flags = {Facts.PUBLIC, Facts.PROTECTED, 0, Facts.PRIVATE};
        String[] words = {"public", "protected", "package", "any"};
        for (int word = 0; word < words.length; word++) {
            for (int flag = 0; flag < flags.length; flag++) {
                assertThat(CLIENT.withAccess(flags[flag]).under(Given.rule("class: a.*", "access: " + words[word])))
                        .as(words[word] + " " + flags[flag])
                        .isEqualTo(flag <= word ? Match.YES : Match.NO);
            }
        }
        assertThat(CLIENT.withAccess(Facts.PRIVATE).under(Given.rule("class: a.*")))
                .isEqualTo(Match.YES);
        assertThat(CLIENT.withAccess(0).under(Given.rule("class: a.*", "access: [public, package]")))
                .isEqualTo(Match.YES);
    }

    @Test
    void exception_may_use_every_selector_and_all_of_them_must_hold() {
        Facts facts = CLIENT.extending(Facts.names("a.Client", "a.Base"))
                .annotated(Facts.names("x.Service"))
                .withMethodAnnotated(Facts.names("x.Retry"));
        for (String all : new String[] {
            "{subtype-of: a.Base}",
            "{class-annotation: x.Service}",
            "{method-annotation: x.Retry}",
            "{returns: String}",
            "{access: public}",
            "[{method: none}, {subtype-of: a.Base, returns: String, access: public}]"
        }) {
            assertThat(facts.under(Given.rule("class: a.*", "except: " + all)))
                    .as(all)
                    .isEqualTo(Match.NO);
        }
        assertThat(facts.under(Given.rule("class: a.*", "except: {subtype-of: a.Base, returns: int}")))
                .isEqualTo(Match.YES);
    }

    @Test
    void exception_that_cannot_be_decided_leaves_the_rule_open() {
        Facts facts = CLIENT.extending(Facts.atLeast("a.Client"));
        assertThat(facts.under(Given.rule("class: a.*", "except: {subtype-of: a.Base}")))
                .isEqualTo(Match.UNKNOWN);
        assertThat(facts.under(Given.rule("class: a.*", "except: [{subtype-of: a.Base}, {method: fetch}]")))
                .isEqualTo(Match.NO);
    }

    @Test
    void jdk_class_is_meant_by_its_name_or_as_a_subtype_and_never_by_a_wildcard_alone() {
        assertThat(mayMean("class: java.net.Socket")).isTrue();
        assertThat(mayMean("class: java.net.*")).isFalse();
        assertThat(mayMean("class: java.net.*", "subtype-of: java.net.Socket")).isTrue();
        assertThat(mayMean("subtype-of: java.io.Closeable")).isTrue();
        assertThat(mayMean("subtype-of: java.io.*")).isTrue();
        assertThat(mayMean("subtype-of: '**'")).isFalse();
        assertThat(mayMean("subtype-of: /.*/")).isFalse();
        assertThat(mayMean("class-annotation: '**'")).isFalse();
    }

    private static boolean mayMean(String... lines) {
        return Given.rule(lines).select().mayMeanJdkClass("java.net.Socket");
    }

    @Test
    void obstacle_is_the_first_selector_that_keeps_the_rule_away() {
        Facts facts = CLIENT.extending(Facts.names("a.Client", "a.Base"))
                .annotated(Facts.names("x.Service"))
                .withMethodAnnotated(Facts.names("x.Retry"))
                .withAccess(Facts.PROTECTED);
        assertThat(obstacle(facts, "method: send")).isEqualTo("method");
        assertThat(obstacle(facts, "access: public")).isEqualTo("access");
        assertThat(obstacle(facts, "returns: int")).isEqualTo("returns");
        assertThat(obstacle(facts, "method-annotation: x.Other")).isEqualTo("method-annotation");
        assertThat(obstacle(facts, "class-annotation: x.Other")).isEqualTo("class-annotation");
        assertThat(obstacle(facts, "subtype-of: x.Other")).isEqualTo("subtype-of");
        assertThat(obstacle(facts, "subtype-of: a.Base")).isNull();
    }

    private static String obstacle(Facts facts, String line) {
        return Given.rule("class: a.*", line).select().obstacle(facts, facts.method());
    }

    @Test
    void text_for_people_has_every_selector() {
        Rule rule = Given.rule(
                "subtype-of: a.B",
                "class-annotation: x.C",
                "method: fetch",
                "method-annotation: [x.D, x.E]",
                "returns: int",
                "access: [protected, public]",
                "except: {access: package}");
        assertThat(rule)
                .hasToString(
                        "rules.yaml:3 (subtype-of a.B, class-annotation x.C, method fetch, method-annotation x.D or"
                                + " x.E, returns int, access protected, except access package)");
    }

    @Test
    void selectors_are_equal_if_every_kind_is() {
        String[] lines = {
            "subtype-of: a.B", "class-annotation: a.B", "method-annotation: a.B", "returns: a.B", "access: public"
        };
        for (String line : lines) {
            for (String other : lines) {
                assertThat(Given.rule("class: c.D", line)
                                .select()
                                .equals(Given.rule("class: c.D", other).select()))
                        .as(line + " " + other)
                        .isEqualTo(line.equals(other));
            }
        }
    }
}
