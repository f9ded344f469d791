package dev.tripcoil.breaker;

/** What the end of a call counts as. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    IGNORED
}
