package dev.tripcoil.breaker;

/**
 * What {@link Breaker#enter} hands to a call, and the call gives back with its outcome.
 *
 * <p>It is the state object itself, or a {@link Trial} of the half-open state; where calls in flight are watched, a
 * {@link Call} that holds it. An outcome thus reaches the very period
 * in which its call was let through; when the breaker has left that period, the object is no longer current and can
 * decide nothing: its transition is a compare-and-set from itself, which fails.
 */
public abstract sealed class Permit permits State, Trial, Call, Crowded, Past {

    Permit() {}

    /** Whether the call may go ahead. Otherwise it is refused, owes no outcome, and this is the state that refused. */
    public abstract boolean letsThrough();

    /** The breaker that gave it. */
    public abstract Breaker breaker();

    /** The call ended well, and in time. */
    abstract void succeeded();

    /** The call ended and had failed, was slow, or both. */
    abstract void add(boolean failed, boolean slow);

    /** The call ended in a way that counts as neither. */
    abstract void ignored();

    /** The call is slow already, and still in flight; its end will count no more. */
    abstract void hangs();
}
