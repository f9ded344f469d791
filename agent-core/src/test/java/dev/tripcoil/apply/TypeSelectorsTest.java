package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that ask for more than names, applied to real class files. */
class TypeSelectorsTest {

    private static final String HERE = TypeSelectorsTest.class.getName() + "$";

    interface Remote {}

    interface RemoteStock extends Remote {}

    abstract static class Base implements RemoteStock {}

    abstract static class Middle extends Base {
        int middle() {
            return 0;
        }
    }

    static class Stock extends Middle {
        int fetch() {
            return 1;
        }
    }

    static class Unrelated {
        int fetch() {
            return 1;
        }
    }

    @interface InClassFileOnly {}

    @Retention(RetentionPolicy.SOURCE)
    @interface InSourceOnly {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Root {}

    @Root
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneUp {}

    @OneUp
    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(TwoUps.class)
    @interface TwoUp {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface TwoUps {
        TwoUp[] value();
    }

    @Inherited
    @Root
    @Retention(RetentionPolicy.RUNTIME)
    @interface PassedOn {}

    @PassedOn
    @OneUp
    static class Parent {}

    static class Child extends Parent {
        int fetch() {
            return 1;
        }
    }

    @TwoUp
    static class Annotated {
        @InClassFileOnly
        int inClassFile() {
            return 1;
        }

        @InSourceOnly
        int inSource() {
            return 1;
        }

        @TwoUp
        int twoUp() {
            return 1;
        }

        @TwoUp
        @TwoUp
        int twice() {
            return 1;
        }

        @Override
        @TwoUp
        public String toString() {
            return "";
        }
    }

    private final Loader loader = new Loader();

    @Test
    void subtype_of_reaches_through_classes_and_interfaces_at_any_depth() throws Exception {
        for (String type : List.of("Stock", "Middle", "Base", "RemoteStock", "Remote")) {
            assertThat(woven("Stock", "{subtype-of: " + HERE + type + ", breaker: stock}"))
                    .as(type)
                    .containsExactly("fetch");
        }
        assertThat(woven("Stock", "{subtype-of: java.lang.Object, method: fetch, breaker: stock}"))
                .containsExactly("fetch");
        assertThat(woven("Unrelated", "{subtype-of: " + HERE + "Remote, breaker: stock}"))
                .isEmpty();
        assertThat(woven("Middle", "{subtype-of: '**$Remot?', breaker: stock}")).containsExactly("middle");
    }

    @Test
    void class_annotation_counts_itself_inherited_and_through_annotations() throws Exception {
        assertThat(woven("Child", "{class-annotation: " + HERE + "PassedOn, breaker: stock}"))
                .containsExactly("fetch");
        assertThat(woven("Child", "{class-annotation: " + HERE + "Root, breaker: stock}"))
                .containsExactly("fetch");
        assertThat(woven("Child", "{class-annotation: " + HERE + "OneUp, breaker: stock}"))
                .as("not @Inherited")
                .isEmpty();
        assertThat(woven("Annotated", "{class-annotation: " + HERE + "TwoUp, method: 't*', breaker: stock}"))
                .containsExactly("twoUp", "twice");
        assertThat(woven("Annotated", "{class-annotation: " + HERE + "Root, method: twice, breaker: stock}"))
                .containsExactly("twice");
        assertThat(woven("Unrelated", "{class-annotation: " + HERE + "Root, breaker: stock}"))
                .isEmpty();
    }

    @Test
    void method_annotation_counts_in_class_files_and_through_annotations() throws Exception {
        assertThat(woven("Annotated", "{method-annotation: " + HERE + "InClassFileOnly, breaker: stock}"))
                .containsExactly("inClassFile");
        assertThat(woven("Annotated", "{method-annotation: " + HERE + "InSourceOnly, breaker: stock}"))
                .isEmpty();
        assertThat(woven("Annotated", "{method-annotation: " + HERE + "Root, breaker: stock}"))
                .containsExactly("twoUp", "twice");
        assertThat(woven("Annotated", "{method-annotation: " + HERE + "Root, method: toString, breaker: stock}"))
                .containsExactly("toString");
    }

    @Test
    void annotation_that_is_given_twice_is_carried_like_one_given_once() throws Exception {
        assertThat(woven("Annotated", "{method-annotation: " + HERE + "TwoUp, breaker: stock}"))
                .containsExactly("twoUp", "twice");
    }

    @Test
    void exception_may_be_by_type() throws Exception {
        assertThat(woven("Stock", "{class: '**', except: {subtype-of: " + HERE + "Remote}, breaker: stock}"))
                .isEmpty();
        assertThat(woven("Unrelated", "{class: '**', except: {subtype-of: " + HERE + "Remote}, breaker: stock}"))
                .containsExactly("fetch");
    }

