package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The patterns of a rule, or of one of its exceptions: a method must match one of each kind that is there.
 * Immutable; plain loops, as {@code transform} comes through here.
 */
public final class Selectors {

    private final List<NamePattern> classes;
    private final List<NamePattern> superTypes;
    private final List<NamePattern> classAnnotations;
    private final List<MethodPattern> methods;
    private final List<NamePattern> methodAnnotations;
    private final List<TypePattern> returns;
    // Null where any will do.
    private final Access access;

    Selectors(
            List<NamePattern> classes,
            List<NamePattern> superTypes,
            List<NamePattern> classAnnotations,
            List<MethodPattern> methods,
            List<NamePattern> methodAnnotations,
            List<TypePattern> returns,
            Access access) {
        this.classes = List.copyOf(classes);
        this.superTypes = List.copyOf(superTypes);
        this.classAnnotations = List.copyOf(classAnnotations);
        this.methods = List.copyOf(methods);
        this.methodAnnotations = List.copyOf(methodAnnotations);
        this.returns = List.copyOf(returns);
        this.access = access;
    }

    /** Those of a rule that names classes by this pattern, and no more; null if it is no pattern. */
    public static Selectors ofClasses(String pattern) {
        try {
            return new Selectors(
                    List.of(NamePattern.parse(pattern)), List.of(), List.of(), List.of(), List.of(), List.of(), null);
        } catch (BadValue e) {
            return null;
        }
    }

    List<NamePattern> classes() {
        return classes;
    }

    List<MethodPattern> methods() {
        return methods;
    }

    /** Whether there is nothing but names of classes and methods. */
    boolean isByNameAlone() {
        return !needsTypes() && returns.isEmpty() && access == null;
    }

    /** Whether other types must be known to tell: super types, or annotations with those on them. */
    public boolean needsTypes() {
        return !superTypes.isEmpty() || !classAnnotations.isEmpty() || !methodAnnotations.isEmpty();
    }

