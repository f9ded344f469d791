package dev.tripcoil.apply;

import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** A class whose name a rule matches, though none of its methods: kept to say what the rule's author may have meant. */
final class Sighting {

    private static final int MOST_NAMED = 10;

    private final WeakReference<ClassLoader> loader;
    private final ClassOutline outline;

    Sighting(ClassLoader loader, ClassOutline outline) {
        this.loader = loader == null ? null : new WeakReference<>(loader);
        this.outline = outline;
    }

    /** Why the rule matches none of its methods, and what would help. */
    String explain(Rule rule) {
        String declaring = declaringSuperType(rule);
        if (declaring != null) {
            return outline.name() + " inherits it from " + declaring
                    + ", and a method is guarded where it is declared: name that class";
        }
        Set<String> has = new LinkedHashSet<>();
        for (MethodOutline method : outline.methods()) {
            // Who mistypes a method does not mean a constructor.
            boolean asked = !Unguardable.isConstructor(method)
                    || rule.select().exactMethodNames().contains(method.name());
            if (asked && Unguardable.reason(method) == null) {
                has.add(new MethodSignature(method.name(), method.descriptor()).toString());
            }
        }
        return outline.name() + " has no such method; it has " + few(has);
    }

    private static String few(Set<String> names) {
        if (names.isEmpty()) {
            return "none that can be guarded";
        }
        StringBuilder text = new StringBuilder();
        int left = names.size();
        int named = 0;
        for (String name : names) {
            if (named == MOST_NAMED) {
                return text.append(" and ").append(left).append(" more").toString();
            }
            text.append(named == 0 ? "" : ", ").append(name);
            named++;
            left--;
        }
        return text.toString();
    }

    private String declaringSuperType(Rule rule) {
        ClassLoader from = loader == null ? null : loader.get();
        if (from == null && loader != null) {
            return null;
        }
        Set<String> visited = new HashSet<>();
        Deque<ClassOutline> open = new ArrayDeque<>();
        open.add(outline);
        while (!open.isEmpty()) {
            ClassOutline next = open.remove();
            if (next != outline && declares(next, rule)) {
                return next.name();
            }
            addSuperTypes(next, from, visited, open);
        }
        return null;
    }

    /** Asks under the name of the class that the rule does match. */
    private boolean declares(ClassOutline superType, Rule rule) {
        for (MethodOutline method : superType.methods()) {
            MethodSignature signature = new MethodSignature(method.name(), method.descriptor());
            if (!Unguardable.isConstructor(method)
                    && Unguardable.reason(method) == null
                    && rule.matches(outline.name(), signature)) {
                return true;
            }
        }
        return false;
    }

    private static void addSuperTypes(
            ClassOutline of, ClassLoader from, Set<String> visited, Deque<ClassOutline> open) {
        Set<String> names = new LinkedHashSet<>();
        if (of.superName() != null) {
            names.add(of.superName());
        }
        names.addAll(of.interfaces());
        for (String name : names) {
            byte[] classFile = visited.add(name) ? ClassFiles.read(from, name) : null;
            if (classFile != null) {
                try {
                    open.add(ClassOutline.read(classFile));
                } catch (IllegalArgumentException e) {
                    // not readable: nothing to say of it
                }
            }
        }
    }
}
