package dev.tripcoil.check;

import java.util.List;

/**
 * What became of a check. Immutable.
 *
 * @param file the rules file as it was given
 * @param problems each one line with its position; any makes the check fail
 * @param warnings likewise, and holds nothing up
 * @param notes on the class path: what could not be read, and what may surprise
 * @param classPath whether there was one
 * @param classes how many there are on it
 * @param jars how many were read, those within others included
 * @param rules in the file's order; empty if the file isn't good. Without a class path only those that name classes of the
 *     JDK
 */
public record Report(
        String file,
        List<String> problems,
        List<String> warnings,
        List<String> notes,
        boolean classPath,
        int classes,
        int jars,
        List<OfRule> rules) {

    public Report {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        rules = List.copyOf(rules);
    }

    /** 0 if there is nothing to mend, 1 otherwise. */
    public int exitCode() {
        return problems.isEmpty() ? 0 : 1;
    }

    /**
     * What one rule does.
     *
     * @param position such as {@code rules.yaml:7}
     * @param selectors for people: {@code class com.acme.Foo, method fetch}
     * @param breaker its name
     * @param guarded methods
     * @param unguarded what it selects, but can't guard
     * @param shadowed methods that a rule before it has
     * @param open classes of which only the running application will tell
     * @param problems without the position
     */
    public record OfRule(
            String position,
            String selectors,
            String breaker,
            List<Guarded> guarded,
            List<Unguarded> unguarded,
            List<Shadowed> shadowed,
            List<Open> open,
            List<String> problems) {

        public OfRule {
            guarded = List.copyOf(guarded);
            unguarded = List.copyOf(unguarded);
            shadowed = List.copyOf(shadowed);
            open = List.copyOf(open);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A method that would be guarded.
     *
     * @param method as {@code GuardedMethods} in JMX has it: {@code com.acme.Foo#fetch(int)java.lang.String}
     * @param but what should be known of it all the same, or null
     * @param jdk whether its class is one of the JDK's
     */
    public record Guarded(String method, String but, boolean jdk) {}

    /**
     * A method, or a class, that a rule selects, but can't guard.
     *
     * @param what as in {@link Guarded}; a class has no {@code #}
     * @param reason with what to do about it
     * @param byName whether the rule names it, rather than having come across it by a wildcard
     * @param jdk whether it is one of the JDK's
     */
    public record Unguarded(String what, String reason, boolean byName, boolean jdk) {}

    /**
     * A method that two rules select.
     *
     * @param by the position of the one that has it
     */
    public record Shadowed(String method, String by) {}

    /**
     * Classes that the rule may mean.
     *
     * @param needs a type that they extend, which is not on the class path
     */
    public record Open(String needs, List<String> classes) {
        public Open {
            classes = List.copyOf(classes);
        }
    }
}
