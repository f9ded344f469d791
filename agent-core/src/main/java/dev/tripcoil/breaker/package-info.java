/**
 * The circuit breaker: its definition, its states, and how it goes from one to another. Imports
 * {@code java.base} only. Start reading with {@link dev.tripcoil.breaker.Breaker}.
 */
package dev.tripcoil.breaker;
