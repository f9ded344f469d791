/**
 * The command: what {@code java -jar tripcoil.jar} does. A class for each command, which picocli makes from the arguments; it
 * prints data to one writer and messages to another, and returns the exit code. The only home of picocli. Start reading with
 * {@link dev.tripcoil.cli.Main}, then {@link dev.tripcoil.cli.StatusCommand}.
 */
package dev.tripcoil.cli;
