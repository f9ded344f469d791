package dev.tripcoil.expression;

import dev.tripcoil.expression.Scope.Yields;
import dev.tripcoil.expression.other.Shown;
import dev.tripcoil.expression.subjects.Guarded;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Expressions of a method of {@link Guarded} with one parameter of each kind, that returns a String. */
final class Expressions {

    static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    /** Parameters as javac, which can name them all, declares them; {@link #SCOPE} has them as the JVM does. */
    static final List<String> JAVA_TYPES = List.of(
            "Guarded self",
            "int arg0",
            "Integer arg1",
            "java.util.Map<String, String> arg2",
            "String[] arg3",
            "long arg4",
            "java.net.URI arg5",
            "dev.tripcoil.expression.other.Shown arg6",
            "Object arg7",
            "boolean arg8",
            "char arg9",
            "double arg10",
            "byte arg11",
            "short arg12",
            "float arg13",
            "int[] arg14",
            "Boolean arg15",
            "String result");

    private static final List<String> DESCRIPTORS = List.of(
            "I",
            "Ljava/lang/Integer;",
            "Ljava/util/Map;",
            "[Ljava/lang/String;",
            "J",
            "Ljava/net/URI;",
            "Ldev/tripcoil/expression/other/Hidden;",
            "Ljava/lang/Object;",
            "Z",
            "C",
            "D",
            "B",
            "S",
            "F",
            "[I",
            "Ljava/lang/Boolean;");

    static final Variable RESULT = new Variable("result", "Ljava/lang/String;");

    private static MethodHandles.Lookup trusted;

    private Expressions() {}

    static List<Variable> given() {
        List<Variable> given = new ArrayList<>();
        given.add(new Variable("self", "Ldev/tripcoil/expression/subjects/Guarded;"));
        for (int i = 0; i < DESCRIPTORS.size(); i++) {
            given.add(new Variable("arg" + i, DESCRIPTORS.get(i)));
        }
        return given;
    }

    static Object[] values() {
        return new Object[] {
            new Guarded(),
            5,
            700,
            new HashMap<>(Map.of("k", "v")),
            new String[] {"x", "y"},
            5L,
            URI.create("http://host:81/path"),
            Shown.make(),
            List.of("q"),
            true,
            'c',
            2.5,
            (byte) 1,
            (short) 2,
            1.5f,
            new int[] {1, 2, 3},
            false,
        };
    }

    static Scope scope(Yields yields) {
        return new Scope(Guarded.class.getName(), given(), true, RESULT, yields);
    }

    static Evaluator evaluator(String text, Scope scope) throws Exception {
        byte[] classFile = COMPILER.compile(text, scope, Resources.OF_TESTS);
        return Evaluator.define(Guarded.class, classFile, Expressions::lookup);
    }

    /** As the agent gets it. */
    static MethodHandles.Lookup lookup(Class<?> type) throws ReflectiveOperationException {
        return trusted().in(type);
    }

    private static synchronized MethodHandles.Lookup trusted() throws ReflectiveOperationException {
        if (trusted == null) {
            ByteBuddyAgent.install()
                    .redefineModule(
                            Object.class.getModule(),
                            Set.of(),
                            Map.of(),
                            Map.of("java.lang.invoke", Set.of(Expressions.class.getModule())),
                            Set.of(),
                            Map.of());
            Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            field.setAccessible(true);
            trusted = (MethodHandles.Lookup) field.get(null);
        }
        return trusted;
    }

    static Object key(String text) throws Throwable {
        return evaluator(text, scope(Yields.KEY)).evaluate(values(), "res");
    }

    static Object holds(String text) throws Throwable {
        return evaluator(text, scope(Yields.CONDITION)).evaluate(values(), "res");
    }
}
