/**
 * What follows a suspending function of Kotlin to its end. Defined beside the application's own Kotlin library, as the
 * publishers of {@code dev.tripcoil.async.reactor} beside Reactor.
 */
package dev.tripcoil.async.kotlin;
