package dev.tripcoil.agent;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.AttributeChangeNotification;
import javax.management.AttributeList;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A child seen from outside, in the way of JConsole: by its process id, over a connector, without any class of ours. */
final class Jmx implements AutoCloseable {

    private final JMXConnector connector;
    final MBeanServerConnection server;

    private Jmx(JMXConnector connector) throws Exception {
        this.connector = connector;
        server = connector.getMBeanServerConnection();
    }

    static Jmx of(Child child) throws Exception {
        awaitListener(child);
        // A JVM that has only just begun may not answer yet: its own management agent is still on the way.
        String address = Await.until("an answer from the JVM", () -> address(child), answer -> true);
        return new Jmx(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    }

    /**
     * Where its attach listener is not there yet, to attach is to send the JVM a signal; and if the listener comes just then,
     * the JVM answers that with a thread dump on standard output. On Linux the listener shows by its socket; elsewhere, and
     * where it is not opened at the start, this waits in vain, but not for long.
     */
    private static void awaitListener(Child child) throws InterruptedException {
        Path socket = Path.of("/tmp", ".java_pid" + child.pid());
        long end = System.nanoTime() + 10_000_000_000L;
        while (!Files.exists(socket) && System.nanoTime() - end < 0) {
            Thread.sleep(10);
        }
    }

    private static String address(Child child) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            return machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
    }

    /** A breaker's MBean, once it is there. */
    Bean breaker(String name) throws Exception {
        return bean("dev.tripcoil:type=CircuitBreaker,name=" + name);
    }

    /** The agent's MBean, once it is there. */
    Bean agent() throws Exception {
        return bean("dev.tripcoil:type=Agent");
    }

    private Bean bean(String objectName) throws Exception {
        ObjectName name = new ObjectName(objectName);
        Await.until(objectName, () -> server.isRegistered(name), registered -> registered);
        return new Bean(name);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /** One MBean. */
    final class Bean {
        final ObjectName name;

        private Bean(ObjectName name) {
            this.name = name;
        }

        Object get(String attribute) throws Exception {
            return server.getAttribute(name, attribute);
        }

        long count(String attribute) throws Exception {
            return ((Number) get(attribute)).longValue();
        }

        List<String> lines(String attribute) throws Exception {
            return List.of((String[]) get(attribute));
        }

        /** All of them in one request, as JConsole asks. */
        AttributeList get(String... attributes) throws Exception {
            return server.getAttributes(name, attributes);
        }

        void invoke(String operation) throws Exception {
            server.invoke(name, operation, null, null);
        }

        void awaitState(String state) throws Exception {
            await("State", state);
        }

        void await(String attribute, Object value) throws Exception {
            Await.until(name + " " + attribute + " = " + value, () -> get(attribute), value::equals);
        }

        /** The transitions from now on, as {@code CLOSED OPEN}. */
        List<String> transitions() throws Exception {
            List<String> seen = new CopyOnWriteArrayList<>();
            server.addNotificationListener(
                    name,
                    (notification, handback) -> {
                        AttributeChangeNotification change = (AttributeChangeNotification) notification;
                        seen.add(change.getOldValue() + " " + change.getNewValue());
                    },
                    null,
                    null);
            return seen;
        }
    }
}
