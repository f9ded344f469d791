package dev.tripcoil.agent;

import dev.tripcoil.breaker.Caller;
import java.util.function.Function;

/**
 * The agent that is in this JVM, as one that comes later finds it, through the hook: it takes that one's arguments for an order.
 * Thread-safe.
 */
final class Running implements Function<Object, Object> {

    /** Has the agent leave. */
    static final String DETACH = "--detach";

    private static final long PATIENCE_MILLIS = 5_000;

    /** How long the application may take over the transitions that it has yet to be told of. */
    private static final long HOOK_PATIENCE_MILLIS = 2_000;

    private final Agent agent;
    private final Log log;
    private final Reload reload;
    private final Control control;
    private final JmxPublisher jmx;
    private final JfrPublisher jfr;
    private final AgentProperties properties;
    private final Thread[] threads;

    /**
     * @param threads those of the control and the announcer
     */
    Running(
            Agent agent,
            Log log,
            Reload reload,
            Control control,
            JmxPublisher jmx,
            JfrPublisher jfr,
            AgentProperties properties,
            Thread... threads) {
        this.agent = agent;
        this.log = log;
        this.reload = reload;
        this.control = control;
        this.jmx = jmx;
        this.jfr = jfr;
        this.properties = properties;
        this.threads = threads;
    }

    /**
     * @param arguments as given to the agent that came later
     * @return what to tell people; null for nothing
     */
    @Override
    public synchronized Object apply(Object arguments) {
        if (DETACH.equals(arguments)) {
            leave();
            return null;
        }
        String there = "the agent is in this JVM already, " + rules()
                + ", and stays as it is: edit its rules file, or detach it first";
        properties.answer(there);
        return there;
    }

    private String rules() {
        return agent.rulesFile() == null ? "without a rules file" : "with " + agent.rulesFile();
    }

    /**
     * Ends the guarding, and gives back everything that the agent has of the JVM, and the JVM of it. Calls that are in a guarded
     * method go on undisturbed.
     */
    private void leave() {
        Caller work = agent.guard().beginOwnWork();
        try {
            control.stop();
            reload.leave();
            jmx.leave();
            agent.announcer().stop();
            await();
            agent.hooks().stop(HOOK_PATIENCE_MILLIS);
            jfr.close(agent.guard());
            properties.remove();
            properties.answer("ok: the agent has left; every class is as it was");
            log.info("the agent has left this JVM");
            log.close();
        } finally {
            agent.guard().endOwnWork(work);
            HookInstaller.uninstall(agent.guard());
            AgentLoader.close(getClass());
        }
    }

    private void await() {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
