package dev.tripcoil.guard;

/** How a call is answered that is refused or, where the rules say so, fails. Implementations are thread-safe. */
interface Answering {

    /** A {@link Throwable} to throw, or an {@link Answered} value to return. */
    Object answer(Site site, Occasion occasion);

    /** Whether it must be given the receiver and all arguments, as an array. */
    default boolean needsAllGiven() {
        return false;
    }

    /** What keeps good results for it; null if nothing does. */
    default Memory memory() {
        return null;
    }

    /** Whether it must be told of failures, by {@link #failed}. */
    default boolean keepsFailures() {
        return false;
    }

    /** A call that was let through has failed, and was counted: the failure may be wanted for a refusal. Throws nothing. */
    default void failed(Site site, Throwable failure) {}

    /**
     * Goes on from what answered calls of the same method before.
     *
     * @return whether what that has kept is this one's now, and it needn't be {@linkplain #close closed}
     */
    default boolean follow(Answering before) {
        return false;
    }

    /** Lets go what is too old. For a thread of the agent's. */
    default void sweep() {}

    /** No call is answered any more. */
    default void close(Site site) {}
}
