package dev.tripcoil.weave;

/** Has the JVM verify a class without running any of it. */
final class Linking {

    private Linking() {}

    /**
     * Links the class. HotSpot does so before it lists a class's constructors or fields, and initializes nothing. It
     * never asks an interface for constructors.
     *
     * @throws LinkageError if it does not verify, or a class is missing that it needs for that
     */
    static void link(Class<?> type) {
        if (type.isInterface()) {
            type.getDeclaredFields();
        } else {
            type.getDeclaredConstructors();
        }
    }

    /** What is wrong with the class, or null if it links. */
    static String problemOf(Class<?> type) {
        try {
            link(type);
            return null;
        } catch (LinkageError e) {
            return e.toString();
        }
    }
}
