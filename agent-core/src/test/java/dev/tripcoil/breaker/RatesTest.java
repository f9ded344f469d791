package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RatesTest {

    @Test
    void share_is_reached_at_exactly_the_percentage_and_above() {
        assertThat(Rates.reached(10, 20, 50)).isTrue();
        assertThat(Rates.reached(11, 20, 50)).isTrue();
        assertThat(Rates.reached(9, 20, 50)).isFalse();
    }

    @Test
    void hundred_percent_is_reached_by_all_alone() {
        assertThat(Rates.reached(100_000, 100_000, 100)).isTrue();
        assertThat(Rates.reached(99_999, 100_000, 100)).isFalse();
    }

    @Test
    void every_share_with_one_decimal_is_reached_as_in_decimal_numbers() {
        for (int tenths = 1; tenths <= 1000; tenths++) {
            var exact = new BigDecimal(tenths).movePointLeft(1);
            for (int all = 1; all <= 500; all++) {
                int needed = (tenths * all + 999) / 1000;
                assertReached(needed, all, exact, true);
                assertReached(needed - 1, all, exact, false);
            }
        }
    }

    private static void assertReached(int some, int all, BigDecimal percent, boolean expected) {
        if (Rates.reached(some, all, percent.doubleValue()) != expected) {
            throw new AssertionError(some + " of " + all + " reach " + percent + "%: not " + expected);
        }
    }

    @Test
    void text_has_the_numbers_and_one_decimal_where_needed() {
        assertThat(Rates.text(12, 20, "calls failed", 50)).isEqualTo("12 of 20 calls failed (60% ≥ 50%)");
        assertThat(Rates.text(1, 3, "calls were slow", 12.5)).isEqualTo("1 of 3 calls were slow (33.3% ≥ 12.5%)");
        assertThat(Rates.below(1, 4, "trials failed", 50)).isEqualTo("1 of 4 trials failed (25% < 50%)");
    }
}
