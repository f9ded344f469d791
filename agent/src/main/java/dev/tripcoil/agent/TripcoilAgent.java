package dev.tripcoil.agent;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Where the JVM enters. All that this class does, in the application's class loader, is to open a loader of the agent's
 * own and to begin there. Nothing is ever thrown: an exception that leaves {@code premain} aborts the JVM.
 */
public final class TripcoilAgent {

    private static final String HOOK = "java.lang.$Tripcoil";

    private TripcoilAgent() {}

    /** For {@code -javaagent}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start("premain", arguments, instrumentation);
    }

    /** For attaching to a running JVM, and {@code Launcher-Agent-Class}. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start("agentmain", arguments, instrumentation);
    }

    /** Calls the method of the same name and signature: the JVM has made what it takes to call that one by reflection. */
    private static synchronized void start(String entry, String arguments, Instrumentation instrumentation) {
        try {
            if (isThere()) {
                say("the agent is in this JVM already, and stays as it is: give -javaagent once, and attach to a JVM"
                        + " only if it was started without");
                return;
            }
            URL jar = TripcoilAgent.class.getProtectionDomain().getCodeSource().getLocation();
            ClassLoader own = new AgentLoader(new File(jar.toURI()), TripcoilAgent.class.getPackage());
            Method boot =
                    own.loadClass("dev.tripcoil.agent.Boot").getMethod(entry, String.class, Instrumentation.class);
            boot.invoke(null, arguments, instrumentation);
        } catch (Throwable e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            say("the agent could not start, and the application runs unguarded: " + cause);
        }
    }

    /** One instance in a JVM, from whatever jar: the hook is the mark. */
    private static boolean isThere() {
        try {
            return Class.forName(HOOK, true, null).getField("enter").get(null) != null;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Not to System.err, which the application may have replaced. */
    @SuppressWarnings("resource") // closing it would close the JVM's standard error
    private static void say(String message) {
        try {
            new FileOutputStream(FileDescriptor.err)
                    .write(("tripcoil: " + message + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        } catch (Throwable e) {
            // nowhere to say it
        }
    }
}
