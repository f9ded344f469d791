package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpansTest {

    @Test
    void a_span_is_short() {
        assertThat(Spans.of(0)).isEqualTo("0s");
        assertThat(Spans.of(59_000)).isEqualTo("59s");
        assertThat(Spans.of(60_000)).isEqualTo("1m00s");
        assertThat(Spans.of(3_599_000)).isEqualTo("59m59s");
        assertThat(Spans.of(3_720_000)).isEqualTo("1h02m");
        assertThat(Spans.of(86_400_000L * 3 + 3_600_000 * 4)).isEqualTo("3d04h");
    }

    @Test
    void a_count_down_shows_zero_only_when_it_is_over() {
        assertThat(Spans.of(1)).isEqualTo("1s");
        assertThat(Spans.of(29_001)).isEqualTo("30s");
    }
}
