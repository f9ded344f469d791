package dev.tripcoil.client;

/** Whether this Java runtime can attach to other JVMs: not all that are no JDK can. */
final class Attaching {

    static final String MISSING =
            "this Java runtime can't attach to JVMs, as it has no module jdk.attach: run the command"
                    + " with a JDK's java, or reach the JVM by a JMX port, HOST:PORT";

    private Attaching() {}

    static boolean isAvailable() {
        return ModuleLayer.boot().findModule("jdk.attach").isPresent();
    }
}
