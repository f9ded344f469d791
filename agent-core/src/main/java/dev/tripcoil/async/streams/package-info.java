/**
 * What guarded methods return in the place of a publisher of which no more is known than that it is one by Reactive Streams.
 * Defined beside the application's own interfaces, as the publishers of {@code dev.tripcoil.async.reactor} beside Reactor.
 */
package dev.tripcoil.async.streams;
