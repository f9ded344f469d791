package dev.tripcoil.apply;

import java.util.Set;

/**
 * The classes of the JDK that Tripcoil stands on: what the hook and the guard call before they know that a call is nested,
 * and after it has ended. A guard there would call itself. Found by guarding every method of every class of JDK 17 and
 * 25 and noting which guarded calls began within the hook; {@code docs/design.md} tells how, {@code WholeJdkIT} keeps it so.
 *
 * <p>Whole packages, so that it can be said in a sentence, and holds for the next JDK: the language itself, with its
 * reflection and method handles; collections, concurrency and what else is directly in {@code java.util}; buffers and
 * charsets; jar files, which the agent's own classes are read from; and the JVM's internals below these. What talks to
 * the world can be guarded: sockets, channels, files, processes, HTTP, TLS, JDBC, JNDI, RMI.
 */
final class Foundations {

    static final String REASON =
            "Tripcoil stands on this class itself, and a guard round it would call itself: guard the"
                    + " method that calls it";

    /** With all packages below. */
    private static final String[] TREES = {
        "java.lang.", "jdk.internal.", "sun.instrument.", "sun.invoke.", "sun.misc.", "sun.nio.cs.", "sun.reflect.",
    };

    /** Without the packages below. */
    private static final Set<String> PACKAGES = Set.of(
            "java.nio",
            "java.nio.charset",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.function",
            "java.util.jar",
            "java.util.regex",
            "java.util.stream",
            "java.util.zip",
            "sun.security.action");

    /** What defining one of the agent's own classes takes, or reflection. */
    private static final Set<String> CLASSES = Set.of(
            "java.io.InputStream",
            "java.io.RandomAccessFile",
            "java.security.AccessController",
            "java.security.CodeSource",
            "java.security.ProtectionDomain");

    /** What is in {@link #TREES}, and yet talks to the world; nothing of it is needed for a guarded call. */
    private static final Set<String> GUARDABLE = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.ProcessHandleImpl",
            "java.lang.ProcessImpl",
            "java.lang.Runtime");

    /** As {@link #GUARDABLE}: the implementation of {@code java.net.http}. */
    private static final String GUARDABLE_TREE = "jdk.internal.net.";

    private Foundations() {}

    static boolean isOne(String binaryName) {
        int nested = binaryName.indexOf('$');
        String outer = nested < 0 ? binaryName : binaryName.substring(0, nested);
        if (GUARDABLE.contains(outer) || binaryName.startsWith(GUARDABLE_TREE)) {
            return false;
        }
        for (int i = 0; i < TREES.length; i++) {
            if (binaryName.startsWith(TREES[i])) {
                return true;
            }
        }
        int dot = outer.lastIndexOf('.');
        return CLASSES.contains(outer) || dot > 0 && PACKAGES.contains(outer.substring(0, dot));
    }
}
