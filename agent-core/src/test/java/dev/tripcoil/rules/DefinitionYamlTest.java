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
import java.util.Random;
import org.junit.jupiter.api.Test;

class DefinitionYamlTest {

    private static Definition read(String yaml) {
        return Given.file("breakers:\n  " + yaml.stripTrailing().replace("\n", "\n  ") + "\n")
                .breakers()
                .values()
                .iterator()
                .next();
    }

    @Test
    void every_default_is_filled_in() {
        assertThat(DefinitionYaml.write(Definition.named("stock"))).isEqualTo("""
                        stock:
                          trip-on:
                            consecutive-failures: 5
                          open-for: 30s
                          # max-concurrent: no limit
                          half-open:
                            calls: 1
                            concurrent: 1
                            # failure-rate: none, the first failed trial reopens it
                            # call-timeout: that of open-for
                          failures:
                            # exceptions: every exception and error
                            ignore: []
                            others: ignored
                          when-open:
                            throw: dev.tripcoil.CircuitOpenException
                            also-on-failure: false
                          start-as: closed
                        """);
        assertThat(read(DefinitionYaml.write(Definition.named("stock")))).isEqualTo(Definition.named("stock"));
    }

    @Test
    void everything_that_is_said_is_written() {
        Definition definition = new Definition(
                "b",
                "the stock service",
                new Expression("arg0.getHost()", "rules.yaml", 1, 1),
                new TripOn(3, 4, 50, 12.5, Duration.ofSeconds(2), new Window(200, null), 30),
                new OpenFor(Duration.ofMillis(90_500), 1.5, Duration.ofMinutes(5), 10),
                50,
                new HalfOpenTerms(2, 3, 40, Duration.ofMinutes(1)),
                new FailureTerms(
                        List.of("a.B", "a.B$C"),
                        List.of("a.D"),
                        Others.SUCCESS,
                        new Expression("error != null\n&& self == \"\"", "rules.yaml", 1, 1),
                        new Expression("result < 0", "rules.yaml", 1, 1)),
                new Answer.Refusal("a.E", "{breaker} is \"open\""),
                true,
                StartAs.FORCED_OPEN,
                "a.F#g");
        assertThat(DefinitionYaml.write(definition)).isEqualTo("""
                        b:
                          description: the stock service
                          per: arg0.getHost()
                          trip-on:
                            consecutive-failures: 3
                            net-failures: 4
                            failure-rate: 50%
                            slow-rate: 12.5%
                            slower-than: 2s
                            window: 200 calls
                            minimum-calls: 30
                          open-for:
                            initial: 1m30s500ms
                            multiplier: 1.5
                            maximum: 5m
                            jitter: 10%
                          max-concurrent: 50
                          half-open:
                            calls: 2
                            concurrent: 3
                            failure-rate: 40%
                            call-timeout: 1m
                          failures:
                            exceptions: [a.B, a.B$C]
                            ignore: [a.D]
                            others: success
                            exception-if: "error != null\\n&& self == \\"\\""
                            result-if: "result < 0"
                          when-open:
                            throw: a.E
                            message: "{breaker} is \\"open\\""
                            also-on-failure: true
                          start-as: forced-open
                          on-transition: a.F#g
                        """);
        assertThat(read(DefinitionYaml.write(definition))).isEqualTo(definition);
    }

    @Test
    void window_is_written_only_where_a_rate_looks_back_on_it() {
        assertThat(written("trip-on: {failure-rate: 5}"))
                .contains("  trip-on:\n    failure-rate: 5%\n    window: 100 calls\n    minimum-calls: 20\n  open-for");
        assertThat(written("trip-on: {slow-rate: 5, slower-than: 90s, window: 60s}"))
                .contains(
                        "  trip-on:\n    slow-rate: 5%\n    slower-than: 1m30s\n    window: 1m\n    minimum-calls: 20\n");
        assertThat(written("trip-on: {failure-rate: 5, window: 1}"))
                .contains("    window: 1 call\n    minimum-calls: 1\n");
        assertThat(written("trip-on: {slower-than: 2s, window: 60s, minimum-calls: 3}"))
                .contains("  trip-on:\n    consecutive-failures: 5\n    slower-than: 2s\n  open-for");
    }

