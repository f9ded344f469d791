package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for a method: {@code name}, or {@code name(type, type)} with {@code ..} as the last for any further
 * parameters. Immutable; equal if written alike.
 */
final class MethodPattern {
    private static final String FURTHER = "..";

    private final String text;
    private final NamePattern name;
    // Null where the pattern gives no parameters.
    private final List<TypePattern> parameters;
    private final boolean further;

    private MethodPattern(String text, NamePattern name, List<TypePattern> parameters, boolean further) {
        this.text = text;
        this.name = name;
        this.parameters = parameters;
        this.further = further;
    }

    /**
     * Reads a method pattern.
     *
     * @throws BadValue if it isn't one, or one that no method that can be guarded matches
     */
    static MethodPattern parse(String text) throws BadValue {
        int nameEnd = nameEnd(text);
        String nameText = text.substring(0, nameEnd).strip();
        NamePattern name = NamePattern.parse(nameText);
        if (!name.isRegex()) {
            checkName(nameText);
        }
        String rest = text.substring(nameEnd).strip();
        if (rest.isEmpty()) {
            return new MethodPattern(text, name, null, true);
        }
        if (rest.charAt(0) != '(' || rest.charAt(rest.length() - 1) != ')') {
            throw new BadValue("method " + Problems.quote(text)
                    + " has no closing ')' at its end; in a [list], a pattern with a comma wants quotes");
        }
        List<String> types = split(rest.substring(1, rest.length() - 1));
        boolean further = !types.isEmpty() && types.get(types.size() - 1).equals(FURTHER);
        int given = types.size() - (further ? 1 : 0);
        List<TypePattern> parameters = new ArrayList<>();
        for (int i = 0; i < given; i++) {
            parameters.add(parameter(text, types.get(i), i == types.size() - 1));
        }
        return new MethodPattern(text, name, List.copyOf(parameters), further);
    }

    // A name contains no slash, so the first one ends a regular expression, which may contain parentheses.
    private static int nameEnd(String text) {
        int from = text.startsWith("/") ? Math.max(0, text.indexOf('/', 1)) : 0;
        int parenthesis = text.indexOf('(', from);
        return parenthesis < 0 ? text.length() : parenthesis;
    }

    private static void checkName(String name) throws BadValue {
        if (name.equals("<init>")) {
            return;
        }
        if (name.equals("<clinit>")) {
            throw new BadValue("static initializers are never guarded; remove '<clinit>'");
        }
        for (int i = 0; i < name.length(); i++) {
            if (".;[]/<>".indexOf(name.charAt(i)) >= 0) {
                throw new BadValue("no method is named " + Problems.quote(name)
                        + "; write the name alone, and the class under 'class'");
            }
        }
    }

    // At the commas that are not within a regular expression.
    private static List<String> split(String types) {
        List<String> parts = new ArrayList<>();
        if (types.isBlank()) {
            return parts;
        }
        boolean regex = false;
        int start = 0;
        for (int i = 0; i < types.length(); i++) {
            char c = types.charAt(i);
            if (c == '/') {
                regex = !regex;
            } else if (c == ',' && !regex) {
                parts.add(types.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(types.substring(start).strip());
        return parts;
    }

    private static TypePattern parameter(String method, String type, boolean last) throws BadValue {
        String in = " in method " + Problems.quote(method);
        if (type.isEmpty()) {
            throw new BadValue("a parameter type is missing" + in + "; write () for no parameters");
        }
        if (type.startsWith("/")) {
            return TypePattern.parse(type, in);
        }
        if (type.equals(FURTHER)) {
            throw new BadValue("'..' must be the last" + in + "; write ** for one parameter of any type");
        }
        if (type.equals("...")) {
            throw new BadValue("'...' needs a type" + in + "; write (..) for any parameters");
        }
        if (!type.endsWith("...")) {
            return TypePattern.parse(type, in);
        }
        if (!last) {
            throw new BadValue("only the last parameter can be '...'" + in + "; write [] instead");
        }
        return TypePattern.parse(type.substring(0, type.length() - 3).strip() + "[]", in);
    }

    /** The methods that every object has, or that make it one: a wildcard in a rule does not mean them. */
    static boolean isLeftOut(String name) {
        return name.equals("equals")
                || name.equals("hashCode")
                || name.equals("toString")
                || name.equals("finalize")
                || name.equals("clone")
                || name.equals("<init>")
                || name.equals("<clinit>");
    }

    NamePattern name() {
        return name;
    }

    /** Whether the name has no wildcard; parameters may have. */
    boolean isExact() {
        return name.isExact();
    }

    boolean matches(MethodSignature method) {
        if (!name.matches(method.name())) {
            return false;
        }
        if (parameters == null) {
            return true;
        }
        int given = parameters.size();
        int actual = method.parameterCount();
        if (further ? actual < given : actual != given) {
            return false;
        }
        for (int i = 0; i < given; i++) {
            if (!parameters.get(i).matches(method.parameterType(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MethodPattern && text.equals(((MethodPattern) other).text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The pattern as written. */
    @Override
    public String toString() {
        return text;
    }
}