    /** Whether a class pattern matches this binary name, or there is none. */
    public boolean matchesClassName(String binaryName) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).matches(binaryName)) {
                return true;
            }
        }
        return classes.isEmpty();
    }

    /** Whether it is asked what the class extends or implements. */
    public boolean namesSuperTypes() {
        return !superTypes.isEmpty();
    }

    /** Whether there are class patterns at all. */
    public boolean namesClasses() {
        return !classes.isEmpty();
    }

    /** Whether a class pattern is this very name. */
    public boolean namesExactly(String binaryName) {
        for (int i = 0; i < classes.size(); i++) {
            NamePattern pattern = classes.get(i);
            if (pattern.isExact() && pattern.matches(binaryName)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class of the JDK with this name may be meant: by that very name, or as a subtype. */
    public boolean mayMeanJdkClass(String binaryName) {
        for (int i = 0; i < superTypes.size(); i++) {
            if (!superTypes.get(i).isAnything()) {
                return true;
            }
        }
        return namesExactly(binaryName);
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

    /** Whether there are class patterns, and every one is a name without a wildcard. */
    public boolean isExact() {
        return !classes.isEmpty() && exactClassNames().size() == classes.size();
    }

    /** The class patterns as written. */
    public List<String> classPatterns() {
        return written(classes);
    }

    /** The patterns for super types as written. */
    public List<String> superTypePatterns() {
        return written(superTypes);
    }

    /** The patterns for annotations, of the class and of the method, as written. */
    public List<String> annotationPatterns() {
        List<String> all = written(classAnnotations);
        all.addAll(written(methodAnnotations));
        return all;
    }

    /** The method patterns as written. */
    public List<String> methodPatterns() {
        return written(methods);
    }

    private static List<String> written(List<?> patterns) {
        List<String> written = new ArrayList<>();
        for (Object pattern : patterns) {
            written.add(pattern.toString());
        }
        return written;
    }

    /** Whether a pattern for super types is more than a name. */
    public boolean hasSuperTypeWildcard() {
        for (int i = 0; i < superTypes.size(); i++) {
            if (!superTypes.get(i).isExact()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern for super types matches this binary name. */
    public boolean matchesSuperTypeName(String binaryName) {
        for (int i = 0; i < superTypes.size(); i++) {
            if (superTypes.get(i).matches(binaryName)) {
                return true;
            }
        }
        return false;
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

    /** Whether there are method patterns, and none of their names has a wildcard. */
    public boolean namesMethodsExactly() {
        return !methods.isEmpty() && isEachExact();
    }

    private boolean isEachExact() {
        for (int i = 0; i < methods.size(); i++) {
            if (!methods.get(i).isExact()) {
                return false;
            }
        }
        return true;
    }

    /** The method patterns without a wildcard in the name that match none of these methods, as written. */
    public List<String> unusedMethodPatterns(List<MethodSignature> used) {
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            MethodPattern pattern = methods.get(i);
            boolean matches = !pattern.isExact();
            for (int j = 0; j < used.size() && !matches; j++) {
                matches = pattern.matches(used.get(j));
            }
            if (!matches) {
                unused.add(pattern.toString());
            }
        }
        return unused;
    }

    /** Whether a rule with these patterns wants the method: a wildcard leaves out what every object has. */
    Match selects(ClassFacts type, MethodFacts method) {
        return namesMethod(method.signature()) ? holds(type, method) : Match.NO;
    }

    /** Whether an exception with these patterns frees the method: here a wildcard takes in everything. */
    Match covers(ClassFacts type, MethodFacts method) {
        return methods.isEmpty() || matchesMethod(method.signature(), true) ? holds(type, method) : Match.NO;
    }

    private boolean namesMethod(MethodSignature method) {
        boolean wildcardsCount = !MethodPattern.isLeftOut(method.name());
        return methods.isEmpty() ? wildcardsCount : matchesMethod(method, wildcardsCount);
    }

    private boolean matchesMethod(MethodSignature method, boolean wildcardsCount) {
        for (int i = 0; i < methods.size(); i++) {
            MethodPattern pattern = methods.get(i);
            if ((wildcardsCount || pattern.isExact()) && pattern.matches(method)) {
                return true;
            }
        }
        return false;
    }

    /** All but the method patterns, from cheap to dear. */
    private Match holds(ClassFacts type, MethodFacts method) {
        if (!matchesClassName(type.name()) || !includes(method.access()) || !matchesReturn(method.signature())) {
            return Match.NO;
        }
        Match match = carries(methodAnnotations, method);
        if (match != Match.NO) {
            match = match.and(holdsForClass(type));
        }
        return match;
    }

    /** Whether all that these patterns say of the class holds for it. */
    public Match selectsClass(ClassFacts type) {
        return matchesClassName(type.name()) ? holdsForClass(type) : Match.NO;
    }

    private Match holdsForClass(ClassFacts type) {
        Match match =
                classAnnotations.isEmpty() ? Match.YES : type.annotations().anyOf(classAnnotations);
        if (match != Match.NO && !superTypes.isEmpty()) {
            match = match.and(type.superTypes().anyOf(superTypes));
        }
        return match;
    }

    private static Match carries(List<NamePattern> annotations, MethodFacts method) {
        return annotations.isEmpty() ? Match.YES : method.annotations().anyOf(annotations);
    }

    private boolean includes(int flags) {
        return access == null || access.includes(flags);
    }

    private boolean matchesReturn(MethodSignature method) {
        if (returns.isEmpty()) {
            return true;
        }
        String type = method.returnType();
        for (int i = 0; i < returns.size(); i++) {
            if (returns.get(i).matches(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The key of the first selector that keeps a rule with these patterns from the method, whose class they match by name;
     * null where none does.
     */
    public String obstacle(ClassFacts type, MethodFacts method) {
        if (!namesMethod(method.signature())) {
            return "method";
        }
        if (!includes(method.access())) {
            return "access";
        }
        if (!matchesReturn(method.signature())) {
            return "returns";
        }
        if (carries(methodAnnotations, method) != Match.YES) {
            return "method-annotation";
        }
        if (!classAnnotations.isEmpty() && type.annotations().anyOf(classAnnotations) != Match.YES) {
            return "class-annotation";
        }
        return superTypes.isEmpty() || type.superTypes().anyOf(superTypes) == Match.YES ? null : "subtype-of";
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Selectors)) {
            return false;
        }
        Selectors that = (Selectors) other;
        return classes.equals(that.classes)
                && superTypes.equals(that.superTypes)
                && classAnnotations.equals(that.classAnnotations)
                && methods.equals(that.methods)
                && methodAnnotations.equals(that.methodAnnotations)
                && returns.equals(that.returns)
                && access == that.access;
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
        append(text, "subtype-of ", superTypes);
        append(text, "class-annotation ", classAnnotations);
        append(text, "method ", methods);
        append(text, "method-annotation ", methodAnnotations);
        append(text, "returns ", returns);
        if (access != null) {
            append(text, "access ", List.of(access.name().toLowerCase(Locale.ROOT)));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<?> patterns) {
        if (text.length() > 0 && !patterns.isEmpty()) {
            text.append(", ");
        }
        for (int i = 0; i < patterns.size(); i++) {
            text.append(i == 0 ? what : " or ").append(patterns.get(i));
        }
    }
}
