package dev.tripcoil.client;

import java.util.Date;

/**
 * A transition of a breaker.
 *
 * @param number counts the breaker's transitions, without gaps
 * @param at by the clock of its JVM
 * @param from equals {@code to} where METRICS_ONLY has kept it from opening
 */
public record TransitionStatus(long number, Date at, String from, String to, String why) {}
