package dev.tripcoil.guard;

/**
 * A refused call's answer, on its way through the woven method to the caller.
 *
 * @param value of the method's return type, boxed; null for void
 */
record Answered(Object value) {}
