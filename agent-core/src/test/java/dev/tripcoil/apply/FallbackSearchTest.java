package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.guard.FallbackMethod;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.MisfitException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which static method answers for a guarded one. */
class FallbackSearchTest {

    private static final String FALLBACKS = Fallbacks.class.getName();

    /** What is guarded. */
    public static class Client implements Runnable {
        @Override
        public void run() {}
    }

    @SuppressWarnings("unused")
    private static class Inherited {
        static String ofSuperclass(String article) {
            return article;
        }

        static String hidden(String article) {
            return article;
        }
    }

    /** As private as can be. */
    @SuppressWarnings("unused")
    private static final class Fallbacks extends Inherited {

        static String exact(String article, int count) {
            return article;
        }

        static String withReceiver(Client client, String article, int count) {
            return article;
        }

        static String withThrowable(String article, int count, Throwable refusal) {
            return article;
        }

        static String withBoth(Client client, String article, int count, Throwable refusal) {
            return article;
        }

        static String wide(Runnable client, CharSequence article, long count, Throwable refusal) {
            return article.toString();
        }

        static String objects(Object client, Object article, Object count) {
            return "";
        }

        static String number(String article, Number count) {
            return article;
        }

        static String box(String article, Integer count) {
            return article;
        }

        static String several(String article, int count) {
            return article;
        }

        static String several(Client client, String article, int count) {
            return article;
        }

        static String several(Client client, String article, int count, Throwable refusal) {
            return article;
        }

        static String narrowest(Object article, int count) {
            return "";
        }

        static String narrowest(CharSequence article, int count) {
            return "";
        }

        static String narrowest(String article, long count) {
            return "";
        }

        static String narrowest(String article, int count) {
            return "";
        }

        static String hidden(String article) {
            return article;
        }

        static String overloaded(String article) {
            return article;
        }

        String overloaded(String article, int count) {
            return article;
        }

        static int overloaded(String article, int count, Throwable refusal) {
            return count;
        }

        static String exception(String article, int count, Exception refusal) {
            return article;
        }

        static String narrow(String article, short count) {
            return article;
        }

        static String tooMany(Client client, String article, int count, Throwable refusal, int more) {
            return article;
        }

        static Object object(String article, int count) {
            return article;
        }

        static void nothing(String article, int count) {}

        static int number(int a) {
            return a;
        }

        static Integer boxed() {
            return 1;
        }

        static short small() {
            return 1;
        }

        static Long large() {
            return 1L;
        }

        static List<String> list() {
            return List.of();
        }

        static String[] strings(String[] given) {
            return given;
        }

        static Object[] objects(Object[] given) {
            return given;
        }

        static String error(Throwable given) {
            return "";
        }

        static String error(Object receiver, Throwable given) {
            return "";
        }
    }

    private static FallbackMethod find(String name, String descriptor, boolean isStatic) throws MisfitException {
        return find(new Answer.Fallback(FALLBACKS, name), descriptor, isStatic);
    }

    private static FallbackMethod find(Answer.Fallback answer, String descriptor, boolean isStatic)
            throws MisfitException {
        var types =
                new AnswerTypes(new Types(new ClassFiles(new JdkClasses())), FallbackSearchTest.class.getClassLoader());
        return types.fallback(
                answer,
                new GuardedMethod(Client.class.getName(), "fetch", descriptor, isStatic, GuardedMethod.Finish.RETURN));
    }

    /** For {@code String fetch(String, int)}. */
    private static FallbackMethod forFetch(String name) throws MisfitException {
        return find(name, "(Ljava/lang/String;I)Ljava/lang/String;", false);
    }

    @ParameterizedTest
    @CsvSource({
        "exact, false, false",
        "withReceiver, true, false",
        "withThrowable, false, true",
        "withBoth, true, true",
        "wide, true, true",
        "objects, true, false",
        "number, false, false",
        "box, false, false",
        "several, true, true"
    })
    void every_shape_is_found(String name, boolean receiver, boolean throwable) throws Exception {
        var found = forFetch(name);
        assertThat(found.className()).isEqualTo(FALLBACKS);
        assertThat(found.name()).isEqualTo(name);
        assertThat(found.takesReceiver()).isEqualTo(receiver);
        assertThat(found.takesThrowable()).isEqualTo(throwable);
    }

    @Test
    void of_several_with_as_many_parameters_the_one_with_the_narrowest_is_taken() throws Exception {
        assertThat(forFetch("narrowest").descriptor()).isEqualTo("(Ljava/lang/String;I)Ljava/lang/String;");
    }

