package dev.tripcoil.corpus;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;

/** What the agent of this JVM says of itself. */
final class AgentFigures {

    private AgentFigures() {}

    /** Classes, methods, failures of weaving, internal errors, and calls of the breaker, with blanks between them. */
    static String read() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var agent = new ObjectName("dev.tripcoil:type=Agent");
        var breaker = new ObjectName("dev.tripcoil:type=CircuitBreaker,name=all");
        long end = System.nanoTime() + 60_000_000_000L;
        while (!server.isRegistered(agent) || !server.isRegistered(breaker)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the agent shows no MBean");
            }
            Thread.sleep(50);
        }
        var figures = new ArrayList<String>();
        for (var attribute : List.of("WovenClasses", "WovenMethods", "WeavingFailures", "InternalErrors")) {
            figures.add(server.getAttribute(agent, attribute).toString());
        }
        figures.add(server.getAttribute(breaker, "Calls").toString());
        figures.add(server.getAttribute(breaker, "RejectedCalls").toString());
        return String.join(" ", figures);
    }
}
