/**
 * A guarded JVM seen from outside, over JMX: what the command line and the JConsole tab have in common. Knows the MBeans
 * by their names and open types only, as any client would, and nothing of {@code agent-core}. Start reading with
 * {@link dev.tripcoil.client.GuardedJvm}.
 */
package dev.tripcoil.client;
