package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
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

    static class OwnFuture extends CompletableFuture<String> {}

    static class MadeOtherwise extends CompletableFuture<String> {
        MadeOtherwise(String text) {}
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

        OwnFuture own() {
            return null;
        }

        MadeOtherwise made() {
            return null;
        }

        java.util.concurrent.Future<String> future() {
            return null;
        }

        java.util.concurrent.Flow.Publisher<String> flowOfIt() {
            return null;
        }

        synchronized int locked() {
            return 1;
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
                .contains("no method 'prise' in " + SHOP + "; it has price(java.lang.String), "
                        + "price(java.lang.String,int), priced(), ask()");
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
    void an_interface_without_code_is_answered_with_the_way_to_mean_its_classes() throws Exception {
        assertThat(weave("java.lang.Runnable", "{class: '**Runnable', breaker: stock}"))
                .isNull();
        assertThat(coverage.unmatchedRules())
                .singleElement()
                .asString()
                .contains(
                        "java.lang.Runnable is an interface, and has no code to guard: for the classes that implement it"
                                + " write 'subtype-of: java.lang.Runnable'");
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
    void constructors_are_guarded_where_a_rule_names_them() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: '<init>()', breaker: stock}"))
                .isNotNull();
        assertThat(coverage.methodsOf("stock")).containsExactly(SHOP + "#<init>()void");
        assertThat(coverage.cautions())
                .singleElement()
                .asString()
                .startsWith(SHOP + ": <init>()V: what the constructor of its superclass " + BASE
                        + " throws is not counted");
    }

    @Test
    void a_constructor_that_is_not_there_is_answered_with_those_that_are() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: '<init>(int)', breaker: stock}"))
                .isNull();
        assertThat(coverage.unmatchedRules())
                .singleElement()
                .asString()
                .contains("no method '<init>(int)' in " + SHOP + "; it has <init>(), priced()");
    }

    @Test
    void a_constructor_whose_answer_is_a_value_is_left_alone_and_reported() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: <init>, breaker: no}"))
                .isNull();
        assertThat(coverage.skippedMethods())
                .containsExactly(
                        SHOP + "#<init>()void: breaker no: when-open: a constructor can't return a value instead"
                                + " of running; use throw, in a breaker of its own");
    }

    @Test
    void a_synthetic_constructor_is_not_worth_a_word_beside_one_that_does_the_work() throws Exception {
        byte[] classFile = bytes(WithSynthetic.class.getName());
        RuleWeaver weaver = weaver("{class: '**WithSynthetic', method: <init>, breaker: stock}");
        assertThat(weaver.weave(null, WithSynthetic.class.getName(), false, synthetic(classFile)))
                .isNotNull();
        assertThat(coverage.methodsOf("stock")).containsExactly(WithSynthetic.class.getName() + "#<init>(int)void");
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    static class WithSynthetic {
        WithSynthetic(int some) {}

        /** Made synthetic for the test, as Kotlin's compiler does for default arguments. */
        WithSynthetic(int some, String marker) {
            this(some);
        }
    }

    private static byte[] synthetic(byte[] classFile) {
        var writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                int more = descriptor.startsWith("(ILjava/lang/String;)") ? Opcodes.ACC_SYNTHETIC : 0;
                                return super.visitMethod(access | more, name, descriptor, signature, exceptions);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    @Test
    void a_bridge_is_not_worth_a_word_beside_the_method_that_does_the_work() throws Exception {
        weave(SHOP, "{class: '**Shop', method: compareTo, breaker: stock}");
        assertThat(coverage.methodsOf("stock")).containsExactly(SHOP + "#compareTo(" + BASE + ")int");
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    @Test
    void methods_that_return_a_stage_are_guarded_to_its_end() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: [later, stage, own], breaker: stock}"))
                .isNotNull();
        assertThat(coverage.methodsOf("stock")).hasSize(3);
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    @Test
    void stage_that_cannot_be_made_for_an_answer_leaves_the_method_alone() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: made, breaker: stock}"))
                .isNull();
        assertThat(coverage.skippedMethods())
                .singleElement()
                .asString()
                .contains("no " + SHOP.replace("$Shop", "$MadeOtherwise") + " can be made");
    }

    @Test
    void methods_that_are_guarded_but_not_in_full_are_told_with_what_to_do() throws Exception {
        assertThat(weave(SHOP, "{class: '**Shop', method: [locked, future, price], breaker: stock}"))
                .isNotNull();
        assertThat(coverage.methodsOf("stock")).hasSize(4);
        assertThat(coverage.skippedMethods())
                .containsExactly(
                        SHOP + "#future()java.util.concurrent.Future: is guarded, but returns a"
                                + " java.util.concurrent.Future, and may do so before its work is done: only what it throws"
                                + " itself counts as a failure; guard a method that waits for the result",
                        SHOP
                                + "#locked()int: is guarded, but is synchronized, and callers wait for the monitor before the"
                                + " breaker is asked: they still queue behind a call that hangs; guard the method that calls"
                                + " it");
    }

    @Test
    void suspending_functions_of_kotlin_are_told_apart_by_their_last_parameter() throws Exception {
        RuleWeaver weaver =
                weaver("{class: kotlinx.coroutines.*, method: [delay, launch$default, async, <init>], breaker: stock}");
        URL jar = Path.of("target", "corpus", "kotlinx-coroutines-core-jvm.jar")
                .toUri()
                .toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar})) {
            for (String name : List.of(
                    "kotlinx.coroutines.DelayKt",
                    "kotlinx.coroutines.BuildersKt",
                    "kotlinx.coroutines.DispatchedCoroutine")) {
                try (InputStream classFile = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
                    weaver.weave(loader, name, false, classFile.readAllBytes());
                }
            }
        }
        assertThat(coverage.methodsOf("stock"))
                .contains("kotlinx.coroutines.DelayKt#delay(long,kotlin.coroutines.Continuation)java.lang.Object");
        assertThat(coverage.skippedMethods())
                .as("it is followed, and nothing need be said of it")
                .noneMatch(line -> line.contains("#delay("))
                .anyMatch(line -> line.startsWith("kotlinx.coroutines.BuildersKt#async(")
                        && line.contains("is guarded, but returns a kotlinx.coroutines.Deferred"))
                .as("a constructor suspends nothing")
                .noneMatch(line -> line.contains("<init>"));
        assertThat(coverage.methodsOf("stock")).anyMatch(method -> method.endsWith("Continuation)void"));
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
                                + " return type int, which takes a whole number of 32 bits");
        assertThat(weave(SHOP, "{class: '**Shop', method: ask, breaker: no}")).isNotNull();
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    @Test
    void a_jdk_class_is_woven_where_a_rule_names_it_and_never_meant_by_a_wildcard() throws Exception {
        RuleWeaver weaver = weaver(
                "{class: java.net.Socket, method: connect, breaker: stock}",
                "{class: ['java.net.*', 'java.n?t.**', '/java.net.*/'], breaker: other}");
        assertThat(weaver.concerns(java.net.Socket.class, "java.net.Socket", true))
                .isTrue();
        assertThat(weaver.weave(null, "java.net.Socket", true, bytes("java.net.Socket")))
                .isNotNull();
        assertThat(weaver.concerns(java.net.URI.class, "java.net.URI", true)).isFalse();
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
                .endsWith(": classes of the JDK, such as java.net.Socket, are selected only by their exact name or by"
                        + " subtype-of");
    }

    @Test
    void a_jdk_class_is_woven_as_a_subtype() throws Exception {
        RuleWeaver weaver = weaver("{subtype-of: java.net.Socket, method: connect, breaker: stock}");
        String name = "sun.security.ssl.BaseSSLSocketImpl";
        assertThat(weaver.concerns(Class.forName(name), name, true)).isTrue();
        assertThat(weaver.weave(null, name, true, bytes(name))).isNotNull();
        assertThat(weaver.weave(null, "java.net.Socket", true, bytes("java.net.Socket")))
                .isNotNull();
        assertThat(weaver.weave(null, "java.net.URI", true, bytes("java.net.URI")))
                .isNull();
    }

    @Test
    void a_subtype_that_tripcoil_stands_on_is_reported_where_a_rule_selects_a_method_of_it() throws Exception {
        RuleWeaver weaver = weaver("{subtype-of: java.util.Collection, method: trimToSize, breaker: stock}");
        assertThat(weaver.concerns(java.util.ArrayList.class, "java.util.ArrayList", true))
                .isFalse();
        assertThat(weaver.concerns(java.util.HashSet.class, "java.util.HashSet", true))
                .isFalse();
        assertThat(coverage.skippedMethods())
                .singleElement()
                .asString()
                .startsWith("java.util.ArrayList: Tripcoil stands on this class itself");
    }

    @Test
    void a_wildcard_beside_a_jdk_class_that_it_covers_still_means_classes_of_the_application() throws Exception {
        RuleWeaver weaver = weaver("{class: '**', method: [price, connect], breaker: stock}");
        assertThat(weaver.concerns(Shop.class, SHOP, false)).isTrue();
        assertThat(weaver.weave(null, "java.net.Socket", true, bytes("java.net.Socket")))
                .isNull();
        assertThat(weaver.weave(getClass().getClassLoader(), SHOP, false, bytes(SHOP)))
                .isNotNull();
        assertThat(coverage.unmatchedRules()).isEmpty();
    }

    @Test
    void a_jdk_class_that_tripcoil_stands_on_is_reported_where_a_rule_names_it() throws Exception {
        RuleWeaver weaver = weaver("{class: java.util.ArrayList, method: add, breaker: stock}");
        assertThat(weaver.concerns(java.util.ArrayList.class, "java.util.ArrayList", true))
                .isFalse();
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
    void an_abstract_method_is_no_news_where_a_rule_means_subtypes() throws Exception {
        weave(BASE, "{subtype-of: " + BASE + ", method: [priced, inherited], breaker: stock}");
        assertThat(coverage.methodsOf("stock")).containsExactly(BASE + "#inherited()java.lang.String");
        assertThat(coverage.skippedMethods()).isEmpty();
    }

    private byte[] weave(String className, String... rules) throws Exception {
        return weaver(rules).weave(getClass().getClassLoader(), className, false, bytes(className));
    }

    private RuleWeaver weaver(String... rules) throws Exception {
        WeavingRig rig = WeavingRig.of(rules);
        coverage = rig.coverage();
        return rig.weaver();
    }

    private static byte[] bytes(String className) throws Exception {
        return WeavingRig.bytes(className);
    }
}
