package dev.tripcoil.guard;

/** How a call is answered that is refused or, where the rules say so, fails. Implementations are thread-safe. */
interface Answering {

    /** A {@link Throwable} to throw, or an {@link Answered} value to return. */
    Object answer(Site site, Occasion occasion);
}
