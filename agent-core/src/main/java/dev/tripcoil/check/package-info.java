/**
 * What rules would do to an application, said before it runs: its class files are read from JARs and folders, and go through
 * the very code that the agent weaves with. Nothing of the application is loaded. Imports {@code rules}, {@code breaker},
 * {@code guard}, {@code apply} and {@code weave}. Start reading with {@link dev.tripcoil.check.Check}.
 */
package dev.tripcoil.check;
