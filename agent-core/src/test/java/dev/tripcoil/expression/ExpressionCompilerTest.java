package dev.tripcoil.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.expression.Scope.Yields;
import dev.tripcoil.expression.subjects.Guarded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

class ExpressionCompilerTest {

    @Test
    void a_condition_is_true_or_false() throws Throwable {
        assertThat(Expressions.holds("result == null || result.length() >= 3")).isEqualTo(true);
        assertThat(Expressions.holds("result.isEmpty()")).isEqualTo(false);
        assertThat(Expressions.holds("self.boxed()")).isEqualTo(true);
    }

    @Test
    void one_variable_is_given_as_it_is_and_several_in_an_array() throws Throwable {
        Variable uri = new Variable("arg5", "Ljava/net/URI;");
        Scope alone = new Scope(Guarded.class.getName(), List.of(uri), false, null, Yields.KEY);
        Evaluator host = Expressions.evaluator("arg5.getHost()", alone);
        assertThat(host.evaluate(java.net.URI.create("http://a.example"), null)).isEqualTo("a.example");

        Scope inArray = new Scope(Guarded.class.getName(), List.of(uri), true, null, Yields.KEY);
        Evaluator again = Expressions.evaluator("arg5.getHost()", inArray);
        assertThat(again.evaluate(new Object[] {java.net.URI.create("http://b.example")}, null))
                .isEqualTo("b.example");

        Scope two =
                new Scope(Guarded.class.getName(), List.of(new Variable("arg1", "I"), uri), false, null, Yields.KEY);
        Evaluator both = Expressions.evaluator("arg5.getHost() + arg1", two);
        assertThat(both.evaluate(new Object[] {7, java.net.URI.create("http://c.example")}, null))
                .isEqualTo("c.example7");
    }

    @Test
    void a_primitive_variable_may_be_the_only_one() throws Throwable {
        Scope alone =
                new Scope(Guarded.class.getName(), List.of(new Variable("arg0", "J")), false, null, Yields.CONDITION);
        assertThat(Expressions.evaluator("arg0 > 5", alone).evaluate(6L, null)).isEqualTo(true);
        Scope primitive =
                new Scope(Guarded.class.getName(), List.of(), false, new Variable("result", "Z"), Yields.CONDITION);
        assertThat(Expressions.evaluator("!result", primitive).evaluate(null, true))
                .isEqualTo(false);
    }

    @Test
    void variables_that_are_not_used_may_be_anything() throws Throwable {
        Evaluator result = Expressions.evaluator("arg0 + 1", Expressions.scope(Yields.KEY));
        Object[] values = new Object[17];
        values[1] = 3;
        assertThat(result.evaluate(values, null)).isEqualTo(4);
    }

    @Test
    void an_error_is_of_the_type_that_is_said() throws Throwable {
        Variable error = new Variable("error", "Ljava/sql/SQLException;");
        Scope scope = new Scope(Guarded.class.getName(), List.of(), false, error, Yields.CONDITION);
        Evaluator busy = Expressions.evaluator("error.getSQLState().startsWith(\"08\")", scope);
        assertThat(busy.evaluate(null, new java.sql.SQLException("gone", "08001")))
                .isEqualTo(true);
        assertThat(busy.evaluate(null, new java.sql.SQLException("wrong", "42000")))
                .isEqualTo(false);
    }

