/**
 * Calls that end after the method has returned: reactive types and suspending functions of Kotlin. Imports {@code java.base}; what
 * must know an application's libraries is in packages below this one, {@code reactor} for one, whose classes are never
 * loaded with the agent's but defined beside those libraries.
 *
 * <pre>
 *   guarded method ──▶ Wrappers ──▶ a publisher of the same type      when it returns
 *   subscriber ──▶ that publisher ──▶ Calls.begin() ──▶ FollowedCall   at each subscription
 * </pre>
 *
 * Start reading with {@link dev.tripcoil.async.Wrappers}.
 */
package dev.tripcoil.async;
