package dev.tripcoil.weave;

import java.util.Objects;

/**
 * One method that is to be guarded.
 *
 * @param name the method's name
 * @param descriptor its descriptor
 * @param site the number that its calls give to the hook; any int, small ones make shorter code
 * @param answersWithValue whether a refused call may return a value, rather than throw
 */
public record MethodGuard(String name, String descriptor, int site, boolean answersWithValue) {

    public MethodGuard {
        Objects.requireNonNull(name);
        Objects.requireNonNull(descriptor);
    }

    boolean isOfConstructor() {
        return name.equals("<init>");
    }
}
