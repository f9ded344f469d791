package dev.tripcoil.guard;

/**
 * A call's answer, on its way through the woven method to the caller.
 *
 * @param value of the method's return type, boxed; null for void
 * @param refusal what the value hands on later, as a failed stage does; null if it is none of that kind
 */
record Answered(Object value, Throwable refusal) {

    Answered(Object value) {
        this(value, null);
    }
}
