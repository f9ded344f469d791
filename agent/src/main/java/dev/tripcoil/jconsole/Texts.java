package dev.tripcoil.jconsole;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** How numbers, moments and spans read in the tab: always with the same digits, so that columns line up. */
final class Texts {

    /** For what there isn't, or isn't yet. */
    static final String NONE = "\u2013";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Texts() {}

    static String perSecond(Double rate) {
        return rate == null ? NONE : String.format(Locale.ROOT, "%,.1f", rate);
    }

    /** Of a share in percent, which is negative where there is none. */
    static String percent(Double share) {
        return share == null || share < 0 ? NONE : String.format(Locale.ROOT, "%.1f %%", share);
    }

    static String count(Long count) {
        return count == null || count < 0 ? NONE : String.format(Locale.ROOT, "%,d", count);
    }

    /** Full seconds still to go, as on a countdown: the last one ends with {@code now}. */
    static String countdown(long millis) {
        return millis <= 0 ? "now" : span(millis + 999);
    }

    /** {@code 42 s}, {@code 3:20 min}, {@code 2:03:20 h}, {@code 3 d 4 h}. */
    static String span(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
        return seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }

    /** Date and time of day, here. */
    static String moment(Date date) {
        return date == null ? NONE : MOMENT.format(local(date.getTime()));
    }

    /** Time of day, here. */
    static String clock(long epochMillis) {
        return CLOCK.format(local(epochMillis));
    }

    private static ZonedDateTime local(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atZone(ZoneId.systemDefault());
    }

    /** {@code 1 breaker}, {@code 2 breakers}. */
    static String plural(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }
}
