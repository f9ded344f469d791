package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    private static boolean matches(String pattern, String name) {
        try {
            return NamePattern.parse(pattern).matches(name);
        } catch (BadValue e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Foo, com.acme.Foo",
        "com.acme.Outer$Inner, com.acme.Outer$Inner",
        "com.acme.*, com.acme.Foo",
        "com.acme.*, com.acme.",
        "com.acme.*, com.acme.Outer$Inner",
        "com.acme.**, com.acme.a.b.Foo",
        "com.acme.**, com.acme.Foo",
        "**.Foo, com.acme.Foo",
        "**Client, com.acme.StockClient",
        "**, com.acme.Foo",
        "**, Foo",
        "*, Foo",
        "com.*.Foo, com.acme.Foo",
        "com.**.Foo, com.a.b.Foo",
        "com.**.Foo*, com.a.b.FooBar",
        "com.acme.F?o, com.acme.Foo",
        "com?acme?Foo, com.acme.Foo",
        "*a?*b, aa.b",
        "?*, x",
        "***, a.b",
        "a*b**c*d, aXb.y.cd",
        "/com\\.acme\\.(Foo|Bar)/, com.acme.Bar",
        "/.*/, a.b"
    })
    void pattern_matches(String pattern, String name) {
        assertThat(matches(pattern, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Foo, com.acme.Foo2",
        "com.acme.Foo, com.acme.foo",
        "com.acme.Foo, comXacmeXFoo",
        "com.acme.*, com.acme.a.Foo",
        "com.acme.*, com.acme",
        "com.acme.**, com.acmeX",
        "**.Foo, Foo",
        "*, a.Foo",
        "com.*.Foo, com.a.b.Foo",
        "com.**.Foo, com.Foo",
        "com.acme.F?o, com.acme.Fo",
        "com.acme.F?o, com.acme.Fooo",
        "aba*aba, aba",
        "ab?ba, abba",
        "?, ''",
        "/com.acme/, com.acme.Foo",
        "/acme/, com.acme"
    })
    void pattern_does_not_match(String pattern, String name) {
        assertThat(matches(pattern, name)).isFalse();
    }

    @Test
    void wildcards_agree_with_a_naive_model() {
        Random random = new Random(2);
        for (int i = 0; i < 50_000; i++) {
            String pattern = word(random, "ab.*?*", 8);
            String name = word(random, "ab.", 8);
            if (!pattern.isEmpty()) {
                assertThat(matches(pattern, name)).as(pattern + " ~ " + name).isEqualTo(naive(pattern, name));
            }
        }
    }

    private static String word(Random random, String letters, int most) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(most); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static boolean naive(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        if (pattern.startsWith("**")) {
            return naive(pattern.substring(2), name) || !name.isEmpty() && naive(pattern, name.substring(1));
        }
        if (pattern.startsWith("*")) {
            return naive(pattern.substring(1), name)
                    || !name.isEmpty() && name.charAt(0) != '.' && naive(pattern, name.substring(1));
        }
        return !name.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == name.charAt(0))
                && naive(pattern.substring(1), name.substring(1));
    }

    @Test
    void many_wildcards_on_a_long_name_take_no_time() {
        assertThat(matches("**a".repeat(200) + "**b", "a".repeat(20_000))).isFalse();
    }

    @Test
    void patterns_are_equal_if_written_alike() throws BadValue {
        assertThat(NamePattern.parse("/a+/"))
                .isEqualTo(NamePattern.parse("/a+/"))
                .hasSameHashCodeAs("/a+/");
        assertThat(NamePattern.parse("a*")).isNotEqualTo(NamePattern.parse("a**"));
        assertThat(NamePattern.parse("a*")).hasToString("a*");
    }
}
