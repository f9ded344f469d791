package dev.tripcoil.weave;

/** What is known of types, without loading them. */
public interface TypeSource {

    /** Null where it is not known, or can't be read. */
    ClassOutline find(String binaryName);
}
