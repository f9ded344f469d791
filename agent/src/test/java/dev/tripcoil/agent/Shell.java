package dev.tripcoil.agent;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A bash that runs one script after another, and keeps variables, functions and background jobs. */
final class Shell implements AutoCloseable {

    private final Process bash;
    private final BufferedWriter input;
    private final Path scratch;
    private int number;

    /**
     * What came of a script.
     *
     * @param failures an exit code and a command on each line, of those with another than 0
     */
    record Result(int exitCode, String output, List<String> failures) {}

    /**
     * @param scratch for files of its own, outside the folder where scripts run
     */
    Shell(Path folder, Path scratch, Map<String, String> environment) throws IOException {
        this.scratch = scratch;
        ProcessBuilder builder = new ProcessBuilder("bash", "--norc", "--noprofile")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("bash").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "TRIPCOIL_RULES"));
        builder.environment().putAll(environment);
        bash = builder.start();
        input = new BufferedWriter(new OutputStreamWriter(bash.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Runs it to its end. */
    Result run(String script) throws Exception {
        return await(begin(script));
    }

    /** Runs it; once it has printed what is wanted, interrupts what it runs, as Ctrl-C does. */
    Result interrupt(String script, Shown once) throws Exception {
        Set<ProcessHandle> before = bash.descendants().collect(Collectors.toSet());
        Path run = begin(script);
        Await.until("this output: " + once, () -> output(run), once::isAllOf);
        for (ProcessHandle program : bash.descendants().toList()) {
            if (!before.contains(program)) {
                new ProcessBuilder("kill", "-INT", Long.toString(program.pid()))
                        .start()
                        .waitFor();
            }
        }
        return await(run);
    }

    private Path begin(String script) throws IOException {
        Path run = Files.createDirectory(scratch.resolve("run" + ++number));
        Files.writeString(run.resolve("script"), script);
        // A file of its own for what failed: a trap may print nothing among the output.
        input.write("""
                set -E; trap 'echo "$? $BASH_COMMAND" >>%1$s/failures' ERR
                . %1$s/script >%1$s/output 2>&1 </dev/null
                echo $? >%1$s/code.new; trap - ERR; mv %1$s/code.new %1$s/code
                """.formatted(run));
        input.flush();
        return run;
    }

    private Result await(Path run) throws Exception {
        Await.until(
                "the end of " + Files.readString(run.resolve("script")),
                () -> Files.exists(run.resolve("code")) || !bash.isAlive(),
                ended -> ended);
        if (!bash.isAlive()) {
            throw new AssertionError(
                    "the shell has ended:\n" + output(run) + Files.readString(scratch.resolve("bash")));
        }
        Path failures = run.resolve("failures");
        return new Result(
                Integer.parseInt(Files.readString(run.resolve("code")).strip()),
                output(run),
                Files.exists(failures) ? Files.readAllLines(failures) : List.of());
    }

    private static String output(Path run) throws IOException {
        Path output = run.resolve("output");
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** The value of a variable. */
    String value(String variable) throws Exception {
        return run("echo \"${" + variable + "-}\"").output().strip();
    }

    /** Ends it, and all that it has started. */
    @Override
    public void close() {
        List<ProcessHandle> all = bash.descendants().toList();
        bash.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
