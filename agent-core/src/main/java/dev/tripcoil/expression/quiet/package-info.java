/**
 * Stands in for {@code java.util.logging} in the agent's jar, for Janino alone: it has loggers for its makers, and the first logger
 * of a JVM fixes the application's log manager. Nothing of ours calls it.
 */
package dev.tripcoil.expression.quiet;
