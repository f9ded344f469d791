package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodPatternTest {

    private static boolean matches(String pattern, String descriptor) {
        try {
            return MethodPattern.parse(pattern).matches(new MethodSignature("fetch", descriptor));
        } catch (BadValue e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "fetch @ ()V",
                "fetch @ (ILjava/lang/String;)V",
                "fetch() @ ()V",
                "fetch( ) @ ()V",
                "fetch (int) @ (I)V",
                "fetch(..) @ ()V",
                "fetch(..) @ (IJ)V",
                "fetch(int) @ (I)V",
                "fetch(int, ..) @ (I)V",
                "fetch(int,..) @ (IJLa/B;)V",
                "fetch(String) @ (Ljava/lang/String;)V",
                "fetch(java.lang.String) @ (Ljava/lang/String;)V",
                "fetch(String) @ (LString;)V",
                "fetch(String[]) @ ([Ljava/lang/String;)V",
                "fetch(String...) @ ([Ljava/lang/String;)V",
                "fetch(int, String ...) @ (I[Ljava/lang/String;)V",
                "fetch(int[]...) @ ([[I)V",
                "fetch(com.acme.Outer$Inner, long[][]) @ (Lcom/acme/Outer$Inner;[[J)V",
                "fetch(com.acme.*) @ (Lcom/acme/Foo;)V",
                "fetch(**) @ (Lcom/acme/Foo;)V",
                "fetch(**) @ (I)V",
                "fetch(*) @ (Ljava/lang/String;)V",
                "fetch(**[]) @ ([La/B;)V",
                "fetch(/int|long/) @ (J)V",
                "fetch(/[a-z]{1,9}/, int) @ (JI)V",
                "f*(int) @ (I)V",
                "/f(e|x)tch/ @ (I)V",
                "/f(e|x)tch/(int) @ (I)V",
                "* @ ()V",
                "** @ ()V",
                "fet?h @ ()V"
            })
    void pattern_matches(String pattern, String descriptor) {
        assertThat(matches(pattern, descriptor)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "fetc @ ()V",
                "fetch() @ (I)V",
                "fetch(int) @ ()V",
                "fetch(int) @ (II)V",
                "fetch(int) @ (J)V",
                "fetch(int, ..) @ ()V",
                "fetch(int, ..) @ (JI)V",
                "fetch(String) @ (Ljava/util/String;)V",
                "fetch(String) @ ([Ljava/lang/String;)V",
                "fetch(String...) @ (Ljava/lang/String;)V",
                "fetch(com.acme.Outer.Inner) @ (Lcom/acme/Outer$Inner;)V",
                "fetch(*) @ (Lcom/acme/Foo;)V",
                "fetch(/int/) @ (J)V",
                "/f(e|x)tch/(int) @ (J)V",
                "/etc/ @ ()V"
            })
    void pattern_does_not_match(String pattern, String descriptor) {
        assertThat(matches(pattern, descriptor)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {"<init> @ (I)V", "<init>(..) @ ()V", "<init>(String, int) @ (Ljava/lang/String;I)V"})
    void constructor_is_named_as_in_a_class_file(String pattern, String descriptor) throws Exception {
        assertThat(MethodPattern.parse(pattern).matches(new MethodSignature("<init>", descriptor)))
                .isTrue();
        assertThat(MethodPattern.parse(pattern).matches(new MethodSignature("<init>", "(D)V")))
                .isEqualTo(pattern.equals("<init>") || pattern.endsWith("(..)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "<clinit> @ static initializers are never guarded; remove '<clinit>'",
                "<*> @ no method is named '<*>'; write the name alone, and the class under 'class'",
                "a.B.fetch @ no method is named 'a.B.fetch'; write the name alone, and the class under 'class'",
                "**.fetch @ no method is named '**.fetch'; write the name alone, and the class under 'class'",
                "fetch(int @ method 'fetch(int' has no closing ')' at its end; in a [list], a pattern with a comma wants"
                        + " quotes",
                "fetch(int) x @ method 'fetch(int) x' has no closing ')' at its end; in a [list], a pattern with a comma"
                        + " wants quotes",
                "(int) @ a pattern is empty; write a name, or ** for any",
                "fetch(int,) @ a parameter type is missing in method 'fetch(int,)'; write () for no parameters",
                "fetch(,) @ a parameter type is missing in method 'fetch(,)'; write () for no parameters",
                "fetch(.., int) @ '..' must be the last in method 'fetch(.., int)'; write ** for one parameter of any type",
                "fetch(...) @ '...' needs a type in method 'fetch(...)'; write (..) for any parameters",
                "fetch(int..., int) @ only the last parameter can be '...' in method 'fetch(int..., int)'; write []"
                        + " instead",
                "fetch(int..., ..) @ only the last parameter can be '...' in method 'fetch(int..., ..)'; write [] instead",
                "fetch(List<String>) @ type 'List<String>' is generic in method 'fetch(List<String>)'; write"
                        + " the erased type, without <…>",
                "fetch(String name) @ 'String name' isn't a type in method 'fetch(String name)'; write full"
                        + " type names alone, with dots",
                "fetch(java/util/List) @ 'java/util/List' isn't a type in method 'fetch(java/util/List)'; write"
                        + " full type names alone, with dots",
                "/fetch @ a regular expression is written /…/; write '/fetch/', or a name with dots",
                "/fe(tch/ @ the regular expression '/fe(tch/' can't be read: Unclosed group at character 7"
            })
    void wrong_pattern_says_what_to_write(String pattern, String message) {
        assertThatThrownBy(() -> MethodPattern.parse(pattern))
                .isInstanceOf(BadValue.class)
                .hasMessage(message);
    }

    @Test
    void pattern_is_exact_by_its_name_alone() throws BadValue {
        assertThat(MethodPattern.parse("fetch(*)").isExact()).isTrue();
        assertThat(MethodPattern.parse("fetch*(int)").isExact()).isFalse();
        assertThat(MethodPattern.parse("/fetch/").isExact()).isFalse();
    }
}
