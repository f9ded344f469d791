package dev.tripcoil.weave;

import java.util.Objects;

/**
 * One method that is to be guarded.
 *
 * @param name the method's name
 * @param descriptor its descriptor
 * @param site the number that its calls give to the hook; any int, small ones make shorter code
 * @param answersWithValue whether a refused or failed call may return a value, rather than throw
 * @param needs what else the guard needs of the method
 */
public record MethodGuard(String name, String descriptor, int site, boolean answersWithValue, Needs needs) {

    public MethodGuard {
        Objects.requireNonNull(name);
        Objects.requireNonNull(descriptor);
        Objects.requireNonNull(needs);
    }

    /** A guard that needs nothing but to know when calls begin and end. */
    public MethodGuard(String name, String descriptor, int site, boolean answersWithValue) {
        this(name, descriptor, site, answersWithValue, Needs.NOTHING);
    }

    boolean isOfConstructor() {
        return name.equals("<init>");
    }
}
