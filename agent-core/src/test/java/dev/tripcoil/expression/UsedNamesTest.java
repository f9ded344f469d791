package dev.tripcoil.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "result == null|",
                "arg0.uri().getHost()|arg0",
                "self.name|self",
                "arg1+arg0|arg0 arg1",
                "arg10 > arg1|arg1 arg10",
                "result.arg0|",
                "result . arg0|",
                "result./* x */arg0|",
                "result.self.arg1 == arg2|arg2",
                "\"arg0\" + arg1|arg1",
                "\"\\\"arg0\" + arg1|arg1",
                "'\"' + arg1 + '\"'|arg1",
                "'\\'' + arg1|arg1",
                "'\\\\' + arg1|arg1",
                "result /* arg0 \" */ + arg1|arg1",
                "result // arg0|",
                "myarg0 + arg0x + arg|",
                "arg254 + arg255 + arg00|arg254",
                "\\u0061rg0|arg0",
                "\"\\\\u0022 + arg0\"|",
                "\"\\u0022 + arg0|arg0",
                "\"unterminated arg0|arg0",
                "result.length() > 1.arg0|",
                "(arg0)|arg0",
                "arg0[arg1]|arg0 arg1",
                "_self + self_|",
                "\"\"\"a\"b\"\"\" + arg0|arg0",
                "\"\"\" self \" arg1 \"\"\" + arg0|arg0",
                "x->arg0|arg0",
            })
    void names_are_told_from_the_text(String text, String names) {
        assertThat(names(UsedNames.of(text))).isEqualTo(names == null ? "" : names);
    }

    @Test
    void a_line_comment_ends_with_its_line() {
        assertThat(names(UsedNames.of("result // arg0\n + arg1"))).isEqualTo("arg1");
    }

    @Test
    void those_of_two_expressions_are_those_of_either() {
        assertThat(names(UsedNames.of("self").and(UsedNames.of("arg1")).and(UsedNames.of("result"))))
                .isEqualTo("self arg1");
        assertThat(UsedNames.of("result").isEmpty()).isTrue();
        assertThat(UsedNames.of("self").isEmpty()).isFalse();
        assertThat(UsedNames.of("arg3").isEmpty()).isFalse();
    }

    private static String names(UsedNames used) {
        List<String> names = new ArrayList<>();
        if (used.self()) {
            names.add("self");
        }
        for (int i = 0; i < 300; i++) {
            if (used.argument(i)) {
                names.add("arg" + i);
            }
        }
        return String.join(" ", names);
    }
}
