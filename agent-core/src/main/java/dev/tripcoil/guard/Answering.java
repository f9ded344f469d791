package dev.tripcoil.guard;

import dev.tripcoil.breaker.Permit;

/** How a refused call is answered. Implementations are thread-safe. */
interface Answering {

    /** A {@link Throwable} to throw, or an {@link Answered} value to return. */
    Object answer(Site site, Permit refusing);
}
