package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reload asks whether a definition is another one: none of its parts may be forgotten there. */
class DefinitionEqualityTest {

    static Stream<Record> records() {
        var window = new Definition.Window(0, Duration.ofSeconds(9));
        var tripOn = new Definition.TripOn(1, 2, 3, 4, Duration.ofSeconds(5), window, 6);
        var openFor = new Definition.OpenFor(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), 4);
        var halfOpen = new Definition.HalfOpenTerms(1, 2, 3, Duration.ofSeconds(4));
        var expression = new Expression("result == null", "rules.yaml", 1, 1);
        var failures = new Definition.FailureTerms(
                List.of("a"), List.of("b"), Definition.Others.SUCCESS, expression, expression);
        var answer = new Answer.Refusal("type", "message");
        return Stream.of(
                new Definition(
                        "stock",
                        "text",
                        expression,
                        tripOn,
                        openFor,
                        1,
                        halfOpen,
                        failures,
                        answer,
                        true,
                        Definition.StartAs.OPEN,
                        "a.B#c"),
                tripOn,
                new Definition.Window(7, null),
                openFor,
                halfOpen,
                failures,
                answer,
                new Answer.Value("5", true),
                new Answer.Last(Duration.ofSeconds(1), "message"),
                new Answer.Fallback("a.B", "c"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_equals_its_like_and_differs_with_each_of_its_parts(Record record) throws Exception {
        assertThat(with(record, -1)).isEqualTo(record).hasSameHashCodeAs(record);
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (record instanceof Definition.Window) {
                continue; // one of the two; below
            }
            assertThat(with(record, i)).as(components[i].getName()).isNotEqualTo(record);
        }
        assertThat(record).isNotEqualTo("another thing");
    }

    @Test
    void windows_differ_by_calls_and_by_span() {
        assertThat(new Definition.Window(7, null)).isNotEqualTo(new Definition.Window(8, null));
        assertThat(new Definition.Window(0, Duration.ofSeconds(7)))
                .isNotEqualTo(new Definition.Window(0, Duration.ofSeconds(8)))
                .isNotEqualTo(new Definition.Window(7, null));
        assertThat(new Answer.Empty()).isEqualTo(new Answer.Empty()).isNotEqualTo(new Answer.Value("", false));
    }

    @Test
    void expressions_are_equal_that_say_the_same_wherever_they_stand() {
        var one = new Expression("arg0", "a.yaml", 1, 2);
        assertThat(new Expression("arg0", "b.yaml", 3, 4, List.of(new Expression.Break(1, 4, 5))))
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
        assertThat(new Expression("arg1", "a.yaml", 1, 2)).isNotEqualTo(one);
    }

    /** The same anew, but for one part. */
    private static Record with(Record record, int changed) throws Exception {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            components[i].getAccessor().setAccessible(true);
            values[i] = components[i].getAccessor().invoke(record);
            if (i == changed) {
                values[i] = another(values[i]);
            }
        }
        return record.getClass().getDeclaredConstructor(types).newInstance(values);
    }

    private static Object another(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        } else if (value instanceof Double number) {
            return number + 1;
        } else if (value instanceof Boolean truth) {
            return !truth;
        } else if (value instanceof String text) {
            return text + "x";
        } else if (value instanceof Duration span) {
            return span.plusSeconds(1);
        } else if (value instanceof List<?>) {
            return List.of("other");
        } else if (value instanceof Definition.Others) {
            return Definition.Others.IGNORED;
        } else if (value instanceof Definition.StartAs) {
            return Definition.StartAs.CLOSED;
        } else if (value instanceof Definition.TripOn) {
            return Definition.TripOn.DEFAULT;
        } else if (value instanceof Definition.OpenFor) {
            return Definition.OpenFor.DEFAULT;
        } else if (value instanceof Definition.HalfOpenTerms) {
            return Definition.HalfOpenTerms.DEFAULT;
        } else if (value instanceof Definition.FailureTerms) {
            return Definition.FailureTerms.DEFAULT;
        } else if (value instanceof Definition.Window) {
            return Definition.Window.DEFAULT;
        } else if (value instanceof Expression) {
            return new Expression("other", "rules.yaml", 1, 1);
        } else if (value instanceof Answer) {
            return Answer.Refusal.DEFAULT;
        }
        throw new AssertionError(value);
    }
}
