/**
 * What guarded methods return in the place of Reactor's publishers. Not loaded with the agent's classes: {@link
 * dev.tripcoil.async.Wrappers} defines these beside the application's own Reactor, and so they refer to nothing but that and
 * {@code java.base}. Start reading with {@code FluxCall}.
 */
package dev.tripcoil.async.reactor;
