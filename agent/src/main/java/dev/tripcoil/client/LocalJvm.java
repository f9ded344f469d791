package dev.tripcoil.client;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.agent.ByteBuddyAgent;

/**
 * A JVM of this machine, by its process id. Looks before it attaches, so that neither a process that is no JVM nor a JVM that
 * is only just starting or forbids it gets a signal; and never waits for a JVM that doesn't answer. Thread-safe.
 */
public final class LocalJvm {

    /** The agent's version, while it is there. */
    private static final String VERSION = "tripcoil";

    /** The agent's rules file. */
    private static final String RULES = "tripcoil.rules";

    /** What came of the last attach or detach: begins with ok, or says why not. */
    private static final String ANSWER = "tripcoil.answer";

    /** Where JMX is reached, if it is on already. */
    private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";

    private static final String DETACH = "--detach";
    private static final Duration LONGEST_START = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 10;
    private static final int LONGEST_LOAD = 120;

    private final long pid;

    public LocalJvm(long pid) {
        this.pid = pid;
    }

    public long pid() {
        return pid;
    }

    /** Whether its process is still there. */
    public boolean isAlive() {
        return ProcessView.of(pid) != null;
    }

    /**
     * Whether the agent is there, and with which rules.
     *
     * @throws JvmException if the JVM can't be asked
     */
    public AgentMark mark() throws JvmException {
        Properties properties = agentProperties();
        return new AgentMark(properties.getProperty(VERSION), properties.getProperty(RULES));
    }

    /**
     * Has the JVM listen for JMX connections from its own user on this machine, if it does not yet.
     *
     * @return the address
     * @throws JvmException if it has no agent of ours, or can't be asked
     */
    String managementAddress() throws JvmException {
        Properties properties = agentProperties();
        if (properties.getProperty(VERSION) == null) {
            throw new JvmException(notGuarded());
        }
        if (properties.getProperty(ADDRESS) == null) {
            awaitMain();
        }
        return ask(VirtualMachine::startLocalManagementAgent);
    }

    /** JMX that is started before the application's main would take from it the choice of its log manager. */
    private void awaitMain() {
        Instant started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
        Instant safe = started.plus(LONGEST_START);
        while (Instant.now().isBefore(safe) && isAlive()) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    /**
     * Loads the agent into it.
     *
     * @param rules an absolute path
     * @return what the agent says of it
     * @throws JvmException if that didn't work
     */
    public String attach(File agent, String rules) throws JvmException {
        return load(agent, rules);
    }

    /**
     * Has the agent leave it.
     *
     * @return what the agent says of it
     * @throws JvmException if that didn't work
     */
    public String detach(File agent) throws JvmException {
        if (!mark().isThere()) {
            throw new JvmException(notGuarded());
        }
        return load(agent, DETACH);
    }

    private String load(File agent, String arguments) throws JvmException {
        agentProperties(); // opens its attach listener
        within(LONGEST_LOAD, () -> {
            ByteBuddyAgent.attach(agent, Long.toString(pid), arguments);
            return null;
        });
        String answer = agentProperties().getProperty(ANSWER);
        if (answer == null) {
            throw new JvmException("JVM " + pid + " has taken the agent, which says nothing of how it went; look at"
                    + " its log, which is on the JVM's standard error");
        }
        if (!answer.startsWith("ok")) {
            throw new JvmException("JVM " + pid + ": " + answer);
        }
        return answer.replaceFirst("^ok:? *", "");
    }

    private String notGuarded() {
        return "JVM " + pid + " isn't guarded: it has no Tripcoil agent; to load it: tripcoil attach " + pid + " RULES";
    }

    private interface Question<T> {
        T ask(VirtualMachine machine) throws IOException, JvmException;
    }

    private Properties agentProperties() throws JvmException {
        lookFirst();
        return ask(VirtualMachine::getAgentProperties);
    }

    private <T> T ask(Question<T> question) throws JvmException {
        return within(LONGEST_ANSWER, () -> {
            VirtualMachine machine = FirstAttach.to(pid);
            try {
                return question.ask(machine);
            } finally {
                machine.detach();
            }
        });
    }

    /** Tells what can be told without the JVM's noticing, and without any class that not every Java runtime has. */
    private void lookFirst() throws JvmException {
        if (!Attaching.isAvailable()) {
            throw new JvmException(Attaching.MISSING);
        }
        ProcessView process = ProcessView.of(pid);
        if (process == null) {
            throw new JvmException("there is no process " + pid + "; 'tripcoil ps' shows the JVMs of this machine");
        }
        if (pid == ProcessHandle.current().pid()) {
            throw new JvmException("process " + pid + " is this command itself; 'tripcoil ps' shows the other JVMs");
        }
        if (process.isOutOfReach()) {
            throw new JvmException("process " + pid + " is user " + process.user()
                    + "'s, and only that user may attach to it: sudo -u " + process.user() + " and the same command");
        }
        if (!process.isJvm()) {
            throw new JvmException("process " + pid + " is not a JVM; 'tripcoil ps' shows the JVMs of this machine");
        }
        if (process.forbidsAttach()) {
            throw new JvmException("JVM " + pid + " forbids attaching (-XX:+DisableAttachMechanism); start it with"
                    + " -javaagent, and reach it by a JMX port: HOST:PORT instead of " + pid);
        }
        if (!process.listens() && !process.takesSignal()) {
            throw new JvmException(
                    "JVM " + pid + " can't be attached to yet, as it is only just starting; try again in a moment");
        }
    }

    private interface Work<T> {
        T get() throws Exception;
    }

    /** A JVM that is stopped, or that has no processor, would hold us up for ever. */
    private <T> T within(int seconds, Work<T> work) throws JvmException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "attach to " + pid);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new JvmException("JVM " + pid + " hasn't answered for " + seconds + " s: it is stopped, or very busy;"
                    + " look at the process, or try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JvmException("interrupted", e);
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        }
    }

    private JvmException refusal(Throwable failure) {
        if (failure instanceof JvmException) {
            return (JvmException) failure;
        }
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof AttachNotSupportedException)) {
            cause = cause.getCause();
        }
        if (ProcessView.of(pid) == null) {
            return new JvmException("JVM " + pid + " has ended; 'tripcoil ps' shows those that there are", cause);
        }
        String message = cause.getMessage();
        if (message != null && message.contains("Dynamic agent loading is not enabled")) {
            return new JvmException(
                    "JVM " + pid + " forbids loading agents (-XX:-EnableDynamicAgentLoading); start it with -javaagent",
                    cause);
        }
        return new JvmException(
                "can't attach to JVM " + pid + ": "
                        + (message == null
                                ? cause.getClass().getName()
                                : message.strip().replaceAll("\\s+", " ")),
                cause);
    }
}
