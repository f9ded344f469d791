package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Rig;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that refused callers get. */
class AnswersTest {

    private final GuardRig rig = new GuardRig();

    /** What a refused call of a method with this return type returns. */
    private Object answer(Answer answer, String returns) throws Throwable {
        var open = new Rig(stock().answer(answer));
        open.breaker.trip();
        return rig.call(rig.site(open.breaker, returns), () -> "the body");
    }

    private Object value(String text, String returns) throws Throwable {
        return answer(new Answer.Value(text, false), returns);
    }

    private static String plan(Answer answer, String returns) {
        try {
            var rig = new GuardRig();
            var breaker = new Rig(stock().answer(answer)).breaker;
            rig.sites.plan(breaker, GuardRig.method(returns), GuardRig.TYPES);
            return "fits";
        } catch (MisfitException e) {
            return e.getMessage();
        }
    }

    private record Case(String text, String returns, Object value) {}

    static List<Case> scalars() {
        return List.of(
                new Case("true", "Z", true),
                new Case("YES", "Z", true),
                new Case("On", "Z", true),
                new Case("false", "Ljava/lang/Boolean;", false),
                new Case("no", "Z", false),
                new Case("off", "Z", false),
                new Case("-128", "B", (byte) -128),
                new Case("127", "Ljava/lang/Byte;", (byte) 127),
                new Case("-32768", "S", (short) -32768),
                new Case("1", "Ljava/lang/Short;", (short) 1),
                new Case("-1", "I", -1),
                new Case("2147483647", "Ljava/lang/Integer;", Integer.MAX_VALUE),
                new Case("9223372036854775807", "J", Long.MAX_VALUE),
                new Case("5", "Ljava/lang/Long;", 5L),
                new Case("1.5", "F", 1.5f),
                new Case("2", "Ljava/lang/Float;", 2f),
                new Case("1e3", "D", 1000.0),
                new Case("-0.5", "Ljava/lang/Double;", -0.5),
                new Case("x", "C", 'x'),
                new Case("7", "Ljava/lang/Character;", '7'),
                new Case("12.30", "Ljava/math/BigDecimal;", new BigDecimal("12.30")),
                new Case("123456789012345678901", "Ljava/math/BigInteger;", new BigInteger("123456789012345678901")),
                new Case("5", "Ljava/lang/Number;", 5),
                new Case("5000000000", "Ljava/lang/Number;", 5_000_000_000L),
                new Case("1.5", "Ljava/lang/Number;", 1.5),
                new Case("none", "Ljava/lang/String;", "none"),
                new Case("1.0", "Ljava/lang/String;", "1.0"),
                new Case("true", "Ljava/lang/CharSequence;", "true"),
                new Case("5", "Ljava/lang/Comparable;", "5"),
                new Case("5", "Ljava/io/Serializable;", "5"),
                new Case("text", "Ljava/lang/Object;", "text"),
                new Case("5", "Ljava/lang/Object;", 5),
                new Case("true", "Ljava/lang/Object;", true),
                new Case("SECONDS", "Ljava/util/concurrent/TimeUnit;", TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void scalar_is_converted_to_the_return_type(Case each) throws Throwable {
        assertThat(value(each.text, each.returns)).isEqualTo(each.value).hasSameClassAs(each.value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "Null", "NULL", "~", ""})
    void null_fits_every_reference_and_void(String text) throws Throwable {
        for (String returns : new String[] {
            "Ljava/lang/String;",
            "Ljava/lang/Integer;",
            "[I",
            "Ljava/util/List;",
            "Lcom/acme/Stock;",
            "V",
            "Ljava/util/concurrent/TimeUnit;"
        }) {
            assertThat(value(text, returns)).isNull();
        }
    }

    @Test
    void null_in_quotes_is_text() throws Throwable {
        assertThat(answer(new Answer.Value("null", true), "Ljava/lang/String;")).isEqualTo("null");
        assertThat(answer(new Answer.Value("", true), "Ljava/lang/String;")).isEqualTo("");
    }

    @Test
    void number_in_quotes_is_text_for_any_object_and_a_number_for_a_number() throws Throwable {
        assertThat(answer(new Answer.Value("5", true), "Ljava/lang/Object;")).isEqualTo("5");
        assertThat(answer(new Answer.Value("5", true), "I")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null       | I                    | return: null doesn't fit the return type int, which takes a whole number of 32 bits",
                "maybe      | Z                    | return: 'maybe' doesn't fit the return type boolean, which takes true, false",
                "1          | Z                    | return: '1' doesn't fit the return type boolean, which takes true, false",
                "128        | B                    | return: '128' doesn't fit the return type byte, which takes a whole number from -128 to 127",
                "32768      | S                    | return: '32768' doesn't fit the return type short, which takes a whole number from -32768 to 32767",
                "1.0        | I                    | return: '1.0' doesn't fit the return type int, which takes a whole number of 32 bits",
                "2147483648 | Ljava/lang/Integer;  | return: '2147483648' doesn't fit the return type java.lang.Integer, which takes a whole number of 32 bits or null",
                "many       | J                    | return: 'many' doesn't fit the return type long, which takes a whole number of 64 bits",
                "x          | F                    | return: 'x' doesn't fit the return type float, which takes a number such as 1.5",
                "1e400      | D                    | return: '1e400' doesn't fit the return type double, which takes a number such as 1.5",
                "1e40       | F                    | return: '1e40' doesn't fit the return type float, which takes a number such as 1.5",
                "NaN        | D                    | return: 'NaN' doesn't fit the return type double, which takes a number such as 1.5",
                "5          | Ljava/lang/Void;     | return: 5 can't be made a java.lang.Void; null can, or call a method that makes one",
                "x          | Ljava/lang/Boolean;  | return: 'x' doesn't fit the return type java.lang.Boolean, which takes true, false, null",
                "x          | D                    | return: 'x' doesn't fit the return type double, which takes a number such as 1.5",
                "xy         | C                    | return: 'xy' doesn't fit the return type char, which takes one character",
                "5          | V                    | return: '5' doesn't fit the return type void, which takes null",
                "5          | [I                   | return: '5' doesn't fit the return type int[], which takes [] or null",
                "5          | [[Ljava/lang/String; | return: '5' doesn't fit the return type java.lang.String[][], which takes [] or null",
                "x          | Ljava/math/BigDecimal; | return: 'x' doesn't fit the return type java.math.BigDecimal, which takes a number or null",
                "x          | Ljava/lang/Number;   | return: 'x' doesn't fit the return type java.lang.Number, which takes a number or null",
                "5          | Lcom/acme/Stock;     | return: 5 can't be made a com.acme.Stock; null can, or call a method that makes one",
                "HOURS      | Ljava/util/concurrent/TimeUnit; | return: java.util.concurrent.TimeUnit has no constant HOURS; it has SECONDS, MINUTES"
            })
    void scalar_that_does_not_fit_is_a_problem_that_names_the_type(String text, String returns, String problem) {
        assertThat(plan(new Answer.Value(text, false), returns)).isEqualTo(problem);
    }

    private record Container(String returns, Class<?> type) {}

    static List<Container> containers() {
        return List.of(
                new Container("Ljava/util/List;", ArrayList.class),
                new Container("Ljava/util/ArrayList;", ArrayList.class),
                new Container("Ljava/util/Collection;", ArrayList.class),
                new Container("Ljava/lang/Iterable;", ArrayList.class),
                new Container("Ljava/util/Set;", LinkedHashSet.class),
                new Container("Ljava/util/HashSet;", LinkedHashSet.class),
                new Container("Ljava/util/LinkedHashSet;", LinkedHashSet.class),
                new Container("Ljava/util/Map;", LinkedHashMap.class),
                new Container("Ljava/util/HashMap;", LinkedHashMap.class),
                new Container("Ljava/util/LinkedHashMap;", LinkedHashMap.class),
                new Container("Ljava/util/AbstractList;", ArrayList.class),
                new Container("Ljava/util/AbstractCollection;", ArrayList.class),
                new Container("Ljava/util/SequencedCollection;", ArrayList.class),
                new Container("Ljava/util/LinkedList;", java.util.LinkedList.class),
                new Container("Ljava/util/Vector;", java.util.Vector.class),
                new Container(
                        "Ljava/util/concurrent/CopyOnWriteArrayList;", java.util.concurrent.CopyOnWriteArrayList.class),
                new Container("Ljava/util/Queue;", java.util.ArrayDeque.class),
                new Container("Ljava/util/Deque;", java.util.ArrayDeque.class),
                new Container("Ljava/util/ArrayDeque;", java.util.ArrayDeque.class),
                new Container("Ljava/util/concurrent/BlockingQueue;", java.util.concurrent.LinkedBlockingDeque.class),
                new Container("Ljava/util/concurrent/BlockingDeque;", java.util.concurrent.LinkedBlockingDeque.class),
                new Container(
                        "Ljava/util/concurrent/LinkedBlockingDeque;", java.util.concurrent.LinkedBlockingDeque.class),
                new Container("Ljava/util/AbstractSet;", LinkedHashSet.class),
                new Container("Ljava/util/SequencedSet;", LinkedHashSet.class),
                new Container("Ljava/util/SortedSet;", java.util.TreeSet.class),
                new Container("Ljava/util/NavigableSet;", java.util.TreeSet.class),
                new Container("Ljava/util/TreeSet;", java.util.TreeSet.class),
                new Container("Ljava/util/AbstractMap;", LinkedHashMap.class),
                new Container("Ljava/util/SequencedMap;", LinkedHashMap.class),
                new Container("Ljava/util/SortedMap;", java.util.TreeMap.class),
                new Container("Ljava/util/NavigableMap;", java.util.TreeMap.class),
                new Container("Ljava/util/TreeMap;", java.util.TreeMap.class),
                new Container("Ljava/util/concurrent/ConcurrentMap;", java.util.concurrent.ConcurrentHashMap.class),
                new Container("Ljava/util/concurrent/ConcurrentHashMap;", java.util.concurrent.ConcurrentHashMap.class),
                new Container(
                        "Ljava/util/concurrent/ConcurrentNavigableMap;",
                        java.util.concurrent.ConcurrentSkipListMap.class),
                new Container(
                        "Ljava/util/concurrent/ConcurrentSkipListMap;",
                        java.util.concurrent.ConcurrentSkipListMap.class),
                new Container("Ljava/util/Properties;", java.util.Properties.class),
                new Container("[[[Ldev/tripcoil/guard/GuardRig;", GuardRig[][][].class),
                new Container("[Z", boolean[].class),
                new Container("[I", int[].class),
                new Container("[[J", long[][].class),
                new Container("[Ljava/lang/String;", String[].class),
                new Container("[Ldev/tripcoil/guard/GuardRig;", GuardRig[].class));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void empty_container_is_of_the_return_type_and_a_new_one_each_time(Container each) throws Throwable {
        var first = answer(new Answer.Empty(), each.returns);
        assertThat(first).isExactlyInstanceOf(each.type);
        assertThat(answer(new Answer.Empty(), each.returns)).isNotSameAs(first);
        if (first instanceof Collection<?> collection) {
            assertThat(collection).isEmpty();
        } else if (first instanceof Map<?, ?> map) {
            assertThat(map).isEmpty();
        } else {
            assertThat(java.lang.reflect.Array.getLength(first)).isZero();
        }
    }

    @Test
    void empty_iterators_have_nothing() throws Throwable {
        var empty = new Answer.Empty();
        assertThat(((java.util.Iterator<?>) answer(empty, "Ljava/util/Iterator;")).hasNext())
                .isFalse();
        assertThat(((java.util.ListIterator<?>) answer(empty, "Ljava/util/ListIterator;")).hasPrevious())
                .isFalse();
        assertThat(((java.util.Enumeration<?>) answer(empty, "Ljava/util/Enumeration;")).hasMoreElements())
                .isFalse();
    }

    @Test
    void empty_optionals_are_empty() throws Throwable {
        var empty = new Answer.Empty();
        assertThat(answer(empty, "Ljava/util/Optional;")).isEqualTo(Optional.empty());
        assertThat(answer(empty, "Ljava/util/OptionalInt;")).isEqualTo(OptionalInt.empty());
        assertThat(answer(empty, "Ljava/util/OptionalLong;")).isEqualTo(OptionalLong.empty());
        assertThat(answer(empty, "Ljava/util/OptionalDouble;")).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void empty_stream_can_be_used_each_time() throws Throwable {
        var open = new Rig(stock().answer(new Answer.Empty()));
        open.breaker.trip();
        int site = rig.site(open.breaker, "Ljava/util/stream/Stream;");
        for (int i = 0; i < 2; i++) {
            assertThat(((Stream<?>) rig.call(site, () -> "the body")).count()).isZero();
        }
        assertThat(((IntStream) answer(new Answer.Empty(), "Ljava/util/stream/IntStream;")).count())
                .isZero();
        assertThat(((LongStream) answer(new Answer.Empty(), "Ljava/util/stream/LongStream;")).count())
                .isZero();
        assertThat(((DoubleStream) answer(new Answer.Empty(), "Ljava/util/stream/DoubleStream;")).count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"I, int", "V, void", "Ljava/lang/String;, java.lang.String", "Lcom/acme/Stock;, com.acme.Stock"})
    void empty_container_that_does_not_fit_is_a_problem_that_names_the_type(String returns, String type) {
        assertThat(plan(new Answer.Empty(), returns))
                .isEqualTo(
                        "return: an empty container doesn't fit the return type " + type
                                + "; it fits arrays, List, Set, Map, Queue, Collection, Iterable, Iterator, Optional and Stream");
    }

    @Test
    void enum_constant_that_has_gone_gives_way_to_the_usual_refusal_and_is_reported() {
        assertThatThrownBy(() -> value("GONE_BY_THE_TIME_IT_RUNS", "Ljava/lang/Thread$State;"))
                .isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(() -> value("ONE", "Lcom/acme/Gone;")).isInstanceOf(CircuitOpenException.class);
        assertThat(rig.problems)
                .containsExactly(
                        "stock: java.lang.Thread$State has no constant GONE_BY_THE_TIME_IT_RUNS",
                        "stock: can't find com.acme.Gone.ONE: java.lang.ClassNotFoundException: com.acme.Gone");
    }

    @Test
    void refused_call_that_returns_a_value_counts_as_rejected_and_nothing_else() throws Throwable {
        var open = new Rig(stock().answer(new Answer.Value("5", false)));
        open.breaker.trip();
        int site = rig.site(open.breaker, "I");
        rig.call(site, () -> "the body");
        assertThat(open.breaker.rejectedCalls()).isEqualTo(1);
        open.breaker.reset();
        assertThat(rig.call(site, () -> 7)).isEqualTo(7);
        assertThat(open.breaker.successfulCalls()).isEqualTo(1);
    }

    @Test
    void plan_says_whether_the_method_must_be_able_to_return_an_answer() throws Throwable {
        assertThat(answersWithValue(Answer.Refusal.DEFAULT)).isFalse();
        assertThat(answersWithValue(new Answer.Value("null", false))).isTrue();
        assertThat(answersWithValue(new Answer.Empty())).isTrue();
    }

    private boolean answersWithValue(Answer answer) throws MisfitException {
        var breaker = new Rig(stock().answer(answer)).breaker;
        return rig.sites
                .plan(breaker, GuardRig.method("Ljava/util/List;"), GuardRig.TYPES)
                .answersWithValue();
    }
}
