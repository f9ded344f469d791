package dev.tripcoil.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import javax.management.AttributeList;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The agent and the breakers of a JVM, over a connection to its MBean server. Thread-safe, as the connection is. Every
 * method asks the JVM, and takes as long as that does.
 */
public final class GuardedJvm {

    private static final String GONE = "the agent has left the JVM";

    private final MBeanServerConnection server;
    private final ObjectName agent;

    private GuardedJvm(MBeanServerConnection server, ObjectName agent) {
        this.server = server;
        this.agent = agent;
    }

    /**
     * The agent's MBean is found in whatever domain the rules put it.
     *
     * @return null where the JVM has no agent, or one that has not published its MBeans yet
     * @throws IOException if the connection fails
     */
    public static GuardedJvm find(MBeanServerConnection server) throws IOException {
        for (ObjectName candidate : server.queryNames(name("*:type=Agent"), null)) {
            try {
                if ("dev.tripcoil.jmx.AgentMXBean".equals(interfaceOf(server, candidate))) {
                    return new GuardedJvm(server, candidate);
                }
            } catch (InstanceNotFoundException e) {
                // gone since the query
            } catch (JMException e) {
                // somebody else's, and broken
            }
        }
        return null;
    }

    private static String interfaceOf(MBeanServerConnection server, ObjectName bean) throws IOException, JMException {
        return (String) server.getMBeanInfo(bean).getDescriptor().getFieldValue("interfaceClassName");
    }

    /** The domain of its MBeans. */
    public String domain() {
        return agent.getDomain();
    }

    /**
     * The agent as it is now.
     *
     * @throws IOException if the connection fails, or the agent has left the JVM
     */
    public AgentStatus agent() throws IOException {
        Attributes of = read(agent, AgentStatus.ATTRIBUTES);
        if (of == null) {
            throw new IOException(GONE);
        }
        return AgentStatus.of(of, now());
    }

    /**
     * The agent as it is now, but for {@link AgentStatus#unmatchedRules} and {@link AgentStatus#skippedMethods}, which the
     * JVM has to look for: they are empty. For those who ask often.
     *
     * @throws IOException if the connection fails, or the agent has left the JVM
     */
    public AgentStatus agentAtAGlance() throws IOException {
        Attributes of = read(agent, AgentStatus.ATTRIBUTES_AT_A_GLANCE);
        if (of == null) {
            throw new IOException(GONE);
        }
        return AgentStatus.of(of, now());
    }

    /**
     * All breakers in one request, however many there are, in no order.
     *
     * @throws IOException if the connection fails, or the agent has left the JVM
     */
    public List<BreakerRow> table() throws IOException {
        Attributes of = read(agent, "Breakers");
        if (of == null) {
            throw new IOException(GONE);
        }
        return of.breakers("Breakers", domain());
    }

    /**
     * All breakers as they are now, in the order of their names.
     *
     * @throws IOException if the connection fails
     */
    public List<BreakerStatus> breakers() throws IOException {
        List<BreakerStatus> breakers = new ArrayList<>();
        for (ObjectName bean : server.queryNames(name(domain() + ":type=CircuitBreaker,*"), null)) {
            BreakerStatus breaker = breaker(bean);
            if (breaker != null) {
                breakers.add(breaker);
            }
        }
        breakers.sort(Comparator.comparing(BreakerStatus::name)
                .thenComparing(BreakerStatus::key, Comparator.nullsFirst(Comparator.naturalOrder())));
        return breakers;
    }

    /**
     * One breaker as it is now; null if it has left the rules.
     *
     * @throws IOException if the connection fails
     */
    public BreakerStatus breaker(ObjectName bean) throws IOException {
        Attributes of = read(bean, BreakerStatus.ATTRIBUTES);
        return of == null ? null : BreakerStatus.of(bean, of);
    }

    /**
     * One breaker as it is now, but for {@link BreakerStatus#definition}, {@link BreakerStatus#guardedMethods} and
     * {@link BreakerStatus#recentTransitions}, which are null or empty; null if it has left the rules.
     *
     * @throws IOException if the connection fails
     */
    public BreakerStatus breakerAtAGlance(ObjectName bean) throws IOException {
        Attributes of = read(bean, BreakerStatus.ATTRIBUTES_AT_A_GLANCE);
        return of == null ? null : BreakerStatus.of(bean, of);
    }

    /** An operation of a breaker. */
    public enum Operation {
        TRIP("trip"),
        RESET("reset"),
        FORCE_OPEN("forceOpen"),
        DISABLE("disable"),
        METRICS_ONLY("metricsOnly");

        private final String method;

        Operation(String method) {
            this.method = method;
        }
    }

    /**
     * Has a breaker do something.
     *
     * @throws IOException if the connection fails, or there is no such breaker any more
     */
    public void invoke(ObjectName breaker, Operation operation) throws IOException {
        call(breaker, operation.method);
    }

    /**
     * Has the agent look at its rules file now; what it finds is in {@link #agent()}.
     *
     * @throws IOException if the connection fails
     */
    public void reload() throws IOException {
        call(agent, "reload");
    }

    /**
     * Closes every breaker.
     *
     * @throws IOException if the connection fails
     */
    public void resetAll() throws IOException {
        call(agent, "resetAll");
    }

    /**
     * What the clock of the JVM shows, which may be another than ours.
     *
     * @throws IOException if the connection fails
     */
    public Date now() throws IOException {
        return now(server);
    }

    /**
     * What the clock of a JVM shows, also of one without an agent.
     *
     * @throws IOException if the connection fails
     */
    public static Date now(MBeanServerConnection server) throws IOException {
        Attributes runtime = read(server, name("java.lang:type=Runtime"), "StartTime", "Uptime");
        return runtime == null ? new Date() : new Date(runtime.number("StartTime") + runtime.number("Uptime"));
    }

    private void call(ObjectName bean, String method) throws IOException {
        try {
            server.invoke(bean, method, null, null);
        } catch (JMException e) {
            throw new IOException(bean + " " + method + "(): " + e.getMessage(), e);
        }
    }

    /** Null if there is no such MBean. */
    private Attributes read(ObjectName bean, String... attributes) throws IOException {
        return read(server, bean, attributes);
    }

    private static Attributes read(MBeanServerConnection server, ObjectName bean, String... attributes)
            throws IOException {
        try {
            AttributeList values = server.getAttributes(bean, attributes);
            return new Attributes(values.asList());
        } catch (InstanceNotFoundException e) {
            return null;
        } catch (JMException e) {
            throw new IOException(bean + ": " + e.getMessage(), e);
        }
    }

    static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
