package dev.tripcoil.jmx;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Transition;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/**
 * The MBeans of one agent in one MBean server. Thread-safe.
 *
 * <p>Whoever makes one decides when: the platform's MBean server, once made, fixes the application's log manager and
 * MBean server builder.
 */
public final class Beans {

    /** The type of the notification that METRICS_ONLY has kept a breaker from opening. */
    private static final String WOULD_OPEN = "dev.tripcoil.would-open";

    private final MBeanServer server;
    private final String domain;
    private final AgentView agent;
    private final Map<Breaker, Published> published = new ConcurrentHashMap<>();

    private volatile ObjectName agentName;

    /** The same for all: it is larger than a breaker with all that it has counted. */
    private volatile MBeanInfo breakerInfo;

    private record Published(ObjectName name, NotificationBroadcasterSupport broadcaster) {}

    /**
     * In the MBean server of the platform, which this makes if nobody has yet.
     *
     * @param domain of every MBean, valid in an ObjectName
     */
    public static Beans ofPlatform(String domain, AgentView agent) {
        return new Beans(ManagementFactory.getPlatformMBeanServer(), domain, agent);
    }

    /**
     * @param domain of every MBean, valid in an ObjectName
     */
    public Beans(MBeanServer server, String domain, AgentView agent) {
        this.server = server;
        this.domain = domain;
        this.agent = agent;
    }

    /**
     * Registers the agent's own MBean.
     *
     * @throws IllegalStateException if somebody else has taken its name, for one
     */
    public void publishAgent() {
        try {
            ObjectName name = new ObjectName(domain + ":type=Agent");
            server.registerMBean(
                    new DescribedMBean(
                            new AgentBean(agent), AgentMXBean.class, new NotificationBroadcasterSupport(), null),
                    name);
            agentName = name;
        } catch (JMException e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    /**
     * Registers a breaker's MBean.
     *
     * @throws IllegalStateException if somebody else has taken its name, for one
     */
    public void publish(Breaker breaker) {
        NotificationBroadcasterSupport broadcaster = new NotificationBroadcasterSupport(
                new MBeanNotificationInfo(
                        new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
                        AttributeChangeNotification.class.getName(),
                        "Sent for each change of State, with the reason as its message"),
                new MBeanNotificationInfo(
                        new String[] {WOULD_OPEN},
                        Notification.class.getName(),
                        "Sent in METRICS_ONLY when it would have opened, with the reason as its message"));
        try {
            ObjectName name = name(breaker);
            DescribedMBean bean = new DescribedMBean(
                    new BreakerBean(breaker, agent), CircuitBreakerMXBean.class, broadcaster, breakerInfo);
            server.registerMBean(bean, name);
            breakerInfo = bean.getMBeanInfo();
            published.put(breaker, new Published(name, broadcaster));
        } catch (JMException e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    /** No two are the same: what an ObjectName can't hold in a key is quoted. */
    private ObjectName name(Breaker breaker) throws JMException {
        String unsplit = domain + ":type=CircuitBreaker,name=" + breaker.name();
        return new ObjectName(breaker.key() == null ? unsplit : unsplit + ",key=" + ObjectName.quote(breaker.key()));
    }

    /** Takes away the MBeans of all other breakers. */
    public void keepOnly(Collection<Breaker> breakers) {
        Set<Breaker> kept = new HashSet<>(breakers); // by identity: a breaker has no equals
        for (Map.Entry<Breaker, Published> each : published.entrySet()) {
            if (!kept.contains(each.getKey())) {
                published.remove(each.getKey());
                unregister(each.getValue().name());
            }
        }
    }

    /** Takes away every MBean. */
    public void remove() {
        keepOnly(Set.of());
        if (agentName != null) {
            unregister(agentName);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            // somebody else has taken it away
        }
    }

    /** Tells listeners of a transition; nobody listens to a breaker that is not published. */
    public void notify(Breaker breaker, Transition transition) {
        Published bean = published.get(breaker);
        if (bean != null) {
            bean.broadcaster.sendNotification(notification(bean.name, transition));
        }
    }

    private static Notification notification(ObjectName source, Transition transition) {
        if (transition.isNotice()) {
            return new Notification(
                    WOULD_OPEN, source, transition.number(), transition.epochMillis(), transition.why());
        }
        Notification change = new AttributeChangeNotification(
                source,
                transition.number(),
                transition.epochMillis(),
                transition.why(),
                "State",
                String.class.getName(),
                transition.from().name(),
                transition.to().name());
        // The only column that JConsole has for it in its table of notifications.
        change.setUserData(
                transition.from().name() + " \u2192 " + transition.to().name());
        return change;
    }

    /** Whether the breaker has its MBean. */
    public boolean isPublished(Breaker breaker) {
        return published.containsKey(breaker);
    }
}
