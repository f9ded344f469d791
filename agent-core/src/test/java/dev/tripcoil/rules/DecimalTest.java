package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "50%, 50",
        "12.5%, 12.5",
        "50, 50",
        "12.5, 12.5",
        "100%, 100",
        "0.001%, 0.001",
        "0.5, 0.5",
        "007.50%, 7.5"
    })
    void shares_are_read_as_percent(String text, double expected) throws BadValue {
        assertThat(Decimal.SHARE.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "0",
                "0%",
                "0.0%",
                "-5%",
                "+5%",
                "100.001%",
                "101",
                "50 %",
                " 50%",
                "50%%",
                "%50",
                ".5%",
                "5.%",
                ".",
                "1.2.3",
                "1,5%",
                "1e1",
                "0x10",
                "1d",
                "1_0",
                "NaN",
                "Infinity",
                "\u0665%",
                "half"
            })
    void what_is_no_share_says_what_one_looks_like(String text) {
        assertThatThrownBy(() -> Decimal.SHARE.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage("'" + text + "' isn't a share; write more than 0% and at most 100%, such as 50%");
    }

    @Test
    void share_too_small_to_tell_from_nothing_is_none() {
        assertThatThrownBy(() -> Decimal.SHARE.parse("0." + "0".repeat(400) + "1%"))
                .isInstanceOf(BadValue.class);
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "0, 0", "0.0%, 0", "10%, 10", "50%, 50", "0.5, 0.5"})
    void jitter_reaches_from_nothing_to_half(String text, double expected) throws BadValue {
        assertThat(Decimal.JITTER.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50.1%", "100%", "-1%", "-0", "", "%"})
    void more_jitter_says_how_much_there_may_be(String text) {
        assertThatThrownBy(() -> Decimal.JITTER.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage("'" + text + "' isn't a jitter; write a share from 0% to 50%, such as 10%");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.0, 1", "1.5, 1.5", "2, 2", "1000, 1000"})
    void multipliers_are_read(String text, double expected) throws BadValue {
        assertThat(Decimal.MULTIPLIER.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.99", "-2", "1000.1", "150%", "x2", "2x", "", "1e2"})
    void what_is_no_multiplier_says_what_one_looks_like(String text) {
        assertThatThrownBy(() -> Decimal.MULTIPLIER.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage("'" + text + "' isn't a multiplier; write a number from 1 to 1000, such as 1.5");
    }

    @Test
    void numbers_are_written_plain() {
        assertThat(Decimal.SHARE.write(50)).isEqualTo("50%");
        assertThat(Decimal.SHARE.write(100)).isEqualTo("100%");
        assertThat(Decimal.SHARE.write(12.1)).isEqualTo("12.1%");
        assertThat(Decimal.SHARE.write(0.00001)).isEqualTo("0.00001%");
        assertThat(Decimal.JITTER.write(0)).isEqualTo("0%");
        assertThat(Decimal.MULTIPLIER.write(1000)).isEqualTo("1000");
        assertThat(Decimal.MULTIPLIER.write(1.5)).isEqualTo("1.5");
    }
}
