package dev.tripcoil.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * A method that is to be guarded, as what answers its calls must fit it. Compared by nobody.
 *
 * @param className binary name of its class
 * @param descriptor such as {@code (ILjava/lang/String;)V}
 * @param isStatic whether it has no receiver
 * @param signature what its generic types are, as the class file has it; null where it has none
 */
public record TargetMethod(String className, String name, String descriptor, boolean isStatic, String signature) {

    /** The descriptor of its return type. */
    public String returns() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /** The descriptors of its parameters. */
    public List<String> parameters() {
        return parameters(descriptor);
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
}
