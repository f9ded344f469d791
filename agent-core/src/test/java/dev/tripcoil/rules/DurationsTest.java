package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "1.5s, PT1.5S",
        "2m, PT2M",
        "1h, PT1H",
        "1d, PT24H",
        "1m30s, PT1M30S",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "1h500ms, PT1H0.5S",
        "0.5d, PT12H",
        "1.5m0.5s, PT1M30.5S",
        "0.000001ms, PT0.000000001S",
        "007s, PT7S",
        "0m5s, PT5S",
        "365d, PT8760H",
        "8760h, PT8760H",
        "PT30S, PT30S",
        "pt30s, PT30S",
        "P1D, PT24H",
        "PT1M-30S, PT30S"
    })
    void durations_are_read(String text, Duration expected) throws BadValue {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "ms",
                "abc",
                "30 s",
                "30sec",
                "5min",
                "30S",
                "30s1m",
                "1s1s",
                "1.s",
                ".5s",
                "1..5s",
                "1,5s",
                "1e3s",
                "P",
                "PT",
                "PT5",
                "P1Y",
                "30s!",
                "30s5",
                "1m 30s",
                "1s\n",
                "\u0663s",
                "--5s",
                "5us",
                "1dd",
                "mss",
                "PT99999999999999999999S"
            })
    void what_is_no_duration_says_what_one_looks_like(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage(Problems.quote(text) + " isn't a duration; write one such as 500ms, 30s, 1m30s, 2h or 1d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0ms", "0d0s", "-5s", "PT0S", "PT-5S", "-1m30s", "0.0000001ms"})
    void duration_must_be_more_than_nothing(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("a duration must be more than 0, not '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "366d",
                "365d1ms",
                "99999999999d",
                "9999999999999999999999999999999999999999h",
                "P366D",
                "PT9999999H",
                "106752d"
            })
    void duration_must_be_no_more_than_a_year(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("a duration can be 365d at most, not '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "1.5", "0"})
    void bare_number_is_told_the_unit_to_add(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("the duration '%s' has no unit; write %ss, or %sms for milliseconds"
                        .formatted(text, text, text));
    }

    @Test
    void very_long_text_is_refused_at_once() {
        assertThatThrownBy(() -> Durations.parse("9".repeat(1_000_000) + "s")).isInstanceOf(BadValue.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S, 30s",
        "PT1M30S, 1m30s",
        "PT0.5S, 500ms",
        "PT24H, 1d",
        "PT1.5S, 1s500ms",
        "PT0.0000015S, 0.0015ms"
    })
    void durations_are_written_in_units_from_the_largest(Duration duration, String text) {
        assertThat(Durations.write(duration)).isEqualTo(text);
    }

    @Test
    void what_is_written_reads_the_same() throws BadValue {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long most = Duration.ofDays(365).toNanos() >> random.nextInt(54);
            Duration duration = Duration.ofNanos(1 + (random.nextLong() >>> 1) % most);
            assertThat(Durations.parse(Durations.write(duration))).isEqualTo(duration);
        }
    }
}
