package dev.tripcoil.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "-5, now",
        "0, now",
        "1, 1 s",
        "1000, 1 s",
        "1001, 2 s",
        "59000, 59 s",
        "59001, 1:00 min",
        "200000, 3:20 min",
        "3600000, 1:00:00 h",
        "7400000, 2:03:20 h",
        "86400000, 1 d 0 h"
    })
    void a_countdown_counts_full_seconds_down_to_now(long millis, String text) {
        assertThat(Texts.countdown(millis)).isEqualTo(text);
    }

    @Test
    void numbers_have_the_same_digits_whatever_their_size() {
        assertThat(Texts.perSecond(0.0)).isEqualTo("0.0");
        assertThat(Texts.perSecond(12345678.94)).isEqualTo("12,345,678.9");
        assertThat(Texts.percent(33.333)).isEqualTo("33.3 %");
        assertThat(Texts.count(1234567L)).isEqualTo("1,234,567");
    }

    @Test
    void what_there_is_not_is_a_dash() {
        assertThat(Texts.perSecond(null)).isEqualTo("\u2013");
        assertThat(Texts.percent(-1.0)).isEqualTo("\u2013");
        assertThat(Texts.count(-1L)).isEqualTo("\u2013");
        assertThat(Texts.moment(null)).isEqualTo("\u2013");
    }
}
