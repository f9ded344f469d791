package dev.tripcoil.check;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.util.ArrayList;
import java.util.List;

/** Looks for the exceptions that breakers throw: one that can't be made is replaced by the default, when it is too late. */
final class ThrownTypes {

    private static final int ABSTRACT = 0x0400;

    private final RuleSet rules;
    private final Hierarchy hierarchy;
    private final Explanations explanations;

    ThrownTypes(RuleSet rules, Explanations explanations) {
        this.rules = rules;
        this.explanations = explanations;
        hierarchy = explanations.hierarchy();
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Definition definition : rules.breakers().values()) {
            String type = definition.answer() instanceof Answer.Refusal
                    ? ((Answer.Refusal) definition.answer()).type()
                    : null;
            String problem = type == null || !isUsed(definition) ? null : problem(type);
            if (problem != null) {
                warnings.add(rules.source() + ": breaker '" + definition.name() + "' throws "
                        + "dev.tripcoil.CircuitOpenException in place of what when-open says: " + problem);
            }
        }
        return warnings;
    }

    private boolean isUsed(Definition definition) {
        for (Rule rule : rules.rules()) {
            if (rule.breaker().equals(definition.name())) {
                return true;
            }
        }
        return false;
    }

    private String problem(String type) {
        ClassOutline outline = hierarchy.outline(type);
        if (outline == null) {
            return explanations.noClass(type);
        }
        if (!hierarchy.extendsThrowable(outline)) {
            return type + " is no exception";
        }
        if ((outline.access() & ABSTRACT) != 0) {
            return type + " is abstract";
        }
        for (MethodOutline method : outline.methods()) {
            boolean takes = method.descriptor().equals("(Ljava/lang/String;)V")
                    || method.descriptor().equals("()V");
            if (method.name().equals("<init>") && takes) {
                return null;
            }
        }
        return type + " has no constructor (String) and none without parameters";
    }
}
