package dev.tripcoil.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Opens the agent's own loader, and begins there. Public because it may stand in another loader than its caller: see
 * {@link Confined}.
 */
public final class Entry {

    private static final String HOOK = "java.lang.$Tripcoil";

    private Entry() {}

    /**
     * Calls the method of {@link Boot} of the same name and signature as the JVM has called.
     *
     * @param described the package that has the jar's version
     * @return false if an agent is there already
     */
    public static boolean start(
            String entry, String arguments, Instrumentation instrumentation, File jar, Package described)
            throws Exception {
        if (isThere()) {
            return false;
        }
        ClassLoader own = new AgentLoader(jar, described);
        // The JVM has made what it takes to call a method of this signature by reflection.
        Method boot = own.loadClass("dev.tripcoil.agent.Boot").getMethod(entry, String.class, Instrumentation.class);
        try {
            boot.invoke(null, arguments, instrumentation);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
        return true;
    }

    /** One instance in a JVM, from whatever jar: the hook is the mark. */
    private static boolean isThere() {
        try {
            return Class.forName(HOOK, true, null).getField("enter").get(null) != null;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
