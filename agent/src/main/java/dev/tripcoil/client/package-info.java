/**
 * A guarded JVM seen from outside: what the command line and the JConsole tab have in common. Knows the MBeans by their names and
 * open types only, as any client would, and nothing of {@code agent-core}. Start reading with
 * {@link dev.tripcoil.client.GuardedJvm}; how one is found and reached is in {@link dev.tripcoil.client.LocalJvms} and
 * {@link dev.tripcoil.client.Connection}. The only home of {@code com.sun.tools.attach} and of Byte Buddy Agent.
 */
package dev.tripcoil.client;
