package dev.tripcoil.guard;

import java.util.List;

/** Finds out about an application's types without loading them. */
public interface EnumLookup {

    /** The names of the constants of an enum; null if the class is none, or can't be found. */
    List<String> constants(String binaryName);
}
