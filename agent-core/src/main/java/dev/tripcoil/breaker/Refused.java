package dev.tripcoil.breaker;

/**
 * Why a call was refused.
 *
 * @param state the state that refused it
 * @param remaining nanoseconds until a call may next go through, 0 or more; -1 where only an operation ends it
 * @param limit the calls in flight that left no room for it; 0 if it was refused for another reason
 * @param untilMillis the same as a date, in milliseconds since 1970; 0 where only an operation ends it
 */
public record Refused(StateName state, long remaining, long untilMillis, int limit) {}
