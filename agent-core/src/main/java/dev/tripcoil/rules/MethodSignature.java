package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A method's name and parameter types as a pattern sees them. The types are read from the descriptor when
 * first asked for: most methods are decided by their name. Not thread-safe for that reason.
 */
public final class MethodSignature {
    private final String name;
    private final String descriptor;
    private String[] parameters;

    /**
     * The method with this name and JVM descriptor.
     *
     * @param descriptor such as {@code (Ljava/lang/String;I)V}; a malformed one is an
     *     {@link IllegalArgumentException} when the types are asked for
     */
    public MethodSignature(String name, String descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /**
     * The method that is written as {@link #toString} writes it; without a descriptor.
     *
     * @throws IllegalArgumentException if the text is none of that kind
     */
    public static MethodSignature parse(String text) {
        int open = text.indexOf('(');
        if (open < 0 || !text.endsWith(")")) {
            throw new IllegalArgumentException("not a method: " + text);
        }
        MethodSignature signature = new MethodSignature(text.substring(0, open), null);
        String types = text.substring(open + 1, text.length() - 1);
        signature.parameters = types.isEmpty() ? new String[0] : types.split(",");
        return signature;
    }

    public String name() {
        return name;
    }

    public String descriptor() {
        return descriptor;
    }

    public int parameterCount() {
        return parameters().length;
    }

    /** The erased type as in source, binary names for nested ones: {@code int}, {@code java.util.Map$Entry[]}. */
    public String parameterType(int index) {
        return parameters()[index];
    }

    /** The erased return type, likewise; {@code void} where there is none. */
    public String returnType() {
        return typeName(descriptor, descriptor.indexOf(')') + 1, descriptor.length());
    }

    /** The return type as in the descriptor. */
    public String returnDescriptor() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /** Whether it returns an object that is no array. */
    public boolean returnsClass() {
        return returnDescriptor().startsWith("L");
    }

    /** For people: {@code fetch(java.lang.String,int)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < parameterCount(); i++) {
            text.append(i == 0 ? "" : ",").append(parameterType(i));
        }
        return text.append(')').toString();
    }

    private String[] parameters() {
        if (parameters == null) {
            parameters = read();
        }
        return parameters;
    }

    private String[] read() {
        int end = descriptor.indexOf(')');
        if (descriptor.isEmpty() || descriptor.charAt(0) != '(' || end < 0) {
            throw malformed(descriptor);
        }
        List<String> types = new ArrayList<>();
        int at = 1;
        while (at < end) {
            int start = at;
            while (at < end && descriptor.charAt(at) == '[') {
                at++;
            }
            int last = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) : at;
            if (last < 0 || last >= end) {
                throw malformed(descriptor);
            }
            at = last + 1;
            types.add(typeName(descriptor, start, at));
        }
        return types.toArray(new String[0]);
    }

    private static String typeName(String descriptor, int start, int end) {
        int at = start;
        StringBuilder dimensions = new StringBuilder();
        while (at < end && descriptor.charAt(at) == '[') {
            dimensions.append("[]");
            at++;
        }
        if (at >= end) {
            throw malformed(descriptor);
        }
        return elementName(descriptor, at, end).concat(dimensions.toString());
    }

    private static String elementName(String descriptor, int at, int end) {
        switch (descriptor.charAt(at)) {
            case 'Z':
                return "boolean";
            case 'B':
                return "byte";
            case 'C':
                return "char";
            case 'S':
                return "short";
            case 'I':
                return "int";
            case 'J':
                return "long";
            case 'F':
                return "float";
            case 'D':
                return "double";
            case 'V':
                return "void";
            case 'L':
                return descriptor.substring(at + 1, end - 1).replace('/', '.');
            default:
                throw malformed(descriptor);
        }
    }

    private static IllegalArgumentException malformed(String descriptor) {
        return new IllegalArgumentException("not a method descriptor: " + descriptor);
    }
}
