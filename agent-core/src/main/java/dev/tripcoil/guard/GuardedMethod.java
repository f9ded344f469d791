package dev.tripcoil.guard;

import dev.tripcoil.async.AsyncKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What must be known of a method to guard it.
 *
 * @param className the binary name of its class
 * @param name the method's name, {@code <init>} for a constructor
 * @param descriptor its descriptor
 * @param isStatic whether it has no receiver
 * @param signature what its generic types are, as the class file has it; null where it has none
 * @param finish when its calls have ended
 */
public record GuardedMethod(
        String className, String name, String descriptor, boolean isStatic, String signature, Finish finish) {

    /** One without generic types. */
    public GuardedMethod(String className, String name, String descriptor, boolean isStatic, Finish finish) {
        this(className, name, descriptor, isStatic, null, finish);
    }

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
        STAGE,
        /** Each subscription to the publisher that it returns is a call, which has ended when that has: {@link AsyncKind}. */
        PUBLISHER,
        /** When what it was given as its last argument goes on: as a suspending function of Kotlin. */
        CONTINUATION
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    int parameterCount() {
        return parameters().size();
    }

    /** The descriptors of its parameters; without the continuation of a suspending function. */
    public List<String> parameters() {
        List<String> all = parameters(descriptor);
        return finish == Finish.CONTINUATION ? all.subList(0, all.size() - 1) : all;
    }

    /** What it returns; null unless that is a publisher that is followed. */
    AsyncKind kind() {
        return finish == Finish.PUBLISHER ? AsyncKind.of(StageType.binaryName(returns())) : null;
    }

    /** The descriptors of a method's parameters. */
    public static List<String> parameters(String descriptor) {
        List<String> found = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int start = at;
            while (descriptor.charAt(at) == '[') {
                at++;
            }
            at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
            found.add(descriptor.substring(start, at));
        }
        return found;
    }

    /** The descriptor of its return type. */
    public String returns() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }
}