    @Test
    void nothing_is_loaded_to_find_super_types_and_annotations() throws Exception {
        woven("Stock", "{subtype-of: " + HERE + "Remote, breaker: stock}");
        woven("Child", "{class-annotation: " + HERE + "Root, breaker: stock}");
        assertThat(loader.defined).isEmpty();
    }

    @Test
    void types_are_not_looked_for_where_names_decide() throws Exception {
        assertThat(woven("Stock", "{subtype-of: " + HERE + "Remote, method: send, breaker: stock}"))
                .isEmpty();
        assertThat(woven("Unrelated", "{class: '**Stock', subtype-of: " + HERE + "Remote, breaker: stock}"))
                .isEmpty();
        assertThat(loader.asked).isEmpty();
    }

    @Test
    void class_file_is_read_once_for_all_that_extend_it() throws Exception {
        Weaving weaving = new Weaving("{subtype-of: " + HERE + "Remote, breaker: stock}");
        weaving.weave(loader, HERE + "Stock");
        List<String> first = List.copyOf(loader.asked);
        weaving.weave(loader, HERE + "Middle");
        weaving.weave(loader, HERE + "Stock");
        assertThat(first).contains(HERE + "Base", HERE + "Remote").doesNotHaveDuplicates();
        assertThat(loader.asked).isEqualTo(first);
    }

    @Test
    void what_has_no_class_file_is_looked_for_once() throws Exception {
        Weaving weaving = new Weaving("{method-annotation: x.Y, breaker: stock}");
        loader.hidden.add(HERE + "InClassFileOnly");
        weaving.weave(loader, HERE + "Annotated");
        weaving.weave(loader, HERE + "Annotated");
        assertThat(loader.asked).containsOnlyOnce(HERE + "InClassFileOnly");
    }

    @Test
    void super_type_without_a_class_file_leaves_the_class_for_later_when_all_is_loaded() throws Exception {
        Weaving weaving = new Weaving("{subtype-of: " + HERE + "Remote, breaker: stock}");
        loader.hidden.add(HERE + "Base");
        assertThat(weaving.weave(loader, HERE + "Stock")).isNull();
        assertThat(weaving.weaver.hasUndecided()).isTrue();

        Class<?> stock = loader.loadClass(HERE + "Stock");
        assertThat(weaving.weaver.wasUndecided(Unrelated.class)).isFalse();
        assertThat(weaving.weaver.wasUndecided(Stock.class))
                .as("the same name in another loader")
                .isFalse();
        assertThat(weaving.weaver.wasUndecided(stock)).isTrue();
        assertThat(weaving.weaver.hasUndecided()).isFalse();
        assertThat(weaving.weave(loader, HERE + "Stock")).isNotNull();
        assertThat(weaving.methods()).containsExactly("fetch");
    }

    @Test
    void undecided_rule_does_not_let_a_later_one_win() throws Exception {
        Weaving weaving = new Weaving(
                "{subtype-of: " + HERE + "Remote, method: fetch, breaker: stock}", "{class: '**', breaker: other}");
        loader.hidden.add(HERE + "Base");
        assertThat(weaving.weave(loader, HERE + "Stock")).isNull();
        weaving.weaver.wasUndecided(loader.loadClass(HERE + "Stock"));
        weaving.weave(loader, HERE + "Stock");
        assertThat(weaving.coverage.methodsOf("stock")).hasSize(1);
        assertThat(weaving.coverage.methodsOf("other")).isEmpty();
    }

    @Test
    void loader_that_fails_in_any_way_only_leaves_the_class_undecided() throws Exception {
        for (Throwable failure :
                List.of(new IllegalStateException("closed"), new LinkageError(), new StackOverflowError())) {
            Weaving weaving = new Weaving("{subtype-of: " + HERE + "Remote, breaker: stock}");
            Loader failing = new Loader();
            failing.failure = failure;
            assertThat(weaving.weave(failing, HERE + "Stock")).isNull();
            assertThat(weaving.weaver.hasUndecided()).isTrue();
            assertThat(weaving.coverage.failures()).isZero();
        }
    }

    @Test
    void class_of_a_loader_that_is_gone_is_not_waited_for() throws Exception {
        Weaving weaving = new Weaving("{subtype-of: " + HERE + "Remote, breaker: stock}");
        Loader failing = new Loader();
        failing.failure = new LinkageError();
        weaving.weave(failing, HERE + "Stock");
        assertThat(weaving.weaver.hasUndecided()).isTrue();
        failing = null;
        long end = System.nanoTime() + 60_000_000_000L;
        while (weaving.weaver.hasUndecided() && System.nanoTime() - end < 0) {
            System.gc();
        }
        assertThat(weaving.weaver.hasUndecided()).isFalse();
    }

