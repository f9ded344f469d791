package dev.tripcoil.check;

import dev.tripcoil.breaker.Definition;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Looks for the methods that are to be told of transitions: that one is missing shows with the first transition only. */
final class TransitionMethods {

    private static final int STATIC = 0x0008;
    private static final String DESCRIPTOR =
            "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)";

    private final RuleSet rules;
    private final Hierarchy hierarchy;
    private final Explanations explanations;

    TransitionMethods(RuleSet rules, Explanations explanations) {
        this.rules = rules;
        this.explanations = explanations;
        hierarchy = explanations.hierarchy();
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Definition definition : rules.breakers().values()) {
            String reference = definition.onTransition();
            String problem = reference == null ? null : problem(reference);
            if (problem != null) {
                warnings.add(rules.source() + ": breaker '" + definition.name() + "' tells nobody of its transitions: "
                        + problem);
            }
        }
        return warnings;
    }

    private String problem(String reference) {
        int mark = reference.indexOf('#');
        String type = reference.substring(0, mark);
        String name = reference.substring(mark + 1);
        ClassOutline outline = hierarchy.outline(type);
        if (outline == null) {
            return explanations.noClass(type);
        }
        Collection<String> others = new TreeSet<>();
        // As deep as hierarchies are, and no deeper than one that goes round in a circle.
        for (int depth = 0; outline != null && depth < 100; depth++) {
            for (MethodOutline method : outline.methods()) {
                boolean isStatic = (method.access() & STATIC) != 0;
                if (isStatic
                        && method.name().equals(name)
                        && method.descriptor().startsWith(DESCRIPTOR)) {
                    return null;
                }
                if (isStatic && !method.name().startsWith("<") && !method.name().startsWith("lambda$")) {
                    others.add(method.name());
                }
            }
            outline = outline.superName() == null ? null : hierarchy.outline(outline.superName());
        }
        return type + " has no static " + name + "(String, String, String, String); it has "
                + (others.isEmpty() ? "no static method" : String.join(", ", others));
    }
}
