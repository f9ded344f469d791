package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleChangeTest {

    private static final String SHOP = Shop.class.getName();
    private static final ClassLoader LOADER = RuleChangeTest.class.getClassLoader();

    static class Shop {
        int price() {
            return 1;
        }

        int rebate() {
            return 2;
        }
    }

    static class Other {
        int price() {
            return 1;
        }
    }

    private final Map<String, Breaker> breakers = new HashMap<>();
    private RuleWeaver before;
    private RuleWeaver after;
    private RuleChange change;

    @Test
    void a_class_whose_rules_only_moved_is_left_in_peace_and_its_report_moves_along() throws Exception {
        begin(
                "stock: {}",
                "{class: '**Shop', method: [price, rebate], breaker: stock}",
                "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        change(
                "# one\n  # line\n  # more\n  stock: {}",
                "{class: '**Shop', method: [price, rebate], breaker: stock}",
                "{class: '**Shop', breaker: stock}");
        assertThat(concerned(Shop.class)).isFalse();
        assertThat(after.coverage().methodsOf("stock")).containsExactly(SHOP + "#price()int", SHOP + "#rebate()int");
        assertThat(after.coverage().cautions())
                .contains("rules.yaml:8: " + SHOP
                        + "#price()int is guarded by the rule at rules.yaml:7 already; the first"
                        + " in the file wins");
        assertThat(after.coverage().unmatchedRules()).isEmpty();
    }

    @Test
    void super_types_matter_only_where_one_that_the_rules_name_is_there() throws Exception {
        String other = "{class: '**Other', breaker: stock}";
        begin("stock: {}", other);
        change("stock: {}", other, "{subtype-of: com.acme.Base, breaker: stock}");
        assertThat(change.asksForType("com.acme.Base")).isTrue();
        assertThat(change.asksForType(SHOP)).isFalse();
        assertThat(change.mayConcern(SHOP, true)).isTrue();
        assertThat(change.mayConcern(SHOP, false)).isFalse();
        assertThat(change.mayConcern(Other.class.getName(), false)).isTrue();
        change("stock: {}", "{subtype-of: 'com.acme.*', breaker: stock}");
        assertThat(change.asksForType(SHOP)).as("a wildcard").isTrue();
        change("stock: {}", "{class-annotation: com.acme.Base, breaker: stock}");
        assertThat(change.asksForType(SHOP)).as("an annotation").isTrue();
        begin("stock: {}", "{subtype-of: com.acme.Base, breaker: stock}");
        change("stock: {}", other);
        assertThat(change.asksForType("com.acme.Base")).as("the rule before").isTrue();
    }

    @Test
    void another_definition_that_answers_the_same_touches_no_class() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        change("stock: {open-for: 1h}", "{class: '**Shop', breaker: stock}");
        assertThat(concerned(Shop.class)).isFalse();
        assertThat(after.coverage().wovenMethods()).isEqualTo(2);
    }

    @Test
    void another_answer_has_the_class_woven_anew() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        change("stock: {when-open: {return: 5}}", "{class: '**Shop', breaker: stock}");
        assertThat(concerned(Shop.class)).isTrue();
        assertThat(concerned(Other.class)).isFalse();
        assertThat(after.coverage().wovenMethods()).isZero();
    }

    @Test
    void another_breaker_exception_or_order_of_rules_has_the_class_woven_anew() throws Exception {
        begin(
                "stock: {}\n  other: {}",
                "{class: '**Shop', method: price, breaker: stock}",
                "{class: '**Shop', breaker: other}");
        weave(before, Shop.class);
        change(
                "stock: {}\n  other: {}",
                "{class: '**Shop', breaker: other}",
                "{class: '**Shop', method: price, breaker: stock}");
        assertThat(concerned(Shop.class)).isTrue();
        change(
                "stock: {}\n  other: {}",
                "{class: '**Shop', method: price, breaker: stock}",
                "{class: '**Shop', except: {method: rebate}, breaker: other}");
        assertThat(concerned(Shop.class)).isTrue();
        change(
                "stock: {}\n  other: {}",
                "{class: '**Shop', method: price, breaker: stock}",
                "{class: '**Shop', breaker: other}");
        assertThat(concerned(Shop.class)).isFalse();
    }

    @Test
    void a_breaker_that_was_gone_and_is_back_is_another_one() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        breakers.clear();
        change("stock: {}", "{class: '**Shop', breaker: stock}");
        assertThat(concerned(Shop.class)).isTrue();
    }

    @Test
    void rules_that_come_or_go_concern_the_classes_that_they_mean_and_no_others() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        change("stock: {}", "{class: '**Shop', breaker: stock}", "{class: '**Other', breaker: stock}");
        assertThat(concerned(Shop.class)).isFalse();
        assertThat(concerned(Other.class)).isTrue();
        change("stock: {}", "{class: '**Other', breaker: stock}");
        assertThat(concerned(Shop.class)).isTrue();
    }

    @Test
    void a_rule_by_super_type_concerns_only_the_classes_that_have_it() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        change("stock: {}", "{class: '**Shop', breaker: stock}", "{subtype-of: java.util.Map, breaker: stock}");
        assertThat(concerned(Other.class)).isFalse();
        assertThat(concerned(Shop.class)).isTrue(); // it is guarded, and the rules for it have become more
    }

    @Test
    void what_failed_is_tried_again() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        before.coverage().failed(LOADER, SHOP, "the JVM refused it");
        change("stock: {open-for: 1h}", "{class: '**Shop', breaker: stock}");
        assertThat(concerned(Shop.class)).isTrue();
        assertThat(after.coverage().skippedMethods()).isEmpty();
        assertThat(after.coverage().failures()).isEqualTo(1); // a count since the start
    }

    @Test
    void a_report_of_the_new_rules_is_not_overwritten_by_the_old_one() throws Exception {
        begin("stock: {}", "{class: '**Shop', breaker: stock}");
        weave(before, Shop.class);
        RuleSet rules = rules("stock: {}", "{class: '**Shop', breaker: stock}");
        after = before.succeededBy(rules.rules(), breakers, new Coverage(rules.rules()));
        after.coverage().failed(LOADER, SHOP, "the JVM refused it");
        new RuleChange(before, after).carryOver();
        assertThat(after.coverage().skippedMethods()).containsExactly(SHOP + ": the JVM refused it");
    }

    private void begin(String definitions, String... rules) throws Exception {
        RuleSet set = rules(definitions, rules);
        define(set);
        before = new RuleWeaver(set.rules(), Map.copyOf(breakers), new Sites(null), new Coverage(set.rules()));
    }

    private void change(String definitions, String... rules) throws Exception {
        RuleSet set = rules(definitions, rules);
        define(set);
        after = before.succeededBy(set.rules(), Map.copyOf(breakers), new Coverage(set.rules()));
        change = new RuleChange(before, after);
        change.carryOver();
    }

    private void define(RuleSet set) {
        for (Definition definition : set.breakers().values()) {
            Breaker breaker = breakers.get(definition.name());
            if (breaker == null) {
                breakers.put(definition.name(), new Breaker(definition, Ticker.system(), changed -> {}));
            } else {
                breaker.redefine(definition);
            }
        }
    }

    private static RuleSet rules(String definitions, String... rules) throws Exception {
        String text = "breakers:\n  " + definitions + "\nrules:\n- " + String.join("\n- ", rules) + "\n";
        return RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean concerned(Class<?> loaded) {
        return change.concerns(loaded, loaded.getName(), false);
    }

    private static void weave(RuleWeaver weaver, Class<?> type) throws Exception {
        assertThat(weaver.weave(LOADER, type.getName(), false, WeavingRig.bytes(type.getName())))
                .isNotNull();
    }
}
