package dev.tripcoil.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs in a JVM of its own: another program's main, and as the JVM ends, notes what the agent says of itself. */
final class RunSuite {

    private RunSuite() {}

    /** @param arguments a file for the agent's figures, the main class, its arguments */
    public static void main(String... arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(Path.of(arguments[0]), AgentFigures.read());
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 2, arguments.length));
    }
}
