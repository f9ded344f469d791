package dev.tripcoil.rules;

import java.util.List;

/**
 * Which methods a breaker guards. Its methods are called from within {@code ClassFileTransformer.transform}:
 * they are plain loops, and link no invokedynamic.
 *
 * @param position the file and the line, such as {@code rules.yaml:7}
 * @param select what a method must be
 * @param except a method that one of these covers is left alone
 * @param breaker the breaker's name
 */
public record Rule(String position, Selectors select, List<Selectors> except, String breaker) {

    public Rule {
        except = List.copyOf(except);
    }

    /** Whether a class pattern matches the name, or the rule has none; cheap, to be asked before anything else. */
    public boolean matchesClassName(String binaryName) {
        return select.matchesClassName(binaryName);
    }

    /** Whether this rule guards the method. */
    public Match matches(ClassFacts type, MethodFacts method) {
        Match match = select.selects(type, method);
        for (int i = 0; i < except.size() && match != Match.NO; i++) {
            Match covered = except.get(i).covers(type, method);
            if (covered == Match.YES) {
                return Match.NO;
            }
            if (covered == Match.UNKNOWN) {
                match = Match.UNKNOWN;
            }
        }
        return match;
    }

    /** Whether other types must be known to tell: super types, or annotations with those on them. */
    public boolean needsTypes() {
        for (int i = 0; i < except.size(); i++) {
            if (except.get(i).needsTypes()) {
                return true;
            }
        }
        return select.needsTypes();
    }

    /** Whether it goes by the names of classes and methods, and by nothing else. */
    public boolean isByNameAlone() {
        for (int i = 0; i < except.size(); i++) {
            if (!except.get(i).isByNameAlone()) {
                return false;
            }
        }
        return select.isByNameAlone();
    }

    // A record's own equals and hashCode are invokedynamic.
    @Override
    public boolean equals(Object other) {
        return other instanceof Rule
                && position.equals(((Rule) other).position)
                && select.equals(((Rule) other).select)
                && except.equals(((Rule) other).except)
                && breaker.equals(((Rule) other).breaker);
    }

    @Override
    public int hashCode() {
        return 31 * position.hashCode() + breaker.hashCode();
    }

    /** For people: {@code rules.yaml:7 (class com.acme.Foo, method fetch)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(position).append(" (").append(select);
        for (int i = 0; i < except.size(); i++) {
            text.append(i == 0 ? ", except " : " or ").append(except.get(i));
        }
        return text.append(')').toString();
    }
}
