package dev.tripcoil.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Starts the agent where a security manager watches, up to JDK 23, with a policy that may not know of it. Whoever gives
 * {@code -javaagent} trusts the agent with more than any permission; but the JVM loads it as a part of the application, and
 * the policy grants that what it likes. This class is referred to only after its jar has been appended to the bootstrap
 * loader's path: it comes from there, with the JDK's own permissions, and lets what it starts use them.
 */
public final class Confined implements PrivilegedExceptionAction<String> {

    private final String entry;
    private final String arguments;
    private final Instrumentation instrumentation;
    private final File jar;
    private final Package described;

    private Confined(String entry, String arguments, Instrumentation instrumentation, File jar, Package described) {
        this.entry = entry;
        this.arguments = arguments;
        this.instrumentation = instrumentation;
        this.jar = jar;
        this.described = described;
    }

    /** As {@link Entry#start}. */
    @SuppressWarnings("removal") // it is for JDKs that have it
    public static String start(
            String entry, String arguments, Instrumentation instrumentation, File jar, Package described)
            throws Exception {
        try {
            return AccessController.doPrivileged(new Confined(entry, arguments, instrumentation, jar, described));
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }

    @Override
    public String run() throws Exception {
        return Entry.start(entry, arguments, instrumentation, jar, described);
    }
}
