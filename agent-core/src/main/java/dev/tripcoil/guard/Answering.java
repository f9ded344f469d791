package dev.tripcoil.guard;

/** How a call is answered that is refused or, where the rules say so, fails. Implementations are thread-safe. */
interface Answering {

    /** A {@link Throwable} to throw, or an {@link Answered} value to return. */
    Object answer(Site site, Occasion occasion);

    /** Whether it must be given the receiver and all arguments, as an array. */
    default boolean needsAllGiven() {
        return false;
    }

    /** Whether it must be told of good results, by {@link #succeeded}. */
    default boolean remembers() {
        return false;
    }

    /**
     * At the beginning of a call, before its body can change what it was given. Throws nothing.
     *
     * @param given the receiver, if there is one, and all arguments; not to be changed from now on
     * @return what goes to {@link #succeeded}, and as what was given into an {@link Occasion}; null where the call can't be
     *     remembered
     */
    default Object key(Object given) {
        return given;
    }

    /**
     * A call that was let through has ended well. Throws nothing. Runs code of the application's: no lock may be held.
     *
     * @param key what {@link #key} returned at its beginning
     * @param result of the method, boxed; for a method that returns a stage, the stage's value
     */
    default void succeeded(Site site, Object key, Object result) {}

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
