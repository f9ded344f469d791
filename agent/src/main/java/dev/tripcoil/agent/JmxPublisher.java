package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Transition;
import dev.tripcoil.jmx.Beans;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Publishes the agent in the platform's MBean server, and passes transitions on to listeners there. Before
 * {@link #publish} nothing of JMX is touched; none of its types is named here, so that a runtime image without it will do.
 */
final class JmxPublisher implements Announcer.Listener {

    private final Log log;

    /** Those whose names are taken: said once. By identity, as a breaker has no equals. */
    private final Set<Breaker> unpublishable = new HashSet<>();

    private volatile Beans beans;
    private boolean hasLeft;

    JmxPublisher(Log log) {
        this.log = log;
    }

    static boolean isAvailable() {
        return ModuleLayer.boot().findModule("java.management").isPresent();
    }

    /**
     * Registers the agent's MBean, and those of the breakers that there are.
     *
     * @param loader where the application's own log manager and MBean server builder are looked for, should this be the
     *     first use of JMX in the JVM
     */
    synchronized void publish(Agent agent, String domain, ClassLoader loader) {
        if (hasLeft) {
            return;
        }
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(loader);
        try {
            Beans made = Beans.ofPlatform(domain, agent);
            made.publishAgent();
            beans = made;
            publishBreakers(agent);
        } catch (IllegalStateException e) {
            log.error("JMX shows nothing of the agent, though it guards as the rules say: " + e.getMessage()
                    + "; set jmx-domain to a name that is free");
        } finally {
            thread.setContextClassLoader(null);
        }
    }

    /** Registers the breakers that have no MBean yet, and takes away those of breakers that are no more. */
    synchronized void publishBreakers(Agent agent) {
        Beans current = beans;
        if (current == null) {
            return;
        }
        Collection<Breaker> breakers = agent.breakers();
        current.keepOnly(breakers);
        unpublishable.retainAll(breakers);
        for (Breaker breaker : breakers) {
            try {
                if (!current.isPublished(breaker) && !unpublishable.contains(breaker)) {
                    current.publish(breaker);
                }
            } catch (IllegalStateException e) {
                unpublishable.add(breaker);
                log.error(breaker.label() + ": JMX does not show this breaker: " + e.getMessage()
                        + "; set jmx-domain to a name that is free");
            }
        }
    }

    /** Takes all MBeans away, for good. */
    synchronized void leave() {
        hasLeft = true;
        Beans current = beans;
        beans = null;
        if (current != null) {
            current.remove();
        }
    }

    @Override
    public void changed(Breaker breaker, Transition transition) {
        Beans current = beans;
        if (current != null) {
            current.notify(breaker, transition);
        }
    }
}
