package dev.tripcoil.expression;

/** Class files by name, as one class loader would find them; nothing is loaded for it. */
public interface ClassSource {

    /** Null if there is none. */
    byte[] read(String binaryName);

    /**
     * Whether the module of a class lets another class refer to it, where it is public. False only where that is known.
     *
     * @param from the binary name of the class that refers to it
     */
    default boolean exports(String binaryName, String from) {
        return true;
    }
}
