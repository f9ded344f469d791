package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a rule, or of one of its exceptions: a method must match one of each kind that is there.
 * Immutable; plain loops, as {@code transform} comes through here.
 */
public final class Selectors {
    private final List<NamePattern> classes;
    private final List<MethodPattern> methods;

    Selectors(List<NamePattern> classes, List<MethodPattern> methods) {
        this.classes = List.copyOf(classes);
        this.methods = List.copyOf(methods);
    }

    List<NamePattern> classes() {
        return classes;
    }

    List<MethodPattern> methods() {
        return methods;
    }

    /** Whether a class pattern matches this binary name, or there is none. */
    public boolean matchesClass(String binaryName) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).matches(binaryName)) {
                return true;
            }
        }
        return classes.isEmpty();
    }

    /** Whether a class pattern is this very name: JDK classes are selected in no other way. */
    public boolean namesExactly(String binaryName) {
        for (int i = 0; i < classes.size(); i++) {
            NamePattern pattern = classes.get(i);
            if (pattern.isExact() && pattern.matches(binaryName)) {
                return true;
            }
        }
        return false;
    }

    /** The class patterns without a wildcard, in the file's order. */
    public List<String> exactClassNames() {
        List<String> names = new ArrayList<>();
        for (NamePattern pattern : classes) {
            if (pattern.isExact()) {
                names.add(pattern.toString());
            }
        }
        return names;
    }

    /** Whether every class pattern is a name without a wildcard. */
    public boolean isExact() {
        return !classes.isEmpty() && exactClassNames().size() == classes.size();
    }

    /** The method names without a wildcard, without their parameters, to say which of them nothing has. */
    public List<String> exactMethodNames() {
        List<String> names = new ArrayList<>();
        for (MethodPattern pattern : methods) {
            if (pattern.isExact() && !names.contains(pattern.name().toString())) {
                names.add(pattern.name().toString());
            }
        }
        return names;
    }

    /** Whether a rule with these patterns wants the method: a wildcard leaves out what every object has. */
    boolean selects(String className, MethodSignature method) {
        if (!matchesClass(className)) {
            return false;
        }
        boolean wildcardsCount = !MethodPattern.isLeftOut(method.name());
        for (int i = 0; i < methods.size(); i++) {
            MethodPattern pattern = methods.get(i);
            if ((wildcardsCount || pattern.isExact()) && pattern.matches(method)) {
                return true;
            }
        }
        return methods.isEmpty() && wildcardsCount;
    }

    /** Whether an exception with these patterns frees the method: here a wildcard takes in everything. */
    boolean covers(String className, MethodSignature method) {
        if (!matchesClass(className)) {
            return false;
        }
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i).matches(method)) {
                return true;
            }
        }
        return methods.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selectors
                && classes.equals(((Selectors) other).classes)
                && methods.equals(((Selectors) other).methods);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + methods.hashCode();
    }

    /** For people: {@code class com.acme.Foo, method fetch}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, "class ", classes);
        append(text, text.length() == 0 ? "method " : ", method ", methods);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<?> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            text.append(i == 0 ? what : " or ").append(patterns.get(i));
        }
    }
}
