/** The command: what {@code java -jar tripcoil.jar} does. Start reading with {@link dev.tripcoil.cli.Main}. */
package dev.tripcoil.cli;
