package dev.tripcoil.agent;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarFile;

/**
 * Where the JVM enters. All that this class does, in the application's class loader, is to open a loader of the agent's
 * own and to begin there. Nothing is ever thrown: an exception that leaves {@code premain} aborts the JVM.
 */
public final class TripcoilAgent {

    private TripcoilAgent() {}

    /** For {@code -javaagent}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start("premain", arguments, instrumentation);
    }

    /** For attaching to a running JVM, and {@code Launcher-Agent-Class}. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start("agentmain", arguments, instrumentation);
    }

    private static synchronized void start(String entry, String arguments, Instrumentation instrumentation) {
        try {
            Package described = TripcoilAgent.class.getPackage();
            String notStarted;
            if (isConfined()) {
                File jar = jarByResource();
                try (JarFile appended = new JarFile(jar)) {
                    instrumentation.appendToBootstrapClassLoaderSearch(appended);
                }
                notStarted = Confined.start(entry, arguments, instrumentation, jar, described);
            } else {
                URL jar = TripcoilAgent.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation();
                notStarted = Entry.start(entry, arguments, instrumentation, new File(jar.toURI()), described);
            }
            if (notStarted != null) {
                say(notStarted);
            }
        } catch (Throwable e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            say("the agent could not start, and the application runs unguarded: " + cause);
        }
    }

    /** Whether there is a security manager; the JDKs to come may not even have the question. */
    @SuppressWarnings("removal")
    private static boolean isConfined() {
        try {
            return System.getSecurityManager() != null;
        } catch (NoSuchMethodError e) {
            return false;
        }
    }

    /** The jar that this class is from, without a permission that it may not have: every class may read its own jar. */
    private static File jarByResource() throws URISyntaxException {
        String url = TripcoilAgent.class.getResource("TripcoilAgent.class").toString();
        return new File(new URI(url.substring("jar:".length(), url.lastIndexOf("!/"))));
    }

    /** Not to System.err, which the application may have replaced, unless nothing else is allowed. */
    @SuppressWarnings("resource") // closing it would close the JVM's standard error
    private static void say(String message) {
        try {
            new FileOutputStream(FileDescriptor.err)
                    .write(("tripcoil: " + message + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        } catch (SecurityException e) {
            System.err.println("tripcoil: " + message);
        } catch (Throwable e) {
            // nowhere to say it
        }
    }
}
