package dev.tripcoil.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.expression.Scope.Yields;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An expression comes to what it comes to in Java. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAsJavacTest {

    private static final String PACKAGE = "dev.tripcoil.expression.subjects";

    private Class<?> compiled;

    static List<String> expressions() {
        return List.of(
                "arg0",
                "arg0 + 1",
                "arg0 + arg4",
                "arg0 - arg10",
                "arg0 * arg13",
                "arg0 / 2",
                "arg0 / 2.0",
                "-7 % 3",
                "arg0 % 0",
                "-arg0",
                "+arg12",
                "~arg4",
                "!arg8",
                "arg0 << 33",
                "arg4 << 33",
                "-1 >> 1",
                "-1 >>> 1",
                "-1L >>> 1",
                "arg0 & 6 | 8 ^ 3",
                "arg8 & false | true ^ arg8",
                "arg8 && !arg8 || arg0 == 5",
                "arg0 == 5 && arg4 == 5",
                "arg0 == arg4",
                "arg0 == arg10",
                "arg1 == 700",
                "arg1 == arg1",
                "arg1 != null",
                "arg1 > 5",
                "arg0 < arg1",
                "arg1 + arg1",
                "arg1 * 2L",
                "-arg1",
                "arg1.equals(700)",
                "arg1.compareTo(800)",
                "arg15 || arg8",
                "!arg15",
                "arg9",
                "arg9 + 1",
                "arg9 + \"x\"",
                "(char) (arg9 + 1)",
                "arg9 == 'c'",
                "'\\u0041' + 0",
                "arg11 + arg12",
                "(byte) 300",
                "(int) arg10",
                "(int) 3.99e10",
                "(long) Float.NaN",
                "(short) arg0",
                "0.0 / 0.0 == 0.0 / 0.0",
                "1 / 0.0",
                "Double.compare(0.0, -0.0)",
                "Integer.MAX_VALUE + 1",
                "Integer.MIN_VALUE",
                "-2147483648",
                "0x7fff_ffff",
                "0b101",
                "017",
                "Long.MAX_VALUE",
                "9223372036854775807L",
                "1e3f",
                "\"tab\\tquote\\\"\\n\"",
                "result",
                "result.length()",
                "result + null",
                "null + result",
                "result + arg0 + arg4 + arg8 + arg9 + arg10 + arg13",
                "arg0 + arg0 + result",
                "result + (arg0 + arg0)",
                "result + arg14.length",
                "result == \"res\"",
                "result.equals(\"res\")",
                "result.substring(1).toUpperCase(java.util.Locale.ROOT).indexOf('S')",
                "result.chars().sum()",
                "result instanceof String",
                "(Object) result instanceof Integer",
                "arg7 instanceof java.util.List && ((java.util.List) arg7).size() == 1",
                "((java.util.List<String>) arg7).get(0)",
                "arg0 > 3 ? \"big\" : \"small\"",
                "arg8 ? 1 : 2L",
                "arg8 ? 1 : 2.0",
                "arg8 ? arg1 : arg0",
                "arg8 ? arg1 : null",
                "arg8 ? null : arg0",
                "arg8 ? (Object) 1 : \"x\"",
                "(arg8 ? arg5 : result).hashCode() != 0",
                "arg8 ? arg15 : arg8",
                "arg0 > 1 ? arg0 > 2 ? arg0 > 5 ? 1 : 2 : 3 : 4",
                "arg2.get(\"k\")",
                "arg2.getOrDefault(\"z\", \"none\")",
                "((java.util.Map.Entry) arg2.entrySet().iterator().next()).getKey()",
                "arg3.length",
                "arg3[0]",
                "arg3[arg0 - 4] + arg14[2]",
                "arg3[17]",
                "arg5.getHost()",
                "arg5.getPort() + arg5.getPath()",
                "arg5.resolve(\"/other\").toString()",
                "arg6.size()",
                "arg6.hashCode() == arg6.hashCode()",
                "arg6.getClass().getSimpleName()",
                "self.name",
                "self.state == Guarded.State.OPEN",
                "self.state.ordinal() + self.state.name()",
                "Guarded.State.valueOf(\"CLOSED\").compareTo(self.state)",
                "self.nested == null",
                "self.point().x() + self.point().y()",
                "self.point().equals(self.point())",
                "((Guarded.Circle) self.shape()).radius()",
                "self.shape() instanceof Guarded.Circle",
                "Guarded.LIMIT",
                "Guarded.check(null)",
                "Guarded.twice(result)",
                "Guarded.sum()",
                "Guarded.sum(arg14)",
                "Guarded.sum(1, arg0, arg1)",
                "self.count() + self.list().size()",
                "self.list().get(1)",
                "self.reads()",
                "self.yes() && self.boxed()",
                "self.boxed() ? 'a' : 'b'",
                "Guarded.fails()",
                "((String) null).length()",
                "((Object) result).equals(arg7)",
                "String.valueOf(arg9)",
                "String.valueOf(arg0)",
                "String.valueOf(arg7)",
                "String.valueOf(arg10)",
                "String.format(\"%s-%d-%s\", result, arg0, arg1)",
                "String.join(\",\", arg3)",
                "java.util.List.of(arg0, arg1)",
                "java.util.List.of()",
                "java.util.Arrays.asList(arg3)",
                "java.util.Arrays.asList(1, \"a\", null)",
                "java.util.Optional.ofNullable(result).isPresent()",
                "java.util.Objects.hash(arg0, result)",
                "java.util.concurrent.TimeUnit.SECONDS.toMillis(arg0)",
                "java.time.Duration.ofSeconds(5).compareTo(java.time.Duration.ZERO)",
                "Math.max(arg0, arg4)",
                "Math.max(arg0, arg0)",
                "Math.abs(arg10)",
                "Math.round(arg13)",
                "Integer.parseInt(\"12\") + Integer.valueOf(3)",
                "Integer.parseInt(\"twelve\")",
                "Character.isDigit(arg9)",
                "Character.toUpperCase(arg9)",
                "Long.valueOf(5).equals(5)",
                "new StringBuilder(\"abc\").append(1).append('c').append(2L).reverse().length()",
                "new StringBuilder(\"abc\").reverse().toString()",
                "new java.util.ArrayList().isEmpty()",
                "new Guarded().count()",
                "new int[] {1, 2}.length",
                "new String[] {\"a\", result}[1]",
                "new int[3][4][1].length",
                "String.class.getName()",
                "int[].class.getSimpleName()",
                "java.util.Map.Entry.class.getName()",
                "dev.tripcoil.expression.other.Shown.make().size()",
                "dev.tripcoil.expression.other.Shown.sub().inherited()",
                "dev.tripcoil.expression.other.PublicSub.ofBase()",
                "/* a comment */ arg0 // and another\n + 1");
    }

    @BeforeAll
    void compile(@TempDir Path folder) throws Exception {
        StringBuilder source = new StringBuilder("package " + PACKAGE + ";\npublic class Javac {\n");
        List<String> all = expressions();
        for (int i = 0; i < all.size(); i++) {
            source.append("  @SuppressWarnings(\"all\") public static Object e" + i + "(");
            source.append(String.join(", ", Expressions.JAVA_TYPES));
            source.append(") throws Throwable {\n    Object v = " + all.get(i) + ";\n    return v;\n  }\n");
        }
        Path file = folder.resolve("Javac.java");
        Files.writeString(file, source.append("}\n"));
        var said = new StringWriter();
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            boolean done = javac.getTask(
                            said,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-nowarn", "-proc:none", "-cp", "target/test-classes"),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
        // Beside the guarded class, as package-private names are used.
        byte[] classFile =
                Files.readAllBytes(folder.resolve(PACKAGE.replace('.', '/')).resolve("Javac.class"));
        compiled = java.lang.invoke.MethodHandles.privateLookupIn(
                        dev.tripcoil.expression.subjects.Guarded.class, java.lang.invoke.MethodHandles.lookup())
                .defineHiddenClass(classFile, false)
                .lookupClass();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void an_expression_is_what_it_is_in_java(String text) throws Throwable {
        int index = expressions().indexOf(text);
        Method method = null;
        for (Method each : compiled.getMethods()) {
            if (each.getName().equals("e" + index)) {
                method = each;
            }
        }
        List<Object> arguments = new ArrayList<>(List.of(Expressions.values()));
        arguments.add("res");
        Object expected;
        try {
            expected = method.invoke(null, arguments.toArray());
        } catch (InvocationTargetException e) {
            expected = e.getCause().getClass();
        }
        Object found;
        Evaluator evaluator = Expressions.evaluator(text, Expressions.scope(Yields.KEY));
        Object[] given = arguments.subList(0, arguments.size() - 1).toArray();
        try {
            found = evaluator.evaluate(given, "res");
        } catch (Throwable e) {
            found = e.getClass();
        }
        assertThat(found).isEqualTo(expected);
        if (expected instanceof Boolean) {
            Evaluator condition = Expressions.evaluator(text, Expressions.scope(Yields.CONDITION));
            assertThat(condition.evaluate(given, "res")).isEqualTo(expected);
        }
    }
}
