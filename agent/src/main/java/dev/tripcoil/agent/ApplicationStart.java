package dev.tripcoil.agent;

import java.util.Set;

/**
 * Knows whether the application's {@code main} has begun. Until then, and a little longer, nothing may be touched that an
 * application sets up in {@code main}: the log manager, the MBean server's builder.
 */
final class ApplicationStart {

    /** What stands at the bottom of the main thread's stack before the application does: agents, and the launcher. */
    private static final Set<String> LAUNCHER =
            Set.of("sun.instrument.InstrumentationImpl", "sun.launcher.LauncherHelper");

    private final Thread main;
    private final boolean wasRunning;
    private boolean began;

    /**
     * @param main the thread that runs premain, and main after it
     * @param wasRunning whether the application ran already when the agent was attached to it
     */
    ApplicationStart(Thread main, boolean wasRunning) {
        this.main = main;
        this.wasRunning = wasRunning;
        began = wasRunning;
    }

    /** Not merely begun by now: it has had its time to set things up. */
    boolean wasRunning() {
        return wasRunning;
    }

    boolean hasBegun() {
        if (!began) {
            began = !main.isAlive() || inApplication(main.getStackTrace());
        }
        return began;
    }

    /** The loader that the application's main thread uses now: the one that knows what the application set up. */
    ClassLoader contextLoader() {
        // An attaching thread's own is the system loader.
        ClassLoader loader = main.isAlive() ? main.getContextClassLoader() : null;
        return loader != null ? loader : ClassLoader.getSystemClassLoader();
    }

    private static boolean inApplication(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return false; // between two Java calls of the launcher
        }
        String bottom = stack[stack.length - 1].getClassName();
        return !LAUNCHER.contains(bottom)
                && !bottom.startsWith("java.lang.")
                && !bottom.startsWith("jdk.jfr.internal."); // -XX:StartFlightRecording
    }
}
