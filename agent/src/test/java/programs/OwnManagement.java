package programs;

import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * Brings its own log manager and MBean server builder. Arguments: milliseconds to wait before it says so, then a jar that
 * has them, for its main thread's context class loader, or nothing. Then says, for a pattern of MBean names, once such an
 * MBean is there, which log manager and builder are in use.
 */
public final class OwnManagement {

    private OwnManagement() {}

    @SuppressWarnings("resource") // for the life of the JVM
    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        Thread.sleep(Long.parseLong(arguments[1]));
        if (arguments.length == 3) {
            URL jar = Path.of(arguments[2]).toUri().toURL();
            Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {jar}));
        }
        System.setProperty("java.util.logging.manager", "programs.OwnLogManager");
        System.setProperty("javax.management.builder.initial", "programs.OwnServerBuilder");
        ObjectName pattern = new ObjectName(arguments[0]);
        int expected = pattern.isPattern() ? 2 : 1;
        while (true) {
            List<MBeanServer> servers = MBeanServerFactory.findMBeanServer(null); // makes none
            if (!servers.isEmpty() && servers.get(0).queryNames(pattern, null).size() == expected) {
                break;
            }
            Thread.sleep(20);
        }
        MBeanServer server = MBeanServerFactory.findMBeanServer(null).get(0);
        System.out.println("it is the platform's: " + (server == ManagementFactory.getPlatformMBeanServer()));
        System.out.println(server.getDefaultDomain());
        System.out.println(LogManager.getLogManager().getClass().getName());
    }
}
