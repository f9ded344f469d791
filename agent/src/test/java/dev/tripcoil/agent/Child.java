package dev.tripcoil.agent;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, under the shaded agent or without it. Closing it ends it. */
final class Child implements AutoCloseable {

    /** The jar that users get. */
    static final Path AGENT = Path.of(System.getProperty("tripcoil.jar"));

    static final Path TEST_APP = Path.of(System.getProperty("test-app.jar"));

    private final Process process;
    private final BufferedWriter input;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final Thread outputReader;
    private final Thread errorReader;

    private Child(Process process) {
        this.process = process;
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        outputReader = reader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), output, true);
        errorReader = reader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8), errors, false);
    }

    static Builder on(Jdk jdk) {
        return new Builder(jdk);
    }

    /** One that lives for seconds only, in which HotSpot's second compiler costs more than it gives. */
    static Builder brief(Jdk jdk) {
        return on(jdk).with("-XX:TieredStopAtLevel=1");
    }

    /** What a child is started with. */
    static final class Builder {
        private final Jdk jdk;
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private File directory;

        private Builder(Jdk jdk) {
            this.jdk = jdk;
            command.add(jdk.command("java"));
        }

        /** The agent with these arguments; none where null. */
        Builder agent(String arguments) {
            return with("-javaagent:" + AGENT + (arguments == null ? "" : "=" + arguments));
        }

        Builder with(String... arguments) {
            command.addAll(List.of(arguments));
            return this;
        }

        /** A main class among the test programs, with jars beside it. */
        Builder main(Class<?> main, Path... jars) {
            StringBuilder path = new StringBuilder(
                    main.getProtectionDomain().getCodeSource().getLocation().getPath());
            for (Path jar : jars) {
                path.append(File.pathSeparator).append(jar);
            }
            return with("-cp", path.toString(), main.getName());
        }

        Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        Builder in(Path folder) {
            directory = folder.toFile();
            return this;
        }

        /** Another command of the JDK's than java. */
        Builder command(String name) {
            command.set(0, jdk.command(name));
            return this;
        }

        /** Something else than a command of the JDK's. */
        Builder program(String... program) {
            command.clear();
            return with(program);
        }

        Child start() throws IOException {
            return new Child(builder().start());
        }

        private ProcessBuilder builder() {
            List<String> whole = new ArrayList<>(command);
            if (whole.get(0).equals(jdk.command("java"))) {
                // Else to attach is to send a signal, which a busy JVM may answer with a thread dump on standard
                // output.
                whole.add(1, "-XX:+StartAttachListener");
            }
            ProcessBuilder builder = new ProcessBuilder(whole).directory(directory);
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().remove("TRIPCOIL_RULES");
            environment.forEach((name, value) -> {
                if (value == null) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            return builder;
        }

        /** Runs it to its end, for what it writes byte for byte. */
        Written write() throws Exception {
            Path nothing = Files.createTempFile("nothing", null);
            Path output = Files.createTempFile("output", null);
            Path errors = Files.createTempFile("errors", null);
            Process process = builder()
                    .redirectInput(Redirect.from(nothing.toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                boolean ended = process.waitFor(90, TimeUnit.SECONDS);
                String written = Files.readString(output, StandardCharsets.ISO_8859_1);
                String complaints = Files.readString(errors, StandardCharsets.ISO_8859_1);
                if (!ended) {
                    throw new AssertionError("did not end\n" + written + complaints);
                }
                return new Written(process.exitValue(), written, complaints);
            } finally {
                process.destroyForcibly();
                Files.delete(nothing);
                Files.delete(output);
                Files.delete(errors);
            }
        }

        /** Runs it to its end. */
        Ended run() throws Exception {
            try (Child child = start()) {
                return child.end();
            }
        }
    }

    /** What came of a run. */
    record Ended(int exitCode, List<String> output, List<String> errors) {
        String text() {
            return "exit code " + exitCode + "\n" + String.join("\n", output) + "\n--- standard error\n"
                    + String.join("\n", errors);
        }

        /** The agent's own lines on standard error. */
        List<String> agentLines() {
            return errors.stream().filter(line -> line.contains("tripcoil:")).toList();
        }
    }

    private Thread reader(InputStreamReader stream, List<String> lines, boolean repliesToo) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(stream)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                    if (repliesToo) {
                        replies.add(line);
                    }
                }
            } catch (IOException e) {
                lines.add(e.toString());
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    long pid() {
        return process.pid();
    }

    /** Sends a line, and waits for the one that comes back. */
    String ask(String line) throws Exception {
        replies.clear();
        send(line);
        return reply();
    }

    /** Sends a line that nothing answers. */
    void send(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    /** The next line on standard output. */
    String reply() throws Exception {
        String reply = replies.poll(60, TimeUnit.SECONDS);
        if (reply == null) {
            throw new AssertionError("no answer\n" + snapshot().text());
        }
        return reply;
    }

    /** Waits until the agent's log has a line with each of these. */
    void awaitLog(String... parts) throws Exception {
        for (String part : parts) {
            Await.until(
                    part, () -> snapshot().agentLines(), lines -> lines.stream().anyMatch(line -> line.contains(part)));
        }
    }

    Ended snapshot() {
        return new Ended(process.isAlive() ? -1 : process.exitValue(), List.copyOf(output), List.copyOf(errors));
    }

    /** Ends its input, which is the end of those that read it, and waits for that. */
    Ended finish() throws Exception {
        input.close();
        return end();
    }

    /** Waits for it to end by itself. */
    Ended end() throws Exception {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("did not end\n" + snapshot().text());
        }
        outputReader.join(10_000);
        errorReader.join(10_000);
        return snapshot();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
