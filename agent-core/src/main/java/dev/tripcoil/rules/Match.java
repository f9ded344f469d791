package dev.tripcoil.rules;

/** Whether a selector holds, as far as can be said now. */
public enum Match {
    /** It doesn't. */
    NO,

    /** It depends on a type that can't be found yet. */
    UNKNOWN,

    /** It does. */
    YES;

    /** Whether both hold. */
    Match and(Match other) {
        return compareTo(other) < 0 ? this : other;
    }
}
