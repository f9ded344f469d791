package dev.tripcoil.rules;

import java.time.DateTimeException;
import java.time.Duration;

/** Durations as the rules file writes them: {@code 500ms}, {@code 1.5s}, {@code 1m30s}, {@code PT30S}. */
final class Durations {
    private static final Duration LONGEST = Duration.ofDays(365);
    // Long enough for anything meant, short enough that arithmetic on it costs nothing.
    private static final int LONGEST_TEXT = 50;

    // From the largest, as they follow each other in a text.
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] NANOS = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L
    };

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws BadValue if it isn't one, or not more than 0, or over 365 days
     */
    static Duration parse(String text) throws BadValue {
        Duration duration;
        if (text.length() > LONGEST_TEXT || text.isEmpty()) {
            throw notOne(text);
        } else if (text.charAt(0) == 'P' || text.charAt(0) == 'p') {
            try {
                duration = Duration.parse(text);
            } catch (DateTimeException | ArithmeticException e) {
                throw notOne(text);
            }
        } else {
            duration = sum(text);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new BadValue("a duration must be more than 0, not " + Problems.quote(text));
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw tooLong(text);
        }
        return duration;
    }

    private static Duration sum(String text) throws BadValue {
        long nanos = 0;
        int from = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int nextUnit = 0;
        int at = from;
        while (at < text.length()) {
            int number = at;
            at = endOfNumber(text, at);
            int unitStart = at;
            while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
                at++;
            }
            if (unitStart == number) {
                throw notOne(text);
            }
            if (unitStart == text.length() && number == from) {
                throw new BadValue("the duration " + Problems.quote(text) + " has no unit; write " + text + "s, or "
                        + text + "ms for milliseconds");
            }
            int unit = nextUnit;
            while (unit < UNITS.length && !text.regionMatches(unitStart, UNITS[unit], 0, at - unitStart)) {
                unit++;
            }
            if (unit == UNITS.length || UNITS[unit].length() != at - unitStart) {
                throw notOne(text);
            }
            nextUnit = unit + 1;
            try {
                nanos = Math.addExact(nanos, nanos(text, number, unitStart, NANOS[unit]));
            } catch (ArithmeticException e) {
                throw tooLong(text);
            }
        }
        return Duration.ofNanos(text.charAt(0) == '-' ? -nanos : nanos);
    }

    /**
     * Of a number in the text, so many of the unit; of a fraction what is left beyond a nanosecond is dropped.
     *
     * @throws ArithmeticException if they are too many for a long
     */
    // Not by BigDecimal: on JDK 25 it brings the common pool of fork and join, with the properties as they are before
    // main.
    private static long nanos(String text, int start, int end, long unit) {
        long nanos = 0;
        int at = start;
        while (at < end && text.charAt(at) != '.') {
            nanos = Math.addExact(Math.multiplyExact(nanos, 10), (text.charAt(at) - '0') * unit);
            at++;
        }
        // Digit by digit, what does not make a nanosecond with it goes on to the next, in parts of the last digit's
        // place.
        long place = unit;
        long parts = 0;
        long divisor = 1;
        for (at++; at < end && divisor < 10_000; at++) {
            int digit = text.charAt(at) - '0';
            if (place % 10 == 0) {
                place /= 10;
                nanos = Math.addExact(nanos, digit * place);
            } else {
                divisor *= 10;
                parts = parts * 10 + digit * place;
            }
        }
        return Math.addExact(nanos, parts / divisor);
    }

    // After digits with at most one point, which has digits on both sides; where there are none, right here.
    private static int endOfNumber(String text, int start) {
        int at = endOfDigits(text, start);
        if (at > start && at < text.length() && text.charAt(at) == '.') {
            int end = endOfDigits(text, at + 1);
            return end > at + 1 ? end : at;
        }
        return at;
    }

    private static int endOfDigits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static BadValue notOne(String text) {
        return new BadValue(Problems.quote(text) + " isn't a duration; write one such as 500ms, 30s, 1m30s, 2h or 1d");
    }

    private static BadValue tooLong(String text) {
        return new BadValue("a duration can be 365d at most, not " + Problems.quote(text));
    }

    /** Writes a duration so that {@link #parse} reads the same. */
    static String write(Duration duration) {
        StringBuilder text = new StringBuilder();
        long rest = duration.toNanos();
        for (int i = 0; i < UNITS.length; i++) {
            long count = rest / NANOS[i];
            rest %= NANOS[i];
            boolean fraction = i == UNITS.length - 1 && rest > 0;
            if (count > 0 || fraction) {
                text.append(count).append(fraction ? fraction(rest) : "").append(UNITS[i]);
            }
        }
        return text.toString();
    }

    /** The nanoseconds of a broken millisecond, after the point. */
    private static String fraction(long nanos) {
        String digits = Long.toString(1_000_000 + nanos).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "." + digits.substring(0, end);
    }
}
