/**
 * What must hold when two threads meet in a breaker: a jcstress class for each claim, which is the first line of its javadoc.
 * They use what other packages may use of {@code dev.tripcoil.breaker}, on a {@link dev.tripcoil.stress.Clock} that stands
 * still. Start reading with {@link dev.tripcoil.stress.OneTrialAtATime}.
 */
package dev.tripcoil.stress;