    @Test
    void what_an_expression_throws_reaches_its_caller_checked_or_not() {
        assertThatThrownBy(() -> Expressions.key("Guarded.fails()")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Expressions.key("new java.io.FileInputStream(\"/nowhere/at/all\")"))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void a_class_without_a_package_can_be_guarded() throws Exception {
        Scope scope = new Scope("Main", List.of(), false, Expressions.RESULT, Yields.KEY);
        byte[] classFile = Expressions.COMPILER.compile("result.length()", scope, Resources.OF_TESTS);
        assertThat(new ClassReader(classFile).getClassName()).isEqualTo("TripcoilExpression");
    }

    /** Else the guarded class could not use it where it doesn't see the agent, and it would hold the agent. */
    @Test
    void the_class_refers_to_nothing_of_the_agent_or_the_compiler() throws Exception {
        String text = "result + arg0 + arg1 + self.name + java.util.List.of(arg4) + (arg8 ? arg7 : result)";
        byte[] classFile = Expressions.COMPILER.compile(text, Expressions.scope(Yields.KEY), Resources.OF_TESTS);
        java.util.Set<String> names = new java.util.TreeSet<>();
        new ClassReader(classFile)
                .accept(
                        new ClassRemapper(new ClassNode(), new Remapper(org.objectweb.asm.Opcodes.ASM9) {
                            @Override
                            public String map(String internalName) {
                                names.add(internalName);
                                return internalName;
                            }
                        }),
                        0);
        assertThat(names)
                .contains("dev/tripcoil/expression/subjects/Guarded", "java/util/List")
                .allMatch(each -> each.startsWith("java/") || each.startsWith("dev/tripcoil/expression/subjects/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "result.|1|7|the end",
                "(|1|1|the end",
                "result result|1|8|the expression ends before 'result'",
                "true; System.exit(0)|1|5|the expression ends before ';'",
                "true) OR (false|1|5|the expression ends before ')'",
                "return true|1|1|\"return\"",
                "if (arg8) true|1|1|\"if\"",
                "arg0 = 3|1|1|to compare, write ==",
                "arg0 == 3 && (arg0 = 4) == 4|1|15|can't assign",
                "self.state = null|1|6|can't assign",
                "arg0++|1|1|can't change a variable, as ++ would",
                "this.name|1|1|is 'self'",
                "count()|1|1|write self.count(…)",
                "x -> x|1|1|lambdas can't be used in an expression: put this into a static method",
                "String::length|1|7|method references",
                "new Object() {}|1|1|classes without a name",
                "super.toString()|1|7|'super' is not known",
                "arg20|1|1|'arg20' is not known here: there is only self, arg0, arg1",
                "result + error|1|10|'error' is not known here",
                "self.nme|1|6|has no field 'nme', or it is not accessible",
                "self.secret|1|6|has no field 'secret', or it is not accessible",
                "self.secret()|1|6|no method 'secret' that could be called here",
                "self.foo()|1|6|no method 'foo' that could be called here",
                "self.count(3)|1|6|it can't be called with arguments of the types \"int\"; there is",
                "List.of()|1|6|'List' is neither a variable nor a class; classes outside of java.lang",
                "result.trim|1|8|String has no field 'trim'",
                "result|1|1|it must be true or false, and is of the type String",
                "arg0|1|1|it must be true or false, and is of the type int",
                "self.nothing()|1|6|the method that is called returns nothing",
                "08|1|1|'8'",
                "'ab'|1|1|quote",
                "\"open|1|1|EOF in literal",
                "arg7 instanceof String s|1|24|the expression ends before 's'",
                "jdk.internal.misc.Unsafe.getUnsafe() == null|1|1|no method 'getUnsafe'",
                "dev.tripcoil.expression.other.HiddenBase.ofBase() == null|1|1|not accessible",
                "arg7 instanceof dev.tripcoil.expression.other.HiddenBase|1|1|not accessible",
                "dev.tripcoil.expression.other.Maker.make().inherited() == 1|1|1|no method 'inherited'",
                "arg6.only() == null|1|6|no method 'only'",
                "dev.tripcoil.expression.other.Shown.sub().kept() == 1|1|1|no method 'kept'",
            })
    void what_does_not_compile_is_told_with_its_position(String text, int line, int column, String reason) {
        assertThatThrownBy(() -> Expressions.holds(text.replace(" OR ", " || ")))
                .isInstanceOfSatisfying(BadExpressionException.class, e -> {
                    assertThat(e.getMessage()).contains(reason).doesNotContain("Column", "File", "Cannot invoke");
                    assertThat(e.line()).isEqualTo(line);
                    if (column > 1) {
                        assertThat(e.column()).isEqualTo(column);
                    }
                });
    }

    @Test
    void a_position_is_within_its_line() {
        assertThatThrownBy(() -> Expressions.holds("result == null\n  || result.foo()"))
                .isInstanceOfSatisfying(
                        BadExpressionException.class,
                        e -> assertThat(e.line() + ":" + e.column()).isEqualTo("2:13"));
    }

    @Test
    void a_key_is_any_value_but_none_at_all() throws Throwable {
        assertThat(Expressions.key("null")).isNull();
        assertThat(Expressions.key("arg10")).isEqualTo(2.5);
        assertThatThrownBy(() -> Expressions.key("self.nothing()"))
                .isInstanceOf(BadExpressionException.class)
                .hasMessageContaining("returns nothing");
    }

    @Test
    void nothing_is_not_an_expression() {
        assertThatThrownBy(() -> Expressions.holds(" ")).hasMessageContaining("there is no expression");
        assertThatThrownBy(() -> Expressions.holds("/* */")).hasMessageContaining("there is no expression");
    }

    @Test
    void a_variable_out_of_reach_has_its_nearest_type_in_reach() throws Throwable {
        assertThat(Expressions.key("arg6.size()")).isEqualTo(7); // an interface, as there is no superclass
        Scope leaf = new Scope(
                Guarded.class.getName(),
                List.of(),
                false,
                new Variable("result", "Ldev/tripcoil/expression/other/HiddenLeaf;"),
                Yields.KEY);
        Object value = dev.tripcoil.expression.other.Shown.leaf();
        assertThat(Expressions.evaluator("result.inherited() + result.field", leaf)
                        .evaluate(null, value))
                .isEqualTo(47);
        assertThat(Expressions.evaluator("((dev.tripcoil.expression.other.Shown) result).size()", leaf)
                        .evaluate(null, value))
                .isEqualTo(8);
        assertThatThrownBy(() -> Expressions.evaluator("result.size()", leaf))
                .isInstanceOf(BadExpressionException.class);
    }

    @Test
    void a_variable_of_an_array_out_of_reach_is_an_array_of_what_is_in_reach() throws Throwable {
        Scope array = new Scope(
                Guarded.class.getName(),
                List.of(),
                false,
                new Variable("result", "[[Ldev/tripcoil/expression/other/Hidden;"),
                Yields.KEY);
        Object value = new dev.tripcoil.expression.other.Shown[][] {{dev.tripcoil.expression.other.Shown.make()}};
        assertThat(Expressions.evaluator("result[0][0].size()", array).evaluate(null, value))
                .isEqualTo(7);
    }

    @Test
    void a_private_nested_type_of_the_package_is_in_reach() throws Throwable {
        Scope nested = new Scope(
                Guarded.class.getName(),
                List.of(),
                false,
                new Variable("result", "Ldev/tripcoil/expression/subjects/Guarded$Nested;"),
                Yields.KEY);
        Object value = Expressions.key("Guarded.nested()");
        assertThat(Expressions.evaluator("result.get() + result.value", nested).evaluate(null, value))
                .isEqualTo(18);
    }

    @Test
    void what_a_type_in_reach_inherits_from_one_that_is_not_can_be_used() throws Throwable {
        String sub = "dev.tripcoil.expression.other.Shown.sub()";
        assertThat(Expressions.key(sub + ".inherited() + " + sub + ".field")).isEqualTo(47);
        assertThat(Expressions.key("dev.tripcoil.expression.other.PublicSub.ofBase()"))
                .isEqualTo("static");
        assertThat(Expressions.key("new StringBuilder(\"abc\").length()")).isEqualTo(3); // of AbstractStringBuilder
    }

    @Test
    void a_value_of_a_type_out_of_reach_can_be_passed_on() throws Throwable {
        assertThat(Expressions.key("dev.tripcoil.expression.other.Maker.make() == null"))
                .isEqualTo(false);
        assertThat(Expressions.key("dev.tripcoil.expression.other.Maker.make().hashCode() != 0"))
                .isEqualTo(true);
        assertThat(Expressions.key("Guarded.check(dev.tripcoil.expression.other.Maker.make())"))
                .isEqualTo(true);
    }

    @Test
    void a_type_that_is_missing_is_in_nobodys_way() throws Throwable {
        Scope scope = new Scope(
                Guarded.class.getName(),
                List.of(new Variable("arg0", "Lnowhere/ToBe/Found;"), new Variable("arg1", "I")),
                false,
                new Variable("result", "[Lnowhere/ToBe/Found;"),
                Yields.KEY);
        assertThat(Expressions.evaluator("arg1 + 1", scope).evaluate(new Object[] {null, 1}, null))
                .isEqualTo(2);
        assertThat(Expressions.evaluator("arg0 == null", scope).evaluate(new Object[] {"any", 1}, null))
                .isEqualTo(false);
    }
}
