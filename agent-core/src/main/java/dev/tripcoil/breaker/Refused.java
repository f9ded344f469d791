package dev.tripcoil.breaker;

/**
 * Why a call was refused.
 *
 * @param state the state that refused it
 * @param remaining nanoseconds until a call may next go through, 0 or more; -1 where only an operation ends it
 * @param untilMillis the same as a date, in milliseconds since 1970; 0 where only an operation ends it
 */
public record Refused(StateName state, long remaining, long untilMillis) {}
