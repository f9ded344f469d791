package dev.tripcoil.speed;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same JDK. */
final class ChildJvm {

    private ChildJvm() {}

    /** Runs a program to its end, and gives what it printed. */
    static String run(List<String> options, String classPath, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + "\n" + output);
        }
        return output;
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The option for Tripcoil's agent under these rules. */
    static String agent(Path folder, String rules) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        return "-javaagent:" + Places.AGENT + "=" + file;
    }

    /** To be left to the system's own tidying. */
    static Path folder() throws IOException {
        return Files.createTempDirectory("speed");
    }
}
