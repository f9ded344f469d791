package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
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
                          half-open:
                            calls: 1
                            concurrent: 1
                            # call-timeout: that of open-for
                          failures:
                            # exceptions: every exception and error
                            ignore: []
                            others: ignored
                          when-open:
                            throw: dev.tripcoil.CircuitOpenException
                          start-as: closed
                        """);
        assertThat(read(DefinitionYaml.write(Definition.named("stock")))).isEqualTo(Definition.named("stock"));
    }

    @Test
    void everything_that_is_said_is_written() {
        Definition definition = new Definition(
                "b",
                "the stock service",
                new TripOn(3, 4),
                Duration.ofMillis(90_500),
                new HalfOpenTerms(2, 3, Duration.ofMinutes(1)),
                new FailureTerms(List.of("a.B", "a.B$C"), List.of("a.D"), Others.SUCCESS),
                new Answer.Refusal("a.E", "{breaker} is \"open\""),
                StartAs.FORCED_OPEN);
        assertThat(DefinitionYaml.write(definition)).isEqualTo("""
                        b:
                          description: the stock service
                          trip-on:
                            consecutive-failures: 3
                            net-failures: 4
                          open-for: 1m30s500ms
                          half-open:
                            calls: 2
                            concurrent: 3
                            call-timeout: 1m
                          failures:
                            exceptions: [a.B, a.B$C]
                            ignore: [a.D]
                            others: success
                          when-open:
                            throw: a.E
                            message: "{breaker} is \\"open\\""
                          start-as: forced-open
                        """);
        assertThat(read(DefinitionYaml.write(definition))).isEqualTo(definition);
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
                    plain.halfOpen(),
                    plain.failures(),
                    new Answer.Value(text.toString(), true),
                    plain.startAs());
            assertThat(read(DefinitionYaml.write(definition))).isEqualTo(definition);
        }
    }
}
