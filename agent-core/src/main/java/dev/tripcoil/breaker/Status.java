package dev.tripcoil.breaker;

/**
 * A breaker's state as one look sees it. Dates are milliseconds since 1970.
 *
 * @param since when it entered the state
 * @param openedAt when it last opened; 0 if never
 * @param halfOpenAt when an open breaker next lets a trial through; 0 in any other state
 * @param failureCount failures that count towards opening; in OPEN, those that opened it
 * @param successCount successful trials in HALF_OPEN, else 0
 * @param timesOpened entries into OPEN
 */
public record Status(
        StateName state,
        long since,
        long openedAt,
        long halfOpenAt,
        int failureCount,
        int successCount,
        long timesOpened) {}
