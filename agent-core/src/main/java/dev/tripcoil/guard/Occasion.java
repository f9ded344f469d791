package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Permit;

/**
 * Why a call needs an answer: its breaker refuses it, or it was let through and has failed. Compared by nobody: it holds what is the
 * application's.
 *
 * @param breaker the one that decides on this call: where breakers are split by key, its key's own
 * @param refusing what {@link Breaker#explain} explains; null for a call that was let through
 * @param given the receiver and the arguments, as the woven method handed them over; null where nothing needs them. Of a call that was let
 *     through, what its {@link Memory} made of them then
 * @param failure what a let-through call threw; null for a refusal, and where its result was judged a failure
 */
record Occasion(Breaker breaker, Permit refusing, Object given, Throwable failure) {}
