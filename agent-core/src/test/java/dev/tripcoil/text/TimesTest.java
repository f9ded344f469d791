package dev.tripcoil.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Random;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final DateTimeFormatter LONG = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("'T'HH:mm:ss.SSS")
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restore_the_time_zone() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0004999S, 0 ms",
        "PT0.0005S, 1 ms",
        "PT0.35S, 350 ms",
        "PT0.9994S, 999 ms",
        "PT0.9996S, 1 s",
        "PT1S, 1 s",
        "PT1.05S, 1.1 s",
        "PT29.3S, 29.3 s",
        "PT30S, 30 s",
        "PT119.94S, 119.9 s",
        "PT119.96S, 2 min",
        "PT5M, 5 min",
        "PT5M3S, 5 min 3 s",
        "PT1H59M59S, 119 min 59 s",
        "PT1H59M59.7S, 2 h",
        "PT2H, 2 h",
        "PT2H5M, 2 h 5 min",
        "P365D, 8760 h"
    })
    void span_is_given_in_its_telling_digits(Duration time, String text) {
        assertThat(Times.span(time)).isEqualTo(text);
        assertThat(Times.span(time.toNanos())).isEqualTo(text);
    }

    @Test
    void moments_of_all_times_are_those_of_the_jdk() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long moment = random.nextLong() >> random.nextInt(10, 40);
            int seconds = random.nextInt(-18 * 3600, 18 * 3600 + 1) / (i % 2 == 0 ? 1 : 900) * (i % 2 == 0 ? 1 : 900);
            String text = Times.moment(moment, new SimpleTimeZone(seconds * 1000, "some"));
            OffsetDateTime expected = Instant.ofEpochMilli(moment).atOffset(ZoneOffset.ofTotalSeconds(seconds));
            assertThat(text).isEqualTo(expected.format(LONG));
            assertThat(OffsetDateTime.parse(text)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,               1700000000123, 2023-11-14T22:13:20.123Z",
        "UTC,               1700000040000, 2023-11-14T22:14:00.000Z",
        "UTC,               -1,            1969-12-31T23:59:59.999Z",
        "Europe/Berlin,     1700000000007, 2023-11-14T23:13:20.007+01:00",
        "Europe/Berlin,     1690000000000, 2023-07-22T06:26:40.000+02:00",
        "Asia/Kolkata,      1700000000050, 2023-11-15T03:43:20.050+05:30",
        "America/St_Johns,  1700000000000, 2023-11-14T18:43:20.000-03:30"
    })
    void moment_is_the_local_time_with_its_offset(String zone, long epochMillis, String text) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(Times.moment(epochMillis)).isEqualTo(text);
    }

    @Test
    void moment_is_in_utc_where_the_offset_is_more_than_java_time_knows() {
        TimeZone.setDefault(new SimpleTimeZone(20 * 3_600_000, "far east"));
        assertThat(Times.moment(1_700_000_000_123L)).isEqualTo("2023-11-14T22:13:20.123Z");
    }
}
