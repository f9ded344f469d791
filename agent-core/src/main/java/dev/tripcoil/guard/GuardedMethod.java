package dev.tripcoil.guard;

import java.util.Objects;

/**
 * What must be known of a method to guard it.
 *
 * @param className the binary name of its class
 * @param name the method's name, {@code <init>} for a constructor
 * @param descriptor its descriptor
 * @param isStatic whether it has no receiver
 * @param finish when its calls have ended
 */
public record GuardedMethod(String className, String name, String descriptor, boolean isStatic, Finish finish) {

    public GuardedMethod {
        Objects.requireNonNull(className);
        Objects.requireNonNull(name);
        Objects.requireNonNull(descriptor);
        Objects.requireNonNull(finish);
    }

    /** When a call has ended. */
    public enum Finish {
        /** As it returns. */
        RETURN,
        /** When the {@link java.util.concurrent.CompletionStage} that it returns is complete. */
        STAGE
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    int parameterCount() {
        int count = 0;
        for (int i = 1; descriptor.charAt(i) != ')'; i++) {
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            if (descriptor.charAt(i) == 'L') {
                i = descriptor.indexOf(';', i);
            }
            count++;
        }
        return count;
    }

    /** The descriptor of its return type. */
    String returns() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }
}
