package dev.tripcoil.cli;

/** Spans of time, short enough for a column. */
final class Spans {

    private Spans() {}

    /** Such as {@code 12s}, {@code 4m12s}, {@code 1h02m}, {@code 3d04h}; what is left of a second is one. */
    static String of(long millis) {
        long seconds = (millis + 999) / 1000;
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m" + two(seconds % 60) + "s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + "h" + two(seconds / 60 % 60) + "m";
        }
        return seconds / 86_400 + "d" + two(seconds / 3600 % 24) + "h";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