    @Test
    void static_method_has_no_receiver_to_give() {
        assertThatThrownBy(() -> find("withReceiver", "(Ljava/lang/String;I)Ljava/lang/String;", true))
                .isInstanceOf(MisfitException.class);
    }

    @Test
    void superclass_is_looked_at_too() throws Exception {
        String one = "(Ljava/lang/String;)Ljava/lang/String;";
        assertThat(find("ofSuperclass", one, true).className()).isEqualTo(Inherited.class.getName());
        assertThat(find("hidden", one, true).className()).isEqualTo(FALLBACKS);
    }

    @ParameterizedTest
    @CsvSource({
        "boxed, ()I",
        "boxed, ()J",
        "boxed, ()Ljava/lang/Number;",
        "boxed, ()Ljava/lang/Object;",
        "boxed, ()V",
        "small, ()I",
        "small, ()D",
        "small, ()Ljava/lang/Short;",
        "small, ()Ljava/lang/Comparable;",
        "list, ()Ljava/util/Collection;",
        "strings, ([Ljava/lang/String;)[Ljava/lang/Object;",
        "strings, ([Ljava/lang/String;)Ljava/io/Serializable;",
        "objects, ([Ljava/lang/String;)[Ljava/lang/Object;",
        "objects, ([[I)Ljava/lang/Object;"
    })
    void result_that_java_would_assign_fits(String name, String descriptor) throws Exception {
        assertThat(find(name, descriptor, true).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "large, ()I",
        "small, ()Ljava/lang/Integer;",
        "small, ()C",
        "small, ()Z",
        "list, ()Ljava/util/ArrayList;",
        "object, (Ljava/lang/String;I)Ljava/lang/String;",
        "nothing, (Ljava/lang/String;I)Ljava/lang/String;",
        "objects, ([I)[Ljava/lang/Object;",
        "strings, ([Ljava/lang/Object;)[Ljava/lang/Object;",
        "narrow, (Ljava/lang/String;I)Ljava/lang/String;",
        "box, (Ljava/lang/String;J)Ljava/lang/String;",
        "exact, (Ljava/lang/String;Ljava/lang/Integer;)Ljava/lang/String;",
        "exception, (Ljava/lang/String;I)Ljava/lang/String;",
        "tooMany, (Ljava/lang/String;I)Ljava/lang/String;",
        "exact, (ILjava/lang/String;)Ljava/lang/String;"
    })
    void what_java_would_not_assign_does_not(String name, String descriptor) {
        assertThatThrownBy(() -> find(name, descriptor, false)).isInstanceOf(MisfitException.class);
    }

    @Test
    void of_two_with_a_throwable_the_one_that_gets_the_refusal_too_is_taken() throws Exception {
        var found = find("error", "(Ljava/lang/Throwable;)Ljava/lang/String;", false);
        assertThat(found.descriptor()).isEqualTo("(Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/String;");
        assertThat(found.takesThrowable()).isTrue();
        assertThat(found.takesReceiver()).isFalse();
    }

    @Test
    void misfit_says_what_was_looked_for_and_what_is_there() {
        assertThatThrownBy(() -> forFetch("overloaded"))
                .isInstanceOf(MisfitException.class)
                .hasMessage(
                        "call: " + FALLBACKS + " has no static method overloaded that fits; looked for (String, int) or"
                                + " (String, int, Throwable), either also with " + Client.class.getName()
                                + " first, or with supertypes of these, returning String or a subtype; there is String"
                                + " overloaded(String), non-static String overloaded(String, int), int overloaded(String, int,"
                                + " Throwable)");
        assertThatThrownBy(() -> find("missing", "()V", true))
                .hasMessage("call: " + FALLBACKS
                        + " has no method missing; looked for () or (Throwable), or with supertypes of these");
        assertThatThrownBy(() -> find(new Answer.Fallback("com.acme.Nowhere", "stock"), "()V", true))
                .hasMessage(
                        "call: no class file of com.acme.Nowhere can be found where the guarded class's loader looks:"
                                + " correct the name, or see to it that the class is there");
    }

    @Test
    void types_that_cannot_be_found_fit_only_by_name() throws Exception {
        assertThat(Assignments.isAssignable("Lcom/acme/Gone;", "Lcom/acme/Gone;", lookup()))
                .isTrue();
        assertThat(Assignments.isAssignable("Lcom/acme/Gone;", "Ljava/util/List;", lookup()))
                .isFalse();
        assertThat(Assignments.isAssignable("Lcom/acme/Gone;", "Ljava/lang/Object;", lookup()))
                .isTrue();
    }

    private static AnswerTypes lookup() {
        return new AnswerTypes(new Types(new ClassFiles(new JdkClasses())), FallbackSearchTest.class.getClassLoader());
    }
}
