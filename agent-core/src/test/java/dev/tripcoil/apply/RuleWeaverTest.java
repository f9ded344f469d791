package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RuleWeaverTest {

    private static final String SHOP = "dev.tripcoil.apply.RuleWeaverTest$Shop";
    private static final String BASE = "dev.tripcoil.apply.RuleWeaverTest$Base";

    abstract static class Base implements Comparable<Base> {
        String inherited() {
            return "";
        }

        abstract int priced();
    }

    static class Shop extends Base {
        enum Answer {
            YES,
            NO
        }

        @Override
        int priced() {
            return 1;
        }

        int price(String of) {
            return 1;
        }

        int price(String of, int pieces) {
            return 2;
        }

        Answer ask() {
            return Answer.YES;
        }

        CompletableFuture<String> later() {
            return null;
        }

        CompletionStage<String> stage() {
            return null;
        }

        native void nothing();

        @Override
        public int compareTo(Base other) {
            return 0;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    private Coverage coverage;

    @Test
    void what_the_first_rule_selects_is_woven_and_listed_for_its_breaker() throws Exception {
        byte[] woven = weave(SHOP, "{class: '**Shop', method: price, breaker: stock}");
        assertThat(woven).isNotNull();
        assertThat(coverage.methodsOf("stock"))
                .containsExactly(SHOP + "#price(java.lang.String)int", SHOP + "#price(java.lang.String,int)int");
        assertThat(coverage.wovenClasses()).isEqualTo(1);
        assertThat(coverage.wovenMethods()).isEqualTo(2);
        assertThat(coverage.unmatchedRules()).isEmpty();
        assertThat(coverage.skippedMethods()).isEmpty();
        assertThat(coverage.failures()).isZero();
    }

    @Test
    void weaving_a_class_again_counts_it_once() throws Exception {
        RuleWeaver weaver = weaver("{class: '**Shop', method: price, breaker: stock}");
        byte[] once = weaver.weave(getClass().getClassLoader(), SHOP, false, bytes(SHOP));
        byte[] again = weaver.weave(getClass().getClassLoader(), SHOP, false, bytes(SHOP));
        assertThat(again).isEqualTo(once); // the same site numbers, too
        assertThat(coverage.wovenClasses()).isEqualTo(1);
        assertThat(coverage.wovenMethods()).isEqualTo(2);
    }

    @Test
    void a_rule_that_an_earlier_one_shadows_is_reported_with_the_method() throws Exception {
        weave(
                SHOP,
                "{class: '**Shop', method: price, breaker: stock}",
                "{class: '**.*', method: 'p*', breaker: other}");
        assertThat(coverage.methodsOf("other")).containsExactly(SHOP + "#priced()int");
        assertThat(coverage.cautions())
                .containsExactly(
                        "rules.yaml:6: " + SHOP + "#price(java.lang.String)int is guarded by the rule at rules.yaml:5"
                                + " already; the first in the file wins",
                        "rules.yaml:6: " + SHOP + "#price(java.lang.String,int)int is guarded by the rule at"
                                + " rules.yaml:5 already; the first in the file wins");
    }

    @Test
    void a_rule_that_is_shadowed_throughout_is_not_said_to_match_nothing() throws Exception {
        weave(
                SHOP,
                "{class: '**Shop', method: price, breaker: stock}",
                "{class: '**.*', method: price, breaker: other}");
        assertThat(coverage.cautions()).hasSize(2);
        assertThat(coverage.unmatchedRules()).isEmpty();
    }

    @Test
    void a_class_that_no_rule_names_stays_as_it_is() throws Exception {
        assertThat(weave(SHOP, "{class: com.acme.Nowhere, breaker: stock}")).isNull();
        assertThat(coverage.unmatchedRules())
                .singleElement()
                .asString()
                .startsWith("rules.yaml:5 (class com.acme.Nowhere): no class that it names has been loaded so far");
    }

    @Test
    void a_method_that_is_not_there_is_answered_with_those_that_are() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: prise, breaker: stock}"))
                .isNull();
        assertThat(coverage.unmatchedRules())
                .singleElement()
                .asString()
                .contains(SHOP + " has no such method; it has priced(), price(java.lang.String), "
                        + "price(java.lang.String,int), ask()");
    }

    @Test
    void a_method_that_is_inherited_is_answered_with_the_class_that_declares_it() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: inherited, breaker: stock}"))
                .isNull();
        assertThat(coverage.unmatchedRules())
                .singleElement()
                .asString()
                .contains(SHOP + " inherits it from " + BASE + ", and a method is guarded where it is declared");
    }

    @Test
    void methods_without_a_body_are_reported_where_a_rule_names_them_and_left_out_of_a_wildcard() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: nothing, breaker: stock}"))
                .isNull();
        assertThat(coverage.skippedMethods())
                .containsExactly(SHOP
                        + "#nothing()void: is native, without bytecode to guard: guard the method that calls" + " it");
        assertThat(weave(BASE, "{class: '**Base', method: [priced, inherited], breaker: stock}"))
                .isNotNull();
        assertThat(coverage.skippedMethods())
                .containsExactly(BASE + "#priced()int: is abstract: name the class that implements it");
        weave(SHOP, "{class: '**Shop', method: 'no*', breaker: stock}");
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    @Test
    void a_bridge_is_not_worth_a_word_beside_the_method_that_does_the_work() throws Exception {
        weave(SHOP, "{class: '**Shop', method: compareTo, breaker: stock}");
        assertThat(coverage.methodsOf("stock")).containsExactly(SHOP + "#compareTo(" + BASE + ")int");
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    @Test
    void methods_that_return_before_they_finish_are_left_alone_and_reported() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: [later, stage], breaker: stock}"))
                .isNull();
        assertThat(coverage.skippedMethods())
                .hasSize(2)
                .allMatch(line -> line.contains("before its work is done, which this version can't follow"));
    }

    @Test
    void an_answer_that_a_method_cannot_give_leaves_it_unguarded_and_is_reported() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: [ask, price], breaker: maybe}"))
                .isNull();
        assertThat(coverage.skippedMethods())
                .contains(
                        SHOP + "#ask()" + SHOP + "$Answer: breaker maybe: when-open: return: " + SHOP
                                + "$Answer has no constant MAYBE; it has YES, NO",
                        SHOP + "#price(java.lang.String)int: breaker maybe: when-open: return: 'MAYBE' doesn't fit the"
                                + " return type int");
        assertThat(weave(SHOP, "{class: '**Shop', method: ask, breaker: no}")).isNotNull();
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    @Test
    void a_jdk_class_is_woven_where_a_rule_names_it_and_never_meant_by_a_wildcard() throws Exception {
        RuleWeaver weaver = weaver(
                "{class: java.net.Socket, method: connect, breaker: stock}",
                "{class: ['java.net.*', 'java.n?t.**', '/java.net.*/'], breaker: other}");
        assertThat(weaver.concerns("java.net.Socket", true)).isTrue();
        assertThat(weaver.weave(null, "java.net.Socket", true, bytes("java.net.Socket")))
                .isNotNull();
        assertThat(weaver.concerns("java.net.URI", true)).isFalse();
        assertThat(weaver.weave(null, "java.net.URI", true, bytes("java.net.URI")))
                .isNull();
        assertThat(coverage.methodsOf("stock"))
                .containsExactly(
                        "java.net.Socket#connect(java.net.SocketAddress)void",
                        "java.net.Socket#connect(java.net.SocketAddress,int)void");
        assertThat(coverage.methodsOf("other")).isEmpty();
        assertThat(coverage.unmatchedRules())
                .singleElement()
                .asString()
                .endsWith(": classes of the JDK, such as java.net.Socket, are selected only by their exact name");
    }

    @Test
    void a_wildcard_beside_a_jdk_class_that_it_covers_still_means_classes_of_the_application() throws Exception {
        RuleWeaver weaver = weaver("{class: '**', method: [price, connect], breaker: stock}");
        assertThat(weaver.concerns(SHOP, false)).isTrue();
        assertThat(weaver.weave(null, "java.net.Socket", true, bytes("java.net.Socket")))
                .isNull();
        assertThat(weaver.weave(getClass().getClassLoader(), SHOP, false, bytes(SHOP)))
                .isNotNull();
        assertThat(coverage.unmatchedRules()).isEmpty();
    }

    @Test
    void a_jdk_class_that_tripcoil_stands_on_is_reported_where_a_rule_names_it() throws Exception {
        RuleWeaver weaver = weaver("{class: java.util.ArrayList, method: add, breaker: stock}");
        assertThat(weaver.concerns("java.util.ArrayList", true)).isFalse();
        assertThat(weaver.weave(null, "java.util.ArrayList", true, bytes("java.util.ArrayList")))
                .isNull();
        assertThat(coverage.skippedMethods())
                .containsExactly("java.util.ArrayList: Tripcoil stands on this class itself, and a guard round it would"
                        + " call itself: guard the method that calls it");
        assertThat(coverage.unmatchedRules()).isEmpty();
        assertThat(coverage.failures()).isZero();
    }

    /** As HotSpot would run it without a look: here the original is wrong, in a stead for what the weaver could do. */
    @Test
    void a_jdk_class_that_does_not_verify_when_it_is_woven_stays_as_it_is_and_is_a_failure() throws Exception {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "java/acme/Wrong", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "price", "()I", null, null);
        code.visitCode();
        code.visitLdcInsn("no number");
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(1, 0);
        code.visitEnd();
        byte[] wrong = writer.toByteArray();
        RuleWeaver weaver = weaver("{class: java.acme.Wrong, method: price, breaker: stock}");
        assertThat(weaver.weave(null, "java.acme.Wrong", true, wrong)).isNull();
        assertThat(coverage.failures()).isEqualTo(1);
        assertThat(coverage.wovenMethods()).isZero();
        assertThat(coverage.skippedMethods())
                .singleElement()
                .asString()
                .startsWith("java.acme.Wrong: its guards do not pass the check that classes of the JDK must")
                .contains("price()I: ");
        assertThat(weaver.weave(null, "java.acme.Wrong", false, wrong)).isNotNull(); // left to the JVM's own verifier
    }

    @Test
    void a_class_file_that_cannot_be_read_is_a_failure_and_stays_as_it_is() throws Exception {
        RuleWeaver weaver = weaver("{class: '**', breaker: stock}");
        assertThat(weaver.weave(null, "com.acme.Broken", false, new byte[] {1, 2, 3}))
                .isNull();
        assertThat(coverage.failures()).isEqualTo(1);
        assertThat(coverage.skippedMethods())
                .singleElement()
                .asString()
                .startsWith("com.acme.Broken: not a class file");
    }

    @Test
    void reports_are_bounded_however_many_classes_there_are() {
        coverage = new Coverage(List.of());
        for (int i = 0; i < 5000; i++) {
            coverage.skipped("com.acme.Generated" + i, "for no reason");
            coverage.caution("com.acme.Generated" + i, "for no reason");
        }
        assertThat(coverage.skippedMethods()).hasSize(1001).last().asString().contains("perhaps more");
        assertThat(coverage.cautions()).hasSize(1000);
    }

    private byte[] weave(String className, String... rules) throws Exception {
        return weaver(rules).weave(getClass().getClassLoader(), className, false, bytes(className));
    }

    private RuleWeaver weaver(String... rules) throws Exception {
        String text = "breakers: {stock: {}, other: {},\n maybe: {when-open: {return: MAYBE}},\n"
                + " no: {when-open: {return: 'NO'}}}\nrules:\n- " + String.join("\n- ", rules) + "\n";
        RuleSet set = RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : set.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), changed -> {}));
        }
        coverage = new Coverage(set.rules());
        return new RuleWeaver(set.rules(), breakers, new Sites(new Silent()), coverage);
    }

    private static byte[] bytes(String className) throws Exception {
        try (InputStream stream = ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
            return stream.readAllBytes();
        }
    }

    private static final class Silent implements Reports {
        @Override
        public void internalError(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {
            throw new AssertionError(problem);
        }
    }
}
