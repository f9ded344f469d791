package dev.tripcoil.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an expression is evaluated, and for what. Immutable.
 *
 * @param className the binary name of the guarded class, in whose package the expression is compiled
 * @param given what the first argument of the function holds, in this order: {@code self} and {@code arg0} to {@code argN}, or some of
 *     them
 * @param inArray whether the first argument is an {@code Object[]} also where only one variable is given
 * @param outcome the second argument of the function, {@code result} or {@code error}; null for none
 * @param yields what the expression is for
 * @param names those of all variables that there are, given or not, for messages
 */
public record Scope(
        String className, List<Variable> given, boolean inArray, Variable outcome, Yields yields, List<String> names) {

    /** One in which no variable exists that isn't given. */
    public Scope(String className, List<Variable> given, boolean inArray, Variable outcome, Yields yields) {
        this(className, given, inArray, outcome, yields, names(given, outcome));
    }

    private static List<String> names(List<Variable> given, Variable outcome) {
        List<String> names = new ArrayList<>();
        for (Variable each : given) {
            names.add(each.name());
        }
        if (outcome != null) {
            names.add(outcome.name());
        }
        return names;
    }

    /** What comes of an expression. */
    public enum Yields {
        /** True or false. */
        CONDITION,
        /** Any value but void; boxed if it is primitive. */
        KEY
    }

    public Scope {
        given = List.copyOf(given);
        names = List.copyOf(names);
        inArray = inArray || given.size() > 1;
    }

    String packageName() {
        return packageOf(className);
    }

    static String packageOf(String binaryName) {
        int dot = binaryName.lastIndexOf('.');
        return dot < 0 ? "" : binaryName.substring(0, dot);
    }
}
