package dev.tripcoil.rules;

/**
 * A pattern for the type of a parameter or a result: a name pattern over the erased type as in source, with which
 * {@code java.lang.} may be left out. Immutable; equal if written alike.
 */
final class TypePattern {
    private static final String JAVA_LANG = "java.lang.";

    private final NamePattern name;

    private TypePattern(NamePattern name) {
        this.name = name;
    }

    /**
     * Reads a pattern.
     *
     * @param in what the type belongs to, for messages: begins with a space, or is empty
     * @throws BadValue if no type's name can match it
     */
    static TypePattern parse(String type, String in) throws BadValue {
        if (type.startsWith("/")) {
            return new TypePattern(NamePattern.parse(type));
        }
        if (type.indexOf('<') >= 0) {
            throw new BadValue(
                    "type " + Problems.quote(type) + " is generic" + in + "; write the erased type, without <…>");
        }
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            if (Character.isWhitespace(c) || "();/".indexOf(c) >= 0) {
                throw new BadValue(
                        Problems.quote(type) + " isn't a type" + in + "; write full type names alone, with dots");
            }
        }
        return new TypePattern(NamePattern.parse(type));
    }

    /** Whether it matches a type's name as in source, such as {@code int} or {@code java.util.Map$Entry[]}. */
    boolean matches(String type) {
        return name.matches(type) || type.startsWith(JAVA_LANG) && name.matches(type.substring(JAVA_LANG.length()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypePattern && name.equals(((TypePattern) other).name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The pattern as written. */
    @Override
    public String toString() {
        return name.toString();
    }
}
