package dev.tripcoil.breaker;

/**
 * What {@link Breaker#enter} hands to a call, and the call gives back with its outcome.
 *
 * <p>It is the state object itself, or a {@link Trial} of the half-open state. An outcome thus reaches the very period
 * in which its call was let through; when the breaker has left that period, the object is no longer current and can
 * decide nothing: its transition is a compare-and-set from itself, which fails.
 */
public abstract sealed class Permit permits State, Trial {

    Permit() {}

    /** Whether the call may go ahead. Otherwise it is refused, owes no outcome, and this is the state that refused. */
    public abstract boolean letsThrough();

    /** The breaker that gave it. */
    public abstract Breaker breaker();

    /** The call ended well. */
    abstract void succeeded();

    /** The call failed. */
    abstract void failed();

    /** The call ended in a way that counts as neither. */
    abstract void ignored();
}
