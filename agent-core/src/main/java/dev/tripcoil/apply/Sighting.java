package dev.tripcoil.apply;

import dev.tripcoil.rules.Match;
import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Names;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.Selectors;
import dev.tripcoil.rules.Suggestions;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A class whose name a rule matches, though none of its methods: kept to say what the rule's author may have meant. */
final class Sighting {

    private static final int MOST_NAMED = 10;

    private static final int FAR = 10;

    private static final int INTERFACE = 0x0200;

    private final WeakReference<ClassLoader> loader;
    private final ClassOutline outline;
    private final Types types;

    Sighting(ClassView type) {
        loader = type.loader() == null ? null : new WeakReference<>(type.loader());
        outline = type.outline();
        types = type.types();
    }

    /** Why the rule matches none of its methods, and what would help. */
    String explain(Rule rule) {
        ClassLoader from = loader == null ? null : loader.get();
        if (from == null && loader != null) {
            return outline.name() + " has no such method, and is gone";
        }
        ClassView type = new ClassView(types, from, outline);
        String almost = almost(rule, type);
        if (almost != null) {
            return almost;
        }
        String declaring = declaringSuperType(rule, type);
        if (declaring != null) {
            return outline.name() + " inherits it from " + declaring
                    + ", and a method is guarded where it is declared: name that class";
        }
        if (isInterfaceWithoutCode()) {
            return outline.name()
                    + " is an interface, and has no code to guard: for the classes that implement it write"
                    + " 'subtype-of: " + outline.name() + "' in place of 'class'";
        }
        return missing(rule.select()) + " in " + outline.name() + "; it has " + few(candidates(rule.select()));
    }

    private boolean isInterfaceWithoutCode() {
        if ((outline.access() & INTERFACE) == 0) {
            return false;
        }
        for (MethodOutline method : outline.methods()) {
            if (Unguardable.reason(method) == null) {
                return false;
            }
        }
        return true;
    }

    private static String missing(Selectors select) {
        List<String> patterns = select.methodPatterns();
        return patterns.isEmpty()
                ? "no method that a rule takes unless it names it"
                : "no method '" + String.join("' or '", patterns) + "'";
    }

    /** The methods that the rule could name, the likeliest first: those of the name with other parameters, or of one like it. */
    private Set<String> candidates(Selectors select) {
        List<String> names = select.exactMethodNames();
        List<MethodOutline> methods = new ArrayList<>();
        for (MethodOutline method : outline.methods()) {
            // Who mistypes a method does not mean a constructor.
            boolean asked = !Unguardable.isConstructor(method) || names.contains(method.name());
            if (asked && Unguardable.reason(method) == null) {
                methods.add(method);
            }
        }
        Set<String> signatures = new LinkedHashSet<>();
        for (int distance = 0; distance <= FAR; distance++) {
            for (MethodOutline method : methods) {
                if (remoteness(method.name(), names) == distance) {
                    signatures.add(new MethodSignature(method.name(), method.descriptor()).toString());
                }
            }
        }
        return signatures;
    }

    /** From the nearest of the names; all that are not near one are equally far. */
    private static int remoteness(String method, List<String> names) {
        int least = FAR;
        for (String name : names) {
            boolean begins = method.startsWith(name) || name.startsWith(method);
            least = Math.min(least, begins ? 1 : FAR);
            if (Suggestions.nearest(name, List.of(method)) != null) {
                least = Math.min(least, Suggestions.distanceBetween(name, method));
            }
        }
        return least;
    }

    /** A method that is as the rule says, but for one thing. */
    private String almost(Rule rule, ClassView type) {
        for (MethodOutline outline : type.outline().methods()) {
            MethodView method = new MethodView(type, outline);
            if (Unguardable.reason(outline) == null) {
                String obstacle = rule.select().obstacle(type, method);
                if (obstacle == null) {
                    return method + " is all that, but 'except' frees it";
                }
                if (!obstacle.equals("method")) {
                    return method + " is not what '" + obstacle + "' says" + actually(obstacle, type, method);
                }
            }
        }
        return null;
    }

    private static String actually(String obstacle, ClassView type, MethodView method) {
        if (obstacle.equals("class-annotation")) {
            return carrying(type.name(), type.annotations());
        }
        if (obstacle.equals("method-annotation")) {
            return carrying("it", method.annotations());
        }
        if (obstacle.equals("subtype-of")) {
            return ": " + type.name() + " is a "
                    + String.join(", ", type.superTypes().known());
        }
        return "";
    }

    private static String carrying(String what, Names annotations) {
        return ": " + what + " carries "
                + (annotations.known().isEmpty() ? "no annotation" : String.join(", ", annotations.known()));
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

    private String declaringSuperType(Rule rule, ClassView type) {
        List<String> superTypes = type.superTypes().known();
        for (int i = 1; i < superTypes.size(); i++) {
            if (superTypes.get(i).equals("java.lang.Object")
                    && rule.select().exactMethodNames().isEmpty()) {
                continue; // what every class inherits is not what a wildcard means
            }
            byte[] classFile = types.classFiles().read(type.loader(), superTypes.get(i));
            if (classFile != null && declares(classFile, rule, type)) {
                return superTypes.get(i);
            }
        }
        return null;
    }

    /** Asks as if the class that the rule does match declared it. */
    private static boolean declares(byte[] classFile, Rule rule, ClassView type) {
        try {
            for (MethodOutline method : ClassOutline.read(classFile).methods()) {
                if (!Unguardable.isConstructor(method)
                        && Unguardable.reason(method) == null
                        && rule.matches(type, new MethodView(type, method)) == Match.YES) {
                    return true;
                }
            }
        } catch (IllegalArgumentException e) {
            // not readable: nothing to say of it
        }
        return false;
    }
}
