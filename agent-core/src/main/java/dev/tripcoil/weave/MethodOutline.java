package dev.tripcoil.weave;

import java.util.List;

/**
 * A method as its class declares it.
 *
 * @param name as in the class file, so {@code <init>} for a constructor
 * @param descriptor such as {@code (ILjava/lang/String;)V}
 * @param signature what its generic types are, as the class file has it; null where it has none
 * @param access the class file's access flags; ACC_SYNTHETIC also where a class file before Java 5 has the attribute
 * @param annotations the binary names of the types of its annotations, of CLASS and RUNTIME retention; with those that a
 *     container holds
 */
public record MethodOutline(String name, String descriptor, String signature, int access, List<String> annotations) {

    public MethodOutline {
        annotations = List.copyOf(annotations);
    }
}
