package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

    @ParameterizedTest
    @CsvSource({"100 calls, 100", "1 call, 1", "100, 100", "1, 1", "100000 calls, 100000", "100000, 100000", "007, 7"})
    void windows_of_calls_are_read(String text, int calls) throws BadValue {
        assertThat(Windows.parse(text)).isEqualTo(new Window(calls, null));
    }

    @ParameterizedTest
    @CsvSource({"60s, PT60S", "1s, PT1S", "1h, PT1H", "1.5s, PT1.5S", "1m30s, PT90S", "PT1M, PT60S"})
    void windows_of_time_are_read(String text, Duration span) throws BadValue {
        assertThat(Windows.parse(text)).isEqualTo(new Window(0, span));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0 calls",
                "-1",
                "100001",
                "100001 calls",
                "99999999999999999999",
                "1.5",
                "1.5 calls",
                "100calls",
                "100  calls",
                "100 Calls",
                " calls",
                "calls",
                "100 calls calls",
                "60s calls",
                "60 s",
                "999ms",
                "1h1ms",
                "1d",
                "50%",
                "many"
            })
    void what_is_no_window_says_what_one_looks_like(String text) {
        assertThatThrownBy(() -> Windows.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage("'" + text + "' isn't a window; write 1 to 100000 calls, such as 100 calls, or a duration"
                        + " from 1s to 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 calls", "1 call", "2 calls", "1s", "1m30s", "1h"})
    void windows_are_written_as_they_are_read(String text) throws BadValue {
        assertThat(Windows.write(Windows.parse(text))).isEqualTo(text);
    }
}
