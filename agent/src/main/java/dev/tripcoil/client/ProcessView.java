package dev.tripcoil.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of this machine as the operating system shows it, which the process does not notice. To attach to a JVM that has
 * no attach listener yet is to send it SIGQUIT, which ends a process that does not expect it, and has a JVM that forbids
 * attaching print a thread dump: so all that can be told from outside is told here first. Most of it is in Linux' /proc;
 * elsewhere less is known, and nothing is held against the process.
 */
final class ProcessView {

    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final int SIGQUIT = 3;

    /** The start of a process is known to the second, and a file system may have a clock of its own. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(3);

    private final ProcessHandle handle;
    private final ProcessHandle.Info info;
    private final Path proc;

    private ProcessView(ProcessHandle handle) {
        this.handle = handle;
        info = handle.info();
        proc = Path.of("/proc", Long.toString(handle.pid()));
    }

    static ProcessView of(ProcessHandle handle) {
        return new ProcessView(handle);
    }

    /** Null if there is no such process. */
    static ProcessView of(long pid) {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        return handle == null || !handle.isAlive() ? null : new ProcessView(handle);
    }

    long pid() {
        return handle.pid();
    }

    /** Null if that can't be told. */
    String user() {
        return info.user().orElse(null);
    }

    /** Whether only its own user may attach to it, and we are another. The superuser may attach to all. */
    boolean isOutOfReach() {
        String user = user();
        String own = ProcessHandle.current().info().user().orElse(null);
        return user != null && own != null && !own.equals(user) && !own.equals("root");
    }

    /** Whether it was started by the command java. JVMs that other commands start are found by {@link #isJvm}. */
    boolean isJava() {
        String command = info.command().orElse(null);
        if (command == null) {
            List<String> line = commandLine();
            command = line.isEmpty() ? "" : line.get(0);
        }
        String name = command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
        return name.equals("java") || name.equalsIgnoreCase("java.exe") || name.equalsIgnoreCase("javaw.exe");
    }

    /** Whether a JVM is in it; where that can't be told, whether its command is java. */
    boolean isJvm() {
        try {
            String mapped = Files.readString(proc.resolve("maps"), StandardCharsets.ISO_8859_1);
            return mapped.contains("libjvm") || mapped.contains("libj9vm");
        } catch (IOException e) {
            return isJava();
        }
    }

    /** Main class or jar, with its arguments, as far as that can be told. */
    String command() {
        List<String> line = commandLine();
        int main = 1;
        while (main < line.size()
                && (line.get(main).startsWith("-") || line.get(main).startsWith("@"))) {
            boolean hasValue = List.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules")
                    .contains(line.get(main));
            main += hasValue ? 2 : 1;
        }
        return main < line.size() ? String.join(" ", line.subList(main, line.size())) : "";
    }

    /** Whether it was started with {@code -XX:+DisableAttachMechanism}. */
    boolean forbidsAttach() {
        return forbidAttach(options());
    }

    static boolean forbidAttach(List<String> options) {
        boolean forbid = false;
        for (String option : options) {
            if (option.endsWith("DisableAttachMechanism")) {
                forbid = option.equals("-XX:+DisableAttachMechanism");
            }
        }
        return forbid;
    }

    /** Whether its attach listener is there: to attach is then to open a socket, and no signal is sent. */
    boolean listens() {
        return isItsOwn(proc.resolve("root/tmp/.java_pid" + pidInItsContainer()))
                || isItsOwn(Path.of(System.getProperty("java.io.tmpdir"), ".java_pid" + pid()));
    }

    /** A JVM that was killed leaves its socket behind, for the next process of that number. */
    private boolean isItsOwn(Path socket) {
        try {
            Instant made = Files.getLastModifiedTime(socket).toInstant();
            Instant started = info.startInstant().orElse(Instant.MIN);
            return !made.plus(CLOCKS_DIFFER_BY).isBefore(started);
        } catch (IOException e) {
            return false; // not there
        }
    }

    /**
     * Whether it takes the signal that opens its attach listener. A JVM that is only just starting does not yet: it would end.
     * (One with {@code -Xrs} never does, but has its listener from the start.)
     */
    boolean takesSignal() {
        String caught = status("SigCgt:");
        return caught == null || (Long.parseUnsignedLong(caught, 16) >> SIGQUIT - 1 & 1) == 1;
    }

    /**
     * Whether an agent may have come with its command line. If not, and without an attach listener, it has none, and need not
     * be asked.
     */
    boolean mayHaveStartedWithAgent() {
        List<String> options = options();
        return options.isEmpty() || !isJava() || mayBringAgent(options); // options that can't be seen may
    }

    static boolean mayBringAgent(List<String> options) {
        for (String option : options) {
            if (option.startsWith("-javaagent:")
                    || option.startsWith("@")
                    || option.startsWith("-XX:Flags=")
                    || option.startsWith("-XX:VMOptionsFile=")) {
                return true;
            }
        }
        return false;
    }

    private List<String> options() {
        return options(split("environ"), commandLine());
    }

    /** From the environment and the command line. */
    static List<String> options(List<String> environment, List<String> commandLine) {
        List<String> options = new ArrayList<>();
        for (String variable : environment) {
            for (String name : VARIABLES) {
                if (variable.startsWith(name + "=")) {
                    String value = variable.substring(name.length() + 1);
                    options.addAll(List.of(
                            value.replace("\"", "").replace("'", "").strip().split("\\s+")));
                }
            }
        }
        options.addAll(commandLine);
        return options;
    }

    private List<String> commandLine() {
        List<String> line = split("cmdline");
        if (line.isEmpty()) {
            line = new ArrayList<>();
            info.command().ifPresent(line::add);
            info.arguments().map(List::of).ifPresent(line::addAll);
        }
        return line;
    }

    private String pidInItsContainer() {
        String pids = status("NSpid:");
        return pids == null ? Long.toString(pid()) : pids.substring(pids.lastIndexOf('\t') + 1);
    }

    /** Null where the operating system has no such thing. */
    private String status(String key) {
        try {
            for (String line : Files.readAllLines(proc.resolve("status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(key)) {
                    return line.substring(key.length()).strip();
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private List<String> split(String file) {
        try {
            String content = Files.readString(proc.resolve(file), StandardCharsets.ISO_8859_1);
            return content.isEmpty() ? List.of() : List.of(content.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
