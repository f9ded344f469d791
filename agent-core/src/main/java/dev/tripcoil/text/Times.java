package dev.tripcoil.text;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * Moments and spans of time as people read them.
 *
 * <p>The offset comes from {@link TimeZone}, not from {@code java.time.zone}, whose rules are looked up through the
 * service loader: that would instantiate an application's own provider before the application does.
 */
public final class Times {

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
        ZoneOffset offset = offset(zone.getOffset(epochMillis) / 1000);
        long second = Math.floorDiv(epochMillis, 1000L);
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        LocalDateTime whole = LocalDateTime.ofEpochSecond(second, 0, offset);
        String text = whole.toString();
        if (whole.getSecond() == 0) {
            text += ":00"; // left out by toString
        }
        return text + '.' + padded(millis) + offset;
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

    /** UTC where {@code java.time} knows no such offset, as an application's own time zone may have it. */
    private static ZoneOffset offset(int seconds) {
        boolean known = Math.abs(seconds) <= ZoneOffset.MAX.getTotalSeconds();
        return known ? ZoneOffset.ofTotalSeconds(seconds) : ZoneOffset.UTC;
    }

    private static String padded(int millis) {
        return millis < 10 ? "00" + millis : millis < 100 ? "0" + millis : Integer.toString(millis);
    }
}
