package dev.tripcoil.guard;

/**
 * The static method that a refused call is answered by. Compared by nobody.
 *
 * @param className binary name of the class that declares it
 * @param descriptor of the method
 * @param takesReceiver whether the guarded method's receiver comes first
 * @param takesThrowable whether the refusal, or the failure, comes last
 */
public record FallbackMethod(
        String className, String name, String descriptor, boolean takesReceiver, boolean takesThrowable) {}
