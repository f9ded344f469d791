package dev.tripcoil.weave;

import java.util.List;

/**
 * A method as its class declares it.
 *
 * @param name as in the class file, so {@code <init>} for a constructor
 * @param descriptor such as {@code (ILjava/lang/String;)V}
 * @param access the class file's access flags; ACC_SYNTHETIC also where a class file before Java 5 has the attribute
 * @param annotations the binary names of the types of its annotations, of CLASS and RUNTIME retention; with those that a
 *     container holds
 */
public record MethodOutline(String name, String descriptor, int access, List<String> annotations) {

    public MethodOutline {
        annotations = List.copyOf(annotations);
    }
}
