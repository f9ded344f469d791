package dev.tripcoil.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.expression.Scope.Yields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the compiler returns a class that the JVM takes, or says what is wrong; in little time. */
class ExpressionFuzzTest {

    private static final int COUNT = Integer.getInteger("tripcoil.fuzz.expressions", 10_000);
    private static final long SEED = Long.getLong("tripcoil.seed", 7L);
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private static final List<String> PIECES = List.of(
            "result",
            "arg0",
            "arg1",
            "self",
            "error",
            "null",
            "true",
            "1",
            "2L",
            "0.5",
            "'c'",
            "\"s\"",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ".",
            ",",
            ";",
            "?",
            ":",
            "+",
            "-",
            "*",
            "/",
            "%",
            "==",
            "!=",
            ">=",
            "<",
            ">",
            ">>>",
            "<<",
            "&&",
            "||",
            "&",
            "|",
            "^",
            "!",
            "~",
            "=",
            "+=",
            "++",
            "--",
            "->",
            "::",
            "instanceof",
            "new",
            "int",
            "String",
            "Object",
            "java.util.List",
            "Guarded",
            ".class",
            "this",
            "super",
            "(int)",
            "(String)",
            "@",
            "#",
            "$",
            "\\",
            "\\u0041",
            "/*",
            "*/",
            "//",
            "\n",
            "\"",
            "'",
            "\"\"\"",
            "length()",
            "name",
            ".length()",
            ".get(0)",
            "<String>",
            "switch",
            "case",
            "default",
            "return",
            "if",
            "throw",
            "try",
            "class",
            "enum",
            "var",
            "yield",
            "0x",
            "1e",
            "99999999999",
            "\u00e9",
            "\0",
            "arg7",
            "arg15",
            "arg9",
            "List.of",
            "void",
            "assert",
            "package",
            "import");

    @Test
    void random_texts_compile_or_are_refused_and_soon() {
        Random random = new Random(SEED);
        List<String> known = new ArrayList<>(SameAsJavacTest.expressions());
        int compiled = 0;
        for (int i = 0; i < COUNT; i++) {
            String text = random.nextInt(3) == 0 ? made(random) : mutated(random, known);
            compiled += compiles(text) ? 1 : 0;
        }
        assertThat(compiled).as("of " + COUNT).isGreaterThan(COUNT / 50);
    }

    private static boolean compiles(String text) {
        long start = System.nanoTime();
        try {
            Expressions.evaluator(text, Expressions.scope(Yields.KEY));
            return true;
        } catch (BadExpressionException e) {
            assertThat(e.getMessage()).as(text).isNotBlank();
            assertThat(e.line()).as(text).isBetween(1, text.split("\n|\r", -1).length);
            return false;
        } catch (Throwable e) {
            throw new AssertionError("seed " + SEED + ": " + text, e);
        } finally {
            assertThat(System.nanoTime() - start).as(text).isLessThan(LONGEST_NANOS);
        }
    }

    private static String made(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static String mutated(Random random, List<String> known) {
        StringBuilder text = new StringBuilder(known.get(random.nextInt(known.size())));
        for (int i = random.nextInt(3); i >= 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            switch (random.nextInt(6)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, piece);
                case 2 ->
                    text.setCharAt(
                            at, (char) (random.nextInt(8) == 0 ? random.nextInt(0x300) : 32 + random.nextInt(95)));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(10)));
                case 4 -> text.append(' ').append(piece).append(' ').append(known.get(random.nextInt(known.size())));
                default -> {
                    String cut = text.substring(at);
                    text.setLength(at);
                    text.insert(0, cut);
                }
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(|)",
                "!|",
                "-|",
                "- |",
                "~|",
                "(int) |",
                "String.valueOf(|)",
                "(String) |",
                "arg0 + |",
                "arg8 ? arg0 : |",
                "arg8 ? |: 1",
                "new Object[] {|}",
                "arg14[|]",
                "new int[|]",
                "arg8 && |",
                "((Object) |)",
                "|.toString()",
                "Math.max(1, |)",
                "Math.max(|, 1)",
                "String.format(\"\", |)",
                "|.a",
                "|[0]",
                "{|",
                "[|",
                "<|",
                "|<",
                "a<|",
                "\"|",
                "/*|",
                "a.|",
                "new |",
                "new A(|)",
                "|::a",
                "x -> |",
                "(x) -> {|",
                "switch (|",
                "@|",
                "@A(|",
                "a?|",
                "self.list().get(|).hashCode()",
                "arg0 == |",
                "result + | + result",
                "Integer.valueOf(|) + arg0",
                "(arg8 ? arg1 : |)",
                "Guarded.sum(|)",
                "java.util.List.of(|, |)",
            })
    void deep_nesting_is_compiled_or_refused_and_soon(String shape) {
        for (int depth : new int[] {1, 5, 10, 20, 39, 41, 100, 400, 3000}) {
            String text = "arg0";
            for (int i = 0; i < depth && text.length() <= ExpressionCompiler.LONGEST + 10; i++) {
                text = shape.replace("|", text);
            }
            compiles(text);
        }
    }

    @Test
    void what_is_too_long_is_refused() {
        assertThat(compiles("arg0 + " + "1 + ".repeat(900) + "1")).isTrue();
        assertThat(compiles("arg0 + " + "1 + ".repeat(1000) + "1")).isFalse();
    }
}
