package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import dev.tripcoil.breaker.Expression;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerParserTest {

    @Test
    void every_key_of_a_breaker_is_read() {
        Definition b = Given.breaker(
                "description: the stock service",
                "per: arg0.getHost()",
                "trip-on:",
                "  consecutive-failures: 7",
                "  net-failures: 9",
                "  failure-rate: 50%",
                "  slow-rate: 12.5%",
                "  slower-than: 2s",
                "  window: 60s",
                "  minimum-calls: 30",
                "open-for:",
                "  initial: 1m30s",
                "  multiplier: 1.5",
                "  maximum: 5m",
                "  jitter: 10%",
                "max-concurrent: 50",
                "half-open:",
                "  calls: 3",
                "  concurrent: 2",
                "  failure-rate: 40%",
                "  call-timeout: 5s",
                "failures:",
                "  exceptions: [java.io.IOException, java.sql.SQLTransientException]",
                "  ignore: java.io.FileNotFoundException",
                "  others: success",
                "  exception-if: '!(error instanceof java.net.SocketTimeoutException)'",
                "  result-if: result == null || result.statusCode() >= 500",
                "when-open:",
                "  throw: java.net.ConnectException",
                "  message: \"{breaker} is {state} until {until}, {remaining}, {last-failure} {} {a b} {1}\"",
                "  also-on-failure: true",
                "start-as: metrics-only",
                "on-transition: com.acme.Hooks#changed");
        assertThat(b)
                .isEqualTo(new Definition(
                        "b",
                        "the stock service",
                        expression("arg0.getHost()"),
                        new TripOn(7, 9, 50, 12.5, Duration.ofSeconds(2), new Window(0, Duration.ofSeconds(60)), 30),
                        new OpenFor(Duration.ofSeconds(90), 1.5, Duration.ofMinutes(5), 10),
                        50,
                        new HalfOpenTerms(3, 2, 40, Duration.ofSeconds(5)),
                        new FailureTerms(
                                List.of("java.io.IOException", "java.sql.SQLTransientException"),
                                List.of("java.io.FileNotFoundException"),
                                Others.SUCCESS,
                                expression("!(error instanceof java.net.SocketTimeoutException)"),
                                expression("result == null || result.statusCode() >= 500")),
                        new Answer.Refusal(
                                "java.net.ConnectException",
                                "{breaker} is {state} until {until}, {remaining}, {last-failure} {} {a b} {1}"),
                        true,
                        StartAs.METRICS_ONLY,
                        "com.acme.Hooks#changed"));
    }

    private static Expression expression(String text) {
        return new Expression(text, "rules.yaml", 1, 1);
    }

    @Test
    void answers_of_every_kind_are_read() {
        assertThat(Given.breaker("when-open: {return-last: 10m}").answer())
                .isEqualTo(new Answer.Last(Duration.ofMinutes(10), null));
        assertThat(Given.breaker("when-open: {return-last: 1s, message: 'not for {key}'}")
                        .answer())
                .isEqualTo(new Answer.Last(Duration.ofSeconds(1), "not for {key}"));
        assertThat(Given.breaker("when-open: {call: com.acme.Outer$Fallbacks#stock}")
                        .answer())
                .isEqualTo(new Answer.Fallback("com.acme.Outer$Fallbacks", "stock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "yes", "True", "ON", "'yes'"})
    void failures_are_answered_too_where_that_is_switched_on(String value) {
        assertThat(Given.breaker("when-open: {call: a.B#c, also-on-failure: " + value + "}")
                        .alsoOnFailure())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "no", "NO"})
    void failures_are_not_answered_where_that_is_switched_off(String value) {
        assertThat(Given.breaker("when-open: {call: a.B#c, also-on-failure: " + value + "}")
                        .alsoOnFailure())
                .isFalse();
        assertThat(Given.breaker("when-open: {call: a.B#c}").alsoOnFailure()).isFalse();
    }

    @Test
    void five_in_a_row_is_the_criterion_only_where_there_is_no_other() {
        assertThat(Given.breaker("trip-on: {}").tripOn()).isEqualTo(TripOn.DEFAULT);
        assertThat(Given.breaker("trip-on: {net-failures: 3}").tripOn()).isEqualTo(TripOn.counts(0, 3));
        assertThat(Given.breaker("trip-on: {consecutive-failures: 3}").tripOn()).isEqualTo(TripOn.counts(3, 0));
    }

    @Test
    void any_criterion_does_without_the_five_in_a_row() {
        assertThat(Given.breaker("trip-on: {failure-rate: 50%}").tripOn())
                .isEqualTo(new TripOn(0, 0, 50, 0, null, Window.DEFAULT, 20));
        assertThat(Given.breaker("trip-on: {slow-rate: 80%, slower-than: 2s}").tripOn())
                .isEqualTo(new TripOn(0, 0, 0, 80, Duration.ofSeconds(2), Window.DEFAULT, 20));
    }

    @Test
    void five_in_a_row_stays_where_the_rest_is_no_criterion() {
        assertThat(Given.breaker("trip-on: {slower-than: 2s}").tripOn())
                .isEqualTo(new TripOn(5, 0, 0, 0, Duration.ofSeconds(2), Window.DEFAULT, 20));
        assertThat(Given.breaker("trip-on: {window: 7 calls, minimum-calls: 3}").tripOn())
                .isEqualTo(TripOn.DEFAULT);
    }

    @Test
    void twenty_calls_are_the_minimum_unless_the_window_has_fewer() {
        assertThat(minimumCalls("window: 19 calls")).isEqualTo(19);
        assertThat(minimumCalls("window: 1 call")).isEqualTo(1);
        assertThat(minimumCalls("window: 21 calls")).isEqualTo(20);
        assertThat(minimumCalls("window: 1s")).isEqualTo(20);
        assertThat(minimumCalls("minimum-calls: 100")).isEqualTo(100);
        assertThat(minimumCalls("window: 19 calls, minimum-calls: 19")).isEqualTo(19);
        assertThat(minimumCalls("window: 1s, minimum-calls: 1000000")).isEqualTo(1_000_000);
    }

    private static int minimumCalls(String rest) {
        return Given.breaker("trip-on: {failure-rate: 1, " + rest + "}")
                .tripOn()
                .minimumCalls();
    }

    @Test
    void wait_is_a_duration_or_a_map_that_may_leave_out_anything() {
        assertThat(Given.breaker("open-for: 5s").openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(5)));
        assertThat(Given.breaker("open-for: {}").openFor()).isEqualTo(OpenFor.DEFAULT);
        assertThat(Given.breaker("open-for: {initial: 5s}").openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(5)));
        assertThat(Given.breaker("open-for: {multiplier: 2, jitter: 0%}").openFor())
                .isEqualTo(new OpenFor(Duration.ofSeconds(30), 2, null, 0));
        assertThat(Given.breaker("open-for: {initial: 5s, maximum: 5s}").openFor())
                .isEqualTo(new OpenFor(Duration.ofSeconds(5), 1, Duration.ofSeconds(5), 0));
    }

    @Test
    void maps_of_the_wait_are_merged_and_else_the_breakers_own_wins() {
        var breakers = Given.file("""
                        defaults:
                          open-for: {initial: 7s, multiplier: 2, jitter: 10%}
                        breakers:
                          a: {}
                          b: {open-for: {multiplier: 3, maximum: 1m}}
                          c: {open-for: 9s}
                        """).breakers();
        assertThat(breakers.get("a").openFor()).isEqualTo(new OpenFor(Duration.ofSeconds(7), 2, null, 10));
        assertThat(breakers.get("b").openFor())
                .isEqualTo(new OpenFor(Duration.ofSeconds(7), 3, Duration.ofMinutes(1), 10));
        assertThat(breakers.get("c").openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(9)));
        Definition ownMap = Given.file("""
                        defaults: {open-for: 7s}
                        breakers: {b: {open-for: {multiplier: 2}}}
                        """).breakers().get("b");
        assertThat(ownMap.openFor()).isEqualTo(new OpenFor(Duration.ofSeconds(30), 2, null, 0));
    }

    @Test
    void empty_maps_are_all_defaults() {
        assertThat(Given.breaker("trip-on: {}", "open-for: {}", "half-open: {}", "failures: {}", "when-open: {}"))
                .isEqualTo(Definition.named("b"));
    }

    @Test
    void more_concurrent_trials_than_calls_are_harmless() {
        assertThat(Given.breaker("half-open: {calls: 1, concurrent: 5}").halfOpen())
                .isEqualTo(new HalfOpenTerms(1, 5, 0, null));
    }

    @Test
    void counts_reach_from_one_to_a_million() {
        assertThat(Given.breaker("half-open: {calls: 1, concurrent: 1000000}").halfOpen())
                .isEqualTo(new HalfOpenTerms(1, 1_000_000, 0, null));
        assertThat(Given.breaker("half-open: {calls: 007}").halfOpen().calls()).isEqualTo(7);
        for (String wrong : List.of(
                "0",
                "-1",
                "1000001",
                "4294967297",
                "99999999999999999999",
                "1.0",
                "1e3",
                "0x10",
                "1_000",
                "+1",
                "'1 '",
                "'\u0665'",
                "five")) {
            assertThat(Given.problems("breakers: {b: {half-open: {calls: " + wrong + "}}}"))
                    .containsExactly("rules.yaml:1:35: '" + wrong.replace("'", "")
                            + "' isn't a count; write a whole number from 1 to 1000000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "1.0", "null", "~", "2001-01-01", "0x1F", "true", "on", "=", ".inf"})
    void text_is_text_whatever_yaml_would_make_of_it(String text) {
        assertThat(Given.breaker("description: " + text).description()).isEqualTo(text);
        assertThat(Given.file("breakers: {no: {}, 1.0: {}, null: {}}")
                        .breakers()
                        .keySet())
                .containsExactly("no", "1.0", "null");
    }

    @Test
    void every_start_is_known() {
        for (StartAs start : StartAs.values()) {
            assertThat(Given.breaker("start-as: " + start.name().toLowerCase().replace('_', '-'))
                            .startAs())
                    .isEqualTo(start);
        }
    }

    @Test
    void returned_value_is_kept_as_written() {
        assertThat(Given.breaker("when-open: {return: null}").answer()).isEqualTo(new Answer.Value("null", false));
        assertThat(Given.breaker("when-open: {return: 'null'}").answer()).isEqualTo(new Answer.Value("null", true));
        assertThat(Given.breaker("when-open: {return: \"5\"}").answer()).isEqualTo(new Answer.Value("5", true));
        assertThat(Given.breaker("when-open: {return: -5}").answer()).isEqualTo(new Answer.Value("-5", false));
        assertThat(Given.breaker("when-open: {return: ''}").answer()).isEqualTo(new Answer.Value("", true));
        assertThat(Given.breaker("when-open:", "  return: |", "    a", "    b").answer())
                .isEqualTo(new Answer.Value("a\nb", true));
        assertThat(Given.breaker("when-open: {return: []}").answer()).isEqualTo(new Answer.Empty());
        assertThat(Given.breaker("when-open: {return: {}}").answer()).isEqualTo(new Answer.Empty());
    }

    @Test
    void message_alone_goes_with_the_usual_exception() {
        assertThat(Given.breaker("when-open: {message: gone}").answer()).isEqualTo(new Answer.Refusal(null, "gone"));
        assertThat(Given.breaker("when-open: {throw: dev.tripcoil.CircuitOpenException}")
                        .answer())
                .isEqualTo(Answer.Refusal.DEFAULT);
    }

    @Test
    void exception_without_a_package_is_a_warning() {
        assertThat(Given.file("breakers: {b: {failures: {ignore: [Oops]}}}\nrules: [{class: a.B, breaker: b}]")
                        .warnings())
                .containsExactly("rules.yaml:1:36: class 'Oops' has no package; write its full name, such as"
                        + " java.io.IOException");
    }

    @Test
    void breaker_takes_from_the_defaults_what_it_leaves_out() {
        var breakers = Given.file("""
                        defaults:
                          open-for: 3s
                          description: all
                          half-open: {calls: 4, concurrent: 2, failure-rate: 10}
                          max-concurrent: 8
                          failures: {others: success, ignore: [a.B, a.C]}
                        breakers:
                          a: {}
                          b:
                            open-for: 9s
                            half-open: {calls: 7}
                            failures: {ignore: []}
                        """).breakers();
        Definition a = breakers.get("a");
        assertThat(a.openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(3)));
        assertThat(a.maxConcurrent()).isEqualTo(8);
        assertThat(a.description()).isEqualTo("all");
        assertThat(a.halfOpen()).isEqualTo(new HalfOpenTerms(4, 2, 10, null));
        assertThat(a.failures()).isEqualTo(new FailureTerms(List.of(), List.of("a.B", "a.C"), Others.SUCCESS));
        Definition b = breakers.get("b");
        assertThat(b.openFor()).isEqualTo(OpenFor.always(Duration.ofSeconds(9)));
        assertThat(b.halfOpen()).isEqualTo(new HalfOpenTerms(7, 2, 10, null));
        assertThat(b.failures()).isEqualTo(new FailureTerms(List.of(), List.of(), Others.SUCCESS));
    }

    @Test
    void criteria_and_answers_are_taken_whole_from_one_side() {
        var breakers = Given.file("""
                        defaults:
                          trip-on: {net-failures: 3, failure-rate: 20%, window: 40}
                          when-open: {throw: a.B, message: gone}
                        breakers:
                          a: {}
                          b: {trip-on: {consecutive-failures: 2}, when-open: {return: 5}}
                          c: {trip-on: {}, when-open: {}}
                        """).breakers();
        assertThat(breakers.get("a").tripOn()).isEqualTo(new TripOn(0, 3, 20, 0, null, new Window(40, null), 20));
        assertThat(breakers.get("a").answer()).isEqualTo(new Answer.Refusal("a.B", "gone"));
        assertThat(breakers.get("b").tripOn()).isEqualTo(TripOn.counts(2, 0));
        assertThat(breakers.get("b").answer()).isEqualTo(new Answer.Value("5", false));
        assertThat(breakers.get("c").tripOn()).isEqualTo(TripOn.DEFAULT);
        assertThat(breakers.get("c").answer()).isEqualTo(Answer.Refusal.DEFAULT);
    }
}