    @Test
    void wait_is_a_map_only_where_it_can_differ() {
        assertThat(written("open-for: {initial: 5s, multiplier: 1.0, jitter: 0%}"))
                .contains("  open-for: 5s\n");
        assertThat(written("open-for: {multiplier: 10}"))
                .contains("  open-for:\n    initial: 30s\n    multiplier: 10\n    # maximum: none\n    jitter: 0%\n");
        assertThat(written("open-for: {jitter: 0.5}"))
                .contains("  open-for:\n    initial: 30s\n    multiplier: 1\n    # maximum: none\n    jitter: 0.5%\n");
        assertThat(written("open-for: {maximum: 1m}"))
                .contains("  open-for:\n    initial: 30s\n    multiplier: 1\n    maximum: 1m\n    jitter: 0%\n");
    }

    private static String written(String line) {
        Definition definition = Given.breaker(line);
        String yaml = DefinitionYaml.write(definition);
        assertThat(read(yaml)).isEqualTo(definition);
        return yaml;
    }

    @Test
    void any_terms_read_the_same() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            Definition plain = Definition.named("b");
            Definition definition = new Definition(
                    "b",
                    null,
                    tripOn(random),
                    openFor(random),
                    random.nextInt(3),
                    new HalfOpenTerms(1, 1, random.nextBoolean() ? 0 : share(random, 100), null),
                    plain.failures(),
                    plain.answer(),
                    plain.startAs());
            assertThat(read(DefinitionYaml.write(definition))).isEqualTo(definition);
        }
    }

    private static TripOn tripOn(Random random) {
        Duration slowerThan = random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(100_000));
        double failureRate = random.nextBoolean() ? 0 : share(random, 100);
        double slowRate = slowerThan == null || random.nextBoolean() ? 0 : share(random, 100);
        int net = random.nextInt(2);
        int consecutive = net + failureRate + slowRate == 0 ? 1 : random.nextInt(3);
        if (failureRate + slowRate == 0) {
            return new TripOn(consecutive, net, 0, 0, slowerThan, Window.DEFAULT, Window.MINIMUM_CALLS);
        }
        Window window = random.nextBoolean()
                ? new Window(1 + random.nextInt(100_000), null)
                : new Window(0, Duration.ofMillis(1_000 + random.nextInt(3_599_001)));
        int most = window.span() == null ? window.calls() : 1_000_000;
        return new TripOn(consecutive, net, failureRate, slowRate, slowerThan, window, 1 + random.nextInt(most));
    }

    private static OpenFor openFor(Random random) {
        Duration initial = Duration.ofMillis(1 + random.nextInt(100_000));
        return new OpenFor(
                initial,
                random.nextBoolean() ? 1 : 1 + random.nextDouble() * 999,
                random.nextBoolean() ? null : initial.plusMillis(random.nextInt(3)),
                random.nextBoolean() ? 0 : share(random, 50));
    }

    // Of any size, with many digits or few.
    private static double share(Random random, int most) {
        double share = most * (1 - random.nextDouble());
        return random.nextBoolean() ? Math.ceil(share) : share / (1L << random.nextInt(60));
    }

    @Test
    void returned_values_read_the_same() {
        for (String value :
                List.of("null", "'null'", "5", "'5'", "-1.5", "a b", "''", "[]", "\"a\\nb\"", "it's", "a#b", "\"#\"")) {
            Definition definition = Given.breaker("when-open: {return: " + value + "}");
            assertThat(read(DefinitionYaml.write(definition))).isEqualTo(definition);
        }
        Definition folded = Given.breaker("when-open:", "  return: a", "", "    b");
        assertThat(folded.answer()).isEqualTo(new Answer.Value("a\nb", true));
    }

    @Test
    void answers_of_every_kind_read_the_same() {
        assertThat(written("when-open: {return-last: 90s, message: '{key}'}"))
                .contains("  when-open:\n    return-last: 1m30s\n    message: \"{key}\"\n    also-on-failure: false\n");
        assertThat(written("when-open: {call: a.B#c, also-on-failure: on}"))
                .contains("  when-open:\n    call: a.B#c\n    also-on-failure: true\n");
    }

    @Test
    void any_text_reads_the_same() {
        Random random = new Random(4);
        String letters = "ab 0:#-?!&*|>'\"%@`{}[],\\\n\t\r\u0007\u0085\u2028\uFEFF\u00e4\uD83D~=<.";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                char c = letters.charAt(random.nextInt(letters.length()));
                text.append(c);
                if (Character.isHighSurrogate(c)) {
                    text.append('\uDE00');
                }
            }
            Definition plain = Definition.named("b");
            Definition definition = new Definition(
                    "b",
                    text.toString(),
                    plain.tripOn(),
                    plain.openFor(),
                    plain.maxConcurrent(),
                    plain.halfOpen(),
                    plain.failures(),
                    new Answer.Value(text.toString(), true),
                    plain.startAs());
            assertThat(read(DefinitionYaml.write(definition))).isEqualTo(definition);
        }
    }
}
