package dev.tripcoil.breaker;

/**
 * A breaker's state as one look sees it. Dates are milliseconds since 1970.
 *
 * @param since when it entered the state
 * @param openedAt when it last opened; 0 if never
 * @param halfOpenAt when an open breaker next lets a trial through; 0 in any other state
 * @param failureCount failures that count towards opening; in OPEN, those that opened it
 * @param failureRate percent in the window, in OPEN when it opened; -1 where there is none, or too few calls
 * @param slowRate likewise
 * @param successCount successful trials in HALF_OPEN, else 0
 * @param timesOpened entries into OPEN
 */
public record Status(
        StateName state,
        long since,
        long openedAt,
        long halfOpenAt,
        int failureCount,
        double failureRate,
        double slowRate,
        int successCount,
        long timesOpened) {}
