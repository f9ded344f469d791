/**
 * The {@code -javaagent}: from premain to guarded classes, threads and MBeans. The only home of
 * {@code java.lang.instrument}. Imports everything of {@code agent-core}. Start reading with
 * {@link dev.tripcoil.agent.TripcoilAgent}, then {@code Boot}.
 */
package dev.tripcoil.agent;