    @Test
    void loaded_class_concerns_the_rules_if_its_super_types_do() throws Exception {
        RuleWeaver weaver = new Weaving("{subtype-of: " + HERE + "Remote, breaker: stock}").weaver;
        assertThat(weaver.concerns(Stock.class, Stock.class.getName(), false)).isTrue();
        assertThat(weaver.concerns(Unrelated.class, Unrelated.class.getName(), false))
                .isFalse();
        RuleWeaver closing = new Weaving("{subtype-of: java.io.Closeable, breaker: stock}").weaver;
        assertThat(closing.concerns(java.net.ServerSocket.class, "java.net.ServerSocket", true))
                .isTrue();
        assertThat(closing.concerns(String.class, "java.lang.String", true)).isFalse();
        RuleWeaver annotated = new Weaving("{class-annotation: x.Y, breaker: stock}").weaver;
        assertThat(annotated.concerns(Unrelated.class, Unrelated.class.getName(), false))
                .as("may be: nothing is loaded to tell")
                .isTrue();
        assertThat(annotated.concerns(String.class, "java.lang.String", true)).isFalse();
    }

    @Test
    void rule_that_only_one_thing_keeps_away_is_told_which() throws Exception {
        String stock = "class: " + HERE + "Stock, method: fetch, breaker: stock";
        assertThat(unmatched("Stock", "{access: public, " + stock + "}"))
                .endsWith("Stock#fetch()int is not what 'access' says");
        assertThat(unmatched("Stock", "{returns: long, " + stock + "}"))
                .endsWith("Stock#fetch()int is not what 'returns' says");
        assertThat(unmatched("Stock", "{method-annotation: x.Y, " + stock + "}"))
                .endsWith("Stock#fetch()int is not what 'method-annotation' says: it carries no annotation");
        assertThat(unmatched("Stock", "{subtype-of: x.Y, " + stock + "}"))
                .contains("Stock#fetch()int is not what 'subtype-of' says: " + HERE + "Stock is a " + HERE + "Stock, "
                        + HERE + "Middle, ")
                .contains(HERE + "Remote");
        assertThat(unmatched("Stock", "{except: {access: package}, " + stock + "}"))
                .endsWith("Stock#fetch()int is all that, but 'except' frees it");
        assertThat(unmatched("Unrelated", "{subtype-of: " + HERE + "Remote, method: fetch, breaker: stock}"))
                .endsWith(
                        "no method of a class loaded so far is all that; a method is guarded where it is declared, by a"
                                + " class that has code for it");
    }

    private String unmatched(String type, String rule) throws Exception {
        Weaving weaving = new Weaving(rule);
        assertThat(weaving.weave(loader, HERE + type)).isNull();
        assertThat(weaving.coverage.unmatchedRules()).hasSize(1);
        return weaving.coverage.unmatchedRules().get(0);
    }

    private List<String> woven(String type, String rule) throws Exception {
        Weaving weaving = new Weaving(rule);
        weaving.weave(loader, HERE + type);
        return weaving.methods();
    }

    /** Rules, and what came of them. */
    private static final class Weaving {
        final RuleWeaver weaver;
        final Coverage coverage;

        Weaving(String... rules) throws Exception {
            WeavingRig rig = WeavingRig.of(rules);
            weaver = rig.weaver();
            coverage = rig.coverage();
        }

        byte[] weave(ClassLoader loader, String name) throws Exception {
            return weaver.weave(loader, name, false, WeavingRig.bytes(name));
        }

        /** Names of those that the breaker {@code stock} guards. */
        List<String> methods() {
            List<String> names = new ArrayList<>();
            for (String method : coverage.methodsOf("stock")) {
                names.add(method.replaceAll(".*#(.*)\\(.*", "$1"));
            }
            return names;
        }
    }

    /** Defines this test's classes itself, and says what it was asked. */
    private static final class Loader extends ClassLoader {
        final List<String> asked = new ArrayList<>();
        final Set<String> defined = new HashSet<>();
        final Set<String> hidden = new HashSet<>();
        Throwable failure;

        Loader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                byte[] classFile = WeavingRig.bytes(name);
                defined.add(name);
                return defineClass(name, classFile, 0, classFile.length);
            } catch (Exception e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String path) {
            if (failure != null) {
                throw Loader.<RuntimeException>asIs(failure);
            }
            String name = path.replace(".class", "").replace('/', '.');
            asked.add(name);
            try {
                byte[] bytes = hidden.contains(name) ? null : WeavingRig.bytes(name);
                return bytes == null ? null : new ByteArrayInputStream(bytes);
            } catch (Exception e) {
                return null;
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T asIs(Throwable failure) throws T {
            throw (T) failure;
        }
    }
}
