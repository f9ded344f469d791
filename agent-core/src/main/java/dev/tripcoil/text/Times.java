package dev.tripcoil.text;

import java.time.Duration;
import java.util.TimeZone;

/**
 * Moments and spans of time as people read them.
 *
 * <p>The offset comes from {@link TimeZone}, not from {@code java.time.zone}, whose rules are looked up through the
 * service loader: that would instantiate an application's own provider before the application does. Nothing of {@code
 * java.time} but durations is used: its some thirty classes would be loaded by the first line of the log.
 */
public final class Times {

    private static final long DAY = 86_400_000;

    private static final int MOST_OFFSET = 18 * 3600;

    private Times() {}

    /**
     * As {@link #moment(long, TimeZone)} in the JVM's default time zone, which the first call decides for the whole JVM:
     * not for use before the application's main.
     */
    public static String moment(long epochMillis) {
        return moment(epochMillis, TimeZone.getDefault());
    }

    /** ISO-8601 local time with its offset, to the millisecond: {@code 2026-11-20T19:05:33.120+01:00}. */
    public static String moment(long epochMillis, TimeZone zone) {
        long offset = offset(zone.getOffset(epochMillis) / 1000);
        long local = epochMillis + offset * 1000;
        StringBuilder text = new StringBuilder(32);
        appendDate(text, Math.floorDiv(local, DAY));
        long inDay = Math.floorMod(local, DAY);
        append(text, 'T', inDay / 3_600_000);
        append(text, ':', inDay / 60_000 % 60);
        append(text, ':', inDay / 1000 % 60);
        text.append('.').append(padded((int) (inDay % 1000)));
        return appendOffset(text, offset).toString();
    }

    /**
     * The date of a day since 1970, years before 0 and after 9999 as ISO-8601 has them. With years that begin in March the leap day comes last,
     * and the days before each month follow one line: see "chrono-Compatible Low-Level Date Algorithms" by Howard Hinnant.
     */
    private static void appendDate(StringBuilder text, long epochDay) {
        long day = epochDay + 719_468; // since 0000-03-01
        long era = Math.floorDiv(day, 146_097L);
        long ofEra = Math.floorMod(day, 146_097L);
        long yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long fromMarch = (5 * ofYear + 2) / 153;
        long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year < 0 || year > 9999) {
            text.append(year < 0 ? '-' : '+');
        }
        String digits = Long.toString(Math.abs(year));
        text.append("0000", 0, Math.max(0, 4 - digits.length())).append(digits);
        append(text, '-', month);
        append(text, '-', ofYear - (153 * fromMarch + 2) / 5 + 1);
    }

    private static void append(StringBuilder text, char before, long twoDigits) {
        text.append(before).append((char) ('0' + twoDigits / 10)).append((char) ('0' + twoDigits % 10));
    }

    private static StringBuilder appendOffset(StringBuilder text, long seconds) {
        if (seconds == 0) {
            return text.append('Z');
        }
        long most = Math.abs(seconds);
        append(text, seconds < 0 ? '-' : '+', most / 3600);
        append(text, ':', most / 60 % 60);
        if (most % 60 != 0) {
            append(text, ':', most % 60);
        }
        return text;
    }

    /** A span of time in its two most telling digits or so: {@code 350 ms}, {@code 29.3 s}, {@code 30 s}, {@code 5 min}. */
    public static String span(long nanos) {
        long millis = (nanos + 500_000) / 1_000_000;
        if (millis < 1000) {
            return millis + " ms";
        }
        long tenths = (millis + 50) / 100;
        if (tenths < 1200) {
            return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
        }
        long seconds = (millis + 500) / 1000;
        if (seconds < 7200) {
            return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** As {@link #span(long)}. */
    public static String span(Duration duration) {
        return span(duration.toNanos());
    }

    /** UTC where it would be more than ISO-8601 has, as an application's own time zone may have it. */
    private static int offset(int seconds) {
        return Math.abs(seconds) <= MOST_OFFSET ? seconds : 0;
    }

    private static String padded(int millis) {
        return millis < 10 ? "00" + millis : millis < 100 ? "0" + millis : Integer.toString(millis);
    }
}
