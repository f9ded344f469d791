/**
 * The tab in JConsole: {@code jconsole -pluginpath tripcoil.jar}. Runs in JConsole's JVM, never in a guarded one; the only home
 * of Swing and of {@code com.sun.tools.jconsole}. Imports {@code client}.
 *
 * <p>{@link dev.tripcoil.jconsole.Poller} asks the JVM, on a thread of its own for each connection. What it has seen is an
 * immutable {@link dev.tripcoil.jconsole.Snapshot}, which {@link dev.tripcoil.jconsole.Tab} shows: all else is on the event
 * thread. Start reading with {@link dev.tripcoil.jconsole.TripcoilPlugin}.
 */
package dev.tripcoil.jconsole;
