package dev.tripcoil.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX connection to a guarded JVM, here or elsewhere. Thread-safe. */
public final class Connection implements AutoCloseable {

    private static final int LONGEST_CONNECT = 10_000;
    private static final long LONGEST_START_NANOS = 5_000_000_000L;
    private static final long LONGEST_END_NANOS = 3_000_000_000L;

    private final String name;
    private final LocalJvm local;
    private final JMXConnector connector;
    private final GuardedJvm jvm;

    private Connection(String name, LocalJvm local, JMXConnector connector) throws IOException, JvmException {
        this.name = name;
        this.local = local;
        this.connector = connector;
        jvm = awaitAgent();
    }

    /**
     * To a JVM of this machine.
     *
     * @throws JvmException if it can't be reached, or isn't guarded
     */
    public static Connection to(LocalJvm local) throws JvmException {
        String name = Long.toString(local.pid());
        try {
            return open(name, local, new JMXServiceURL(local.managementAddress()), null, null);
        } catch (IOException e) {
            throw new JvmException("can't connect to JVM " + name + ": " + reason(e), e);
        }
    }

    /**
     * To a JMX port.
     *
     * @param address {@code host:port}, or a whole {@code service:jmx:} URL
     * @param user null for none
     * @param password null for none
     * @throws JvmException if it can't be reached, or isn't guarded
     */
    public static Connection to(String address, String user, char[] password) throws JvmException {
        try {
            return open(address, null, url(address), user, password);
        } catch (SecurityException e) {
            throw new JvmException(
                    address
                            + (user == null
                                    ? " wants to know who you are: give --user, and the password when asked"
                                    : " doesn't let " + user + " in with this password; check --user and --password"),
                    e);
        } catch (MalformedURLException e) {
            throw new JvmException(
                    address + " is neither HOST:PORT nor a service:jmx: URL (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new JvmException(
                    "can't connect to " + address + ": " + reason(e)
                            + "; check that the JVM runs with -Dcom.sun.management.jmxremote.port, and, if that is another"
                            + " host than you named, with -Djava.rmi.server.hostname",
                    e);
        }
    }

    private static JMXServiceURL url(String address) throws IOException {
        if (address.startsWith("service:")) {
            return new JMXServiceURL(address);
        }
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        int port;
        try {
            port = Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new MalformedURLException("no number after the colon");
        }
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new MalformedURLException(host.isEmpty() ? "no host" : "no port " + port);
        }
        knock(host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host, port);
        return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi");
    }

    /** RMI itself would wait for minutes for a host that is down. */
    private static void knock(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + host);
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, LONGEST_CONNECT);
        } catch (SocketTimeoutException e) {
            throw new ConnectException("no answer for " + LONGEST_CONNECT / 1000 + " s");
        }
    }

    private static Connection open(String name, LocalJvm local, JMXServiceURL url, String user, char[] password)
            throws IOException, JvmException {
        Map<String, Object> environment = new HashMap<>();
        if (user != null) {
            String[] credentials = {user, password == null ? "" : new String(password)};
            environment.put(JMXConnector.CREDENTIALS, credentials);
        }
        JMXConnector connector = JMXConnectorFactory.connect(url, environment);
        try {
            return new Connection(name, local, connector);
        } catch (IOException | JvmException | RuntimeException e) {
            closeQuietly(connector);
            throw e;
        }
    }

    /** The MBeans come some seconds after the application's main began. */
    private GuardedJvm awaitAgent() throws IOException, JvmException {
        long end = System.nanoTime() + LONGEST_START_NANOS;
        while (true) {
            GuardedJvm found = GuardedJvm.find(connector.getMBeanServerConnection());
            if (found != null) {
                return found;
            }
            if (local == null || System.nanoTime() - end > 0) {
                throw new JvmException(
                        local == null
                                ? name + " isn't guarded: it has no Tripcoil agent, or one that started only just now; "
                                        + "start it with -javaagent:tripcoil.jar=RULES, or attach on its own machine"
                                : "JVM " + name
                                        + " has the Tripcoil agent, but not its MBeans yet: they come some seconds after"
                                        + " main began; try again in a moment");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JvmException("interrupted", e);
            }
        }
    }

    /** The process id, or the address as it was given. */
    public String name() {
        return name;
    }

    public GuardedJvm jvm() {
        return jvm;
    }

    /**
     * What has become of the JVM when a call of its {@link GuardedJvm} failed.
     *
     * @param hasEnded whether the JVM or its agent is known to be gone, so that there is nothing to look at any more
     */
    public record Loss(boolean hasEnded, String message) {}

    /** Tells why a call failed. */
    public Loss loss(IOException failure) {
        try {
            if (GuardedJvm.find(connector.getMBeanServerConnection()) == null) {
                return new Loss(true, "the agent has left JVM " + name);
            }
            return new Loss(false, "JVM " + name + ": " + reason(failure));
        } catch (IOException e) {
            if (local != null && hasEnded()) {
                return new Loss(true, "JVM " + name + " has ended");
            }
            return new Loss(
                    false,
                    "the connection to JVM " + name + " is lost: " + reason(e)
                            + "; if the JVM is still there, give the command again");
        }
    }

    /** A JVM that ends closes its connections first. */
    private boolean hasEnded() {
        long end = System.nanoTime() + LONGEST_END_NANOS;
        while (local.isAlive() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(20_000_000);
        }
        return !local.isAlive();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        closeQuietly(connector);
    }

    private static void closeQuietly(JMXConnector connector) {
        try {
            connector.close();
        } catch (IOException e) {
            // it is closed, or its JVM is gone: either will do
        }
    }
}
