package dev.tripcoil.weave;

/**
 * A method as its class declares it.
 *
 * @param name as in the class file, so {@code <init>} for a constructor
 * @param descriptor such as {@code (ILjava/lang/String;)V}
 * @param access the class file's access flags; ACC_SYNTHETIC also where a class file before Java 5 has the attribute
 */
public record MethodOutline(String name, String descriptor, int access) {}
