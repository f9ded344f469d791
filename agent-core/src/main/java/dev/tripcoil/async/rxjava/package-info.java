/**
 * What guarded methods return in the place of RxJava's sources. Defined beside the application's own RxJava, as the
 * publishers of {@code dev.tripcoil.async.reactor} beside Reactor. Start reading with {@code SingleCall}.
 */
package dev.tripcoil.async.rxjava;
