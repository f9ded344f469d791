/**
 * What runs at every guarded call, behind the hook: from the number of a call site to its breaker, and back with the
 * outcome. Imports {@code breaker}, {@code text} and {@code java.base}. Start reading with
 * {@link dev.tripcoil.guard.Guard}.
 */
package dev.tripcoil.guard;
