package dev.tripcoil.client;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the JVMs of this machine, and which of them are guarded. One that was started without any agent and to which nobody
 * has attached yet is not disturbed: it can't be guarded.
 */
public final class LocalJvms {

    /** What the JDK calls a JVM that has not got to its main class. */
    private static final String STARTING = "Unknown";

    private LocalJvms() {}

    /**
     * All but our own, by process id. What keeps one from being asked is said in its place.
     *
     * @throws JvmException if this Java runtime can't attach
     */
    public static List<FoundJvm> find() throws JvmException {
        if (!Attaching.isAvailable()) {
            throw new JvmException(Attaching.MISSING);
        }
        List<CompletableFuture<FoundJvm>> answers = new ArrayList<>();
        for (Map.Entry<Long, String> candidate : candidates().entrySet()) {
            // Each on a thread of its own: one that hangs must not hold up the others.
            CompletableFuture<FoundJvm> answer = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    answer.complete(look(candidate.getKey(), candidate.getValue()));
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            answers.add(answer);
        }
        List<FoundJvm> found = new ArrayList<>();
        for (CompletableFuture<FoundJvm> answer : answers) {
            FoundJvm jvm = answer.join();
            if (jvm != null) {
                found.add(jvm);
            }
        }
        return found;
    }

    /** The JDK's own list leaves out other users' JVMs, those that forbid attaching, and those without performance data. */
    private static Map<Long, String> candidates() {
        Map<Long, String> candidates = new TreeMap<>();
        ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).forEach(handle -> {
            ProcessView process = ProcessView.of(handle);
            if (process.isJava()) {
                candidates.put(process.pid(), process.command());
            }
        });
        for (VirtualMachineDescriptor machine : VirtualMachine.list()) {
            long pid = Long.parseLong(machine.id());
            String name = machine.displayName();
            if (name.isBlank() || name.equals(STARTING)) {
                candidates.putIfAbsent(pid, "");
            } else {
                candidates.put(pid, name);
            }
        }
        candidates.remove(ProcessHandle.current().pid());
        return candidates;
    }

    /** Null if it has ended, or is no JVM after all. */
    private static FoundJvm look(long pid, String command) {
        ProcessView process = ProcessView.of(pid);
        if (process == null) {
            return null;
        }
        if (process.isOutOfReach()) {
            return FoundJvm.unknown(pid, process.user(), command, "another user's");
        }
        if (!process.isJvm()) {
            return null;
        }
        if (process.forbidsAttach()) {
            return FoundJvm.unknown(pid, process.user(), command, "forbids attaching");
        }
        if (!process.listens()) {
            if (!process.mayHaveStartedWithAgent()) {
                return new FoundJvm(pid, process.user(), command, new AgentMark(null, null), null);
            }
            if (!process.takesSignal()) {
                return FoundJvm.unknown(pid, process.user(), command, "starting");
            }
        }
        try {
            return new FoundJvm(pid, process.user(), command, new LocalJvm(pid).mark(), null);
        } catch (JvmException e) {
            return ProcessView.of(pid) == null
                    ? null
                    : FoundJvm.unknown(pid, process.user(), command, "doesn't answer");
        }
    }
}
