package dev.tripcoil.guard;

import dev.tripcoil.breaker.Answer;
import java.util.List;

/** Finds out about an application's types without loading them. */
public interface ClassLookup {

    /** The names of the constants of an enum; null if the class is none, or can't be found. */
    List<String> constants(String binaryName);

    /** Whether the type is the other one, or extends or implements it, as far as can be told. */
    boolean isSubtype(String binaryName, String of);

    /** Whether it is a class that has a constructor without parameters, and is not abstract. */
    boolean isMakable(String binaryName);

    /**
     * The method that is to answer for another.
     *
     * @throws MisfitException if there is none that could
     */
    FallbackMethod fallback(Answer.Fallback answer, GuardedMethod method) throws MisfitException;
}
