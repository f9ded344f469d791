package dev.tripcoil.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;

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
     * @return what to tell people if no agent was started; null if one was, or one that was there has carried out the order
     */
    public static String start(
            String entry, String arguments, Instrumentation instrumentation, File jar, Package described)
            throws Exception {
        Class<?> hook = hook();
        if (hook != null && hook.getField("enter").get(null) != null) {
            Function<Object, Object> running = running(hook);
            return running == null
                    ? "the agent is just coming into this JVM, or leaving it: try again"
                    : (String) running.apply(arguments);
        }
        if (Running.DETACH.equals(arguments)) {
            return "there is no agent in this JVM that could leave it";
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
        return null;
    }

    /** One instance in a JVM, from whatever jar: the hook is the mark. Null if there never was one. */
    private static Class<?> hook() {
        try {
            return Class.forName(HOOK, true, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // the agent has set it
    private static Function<Object, Object> running(Class<?> hook) throws ReflectiveOperationException {
        return (Function<Object, Object>) hook.getField("agent").get(null);
    }
}
