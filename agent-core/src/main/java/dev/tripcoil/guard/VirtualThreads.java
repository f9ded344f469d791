package dev.tripcoil.guard;

/** Tells virtual threads from others, on JVMs that have any. */
final class VirtualThreads {

    /** The JDK's, of all virtual threads; null up to Java 20. To ask by a method handle would cost each start-up some milliseconds. */
    private static final Class<?> BASE = find();

    private VirtualThreads() {}

    private static Class<?> find() {
        try {
            return Class.forName("java.lang.BaseVirtualThread", false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    static boolean isOne(Thread thread) {
        return BASE != null && BASE.isInstance(thread);
    }
}
