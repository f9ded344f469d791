package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a JVM, with what it writes in files. */
final class ChildJvm {

    private final List<String> command = new ArrayList<>();
    private final Path output;
    private final Path errors;
    private Path directory;

    /** @param output for its standard output; standard error goes beside it */
    ChildJvm(Jdk jdk, Path output, String... options) {
        command.add(jdk.java());
        command.addAll(List.of(options));
        this.output = output;
        errors = output.resolveSibling(output.getFileName() + ".err");
    }

    ChildJvm with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    ChildJvm in(Path folder) {
        directory = folder;
        return this;
    }

    /** A main class of ours. */
    ChildJvm main(Class<?> type, List<String> arguments) {
        command.addAll(List.of("-cp", Places.ownJar().toString(), type.getName()));
        command.addAll(arguments);
        return this;
    }

    /**
     * Runs it to its end.
     *
     * @return its exit code; -1 if it took longer, and was ended
     */
    int run(long minutes) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("TRIPCOIL_RULES");
        var process = builder.start();
        process.getOutputStream().close();
        try {
            return process.waitFor(minutes, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs it to its end, which must be a good one; returns the lines that it wrote. */
    List<String> lines(long minutes) throws IOException, InterruptedException {
        int code = run(minutes);
        if (code != 0) {
            throw new IllegalStateException("exit code " + code + " of " + String.join(" ", command) + "\n" + errors());
        }
        return output();
    }

    List<String> output() throws IOException {
        return Files.readAllLines(output);
    }

    /** What it wrote to standard error; the last of it, if that is much. */
    String errors() throws IOException {
        var text = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
        return text.length() > 4000 ? "... " + text.substring(text.length() - 4000) : text;
    }
}
