package dev.tripcoil.apply;

import dev.tripcoil.rules.Rule;
import dev.tripcoil.weave.Result;
import dev.tripcoil.weave.WovenCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * What is different for classes of the JDK: a rule selects one only if it means it, those that Tripcoil stands on are
 * left alone, and the JVM takes their bytecode on trust.
 */
final class JdkRules {

    private final Coverage coverage;
    private final JdkClasses classes;

    JdkRules(JdkClasses classes, Coverage coverage) {
        this.classes = classes;
        this.coverage = coverage;
    }

    /** Whether a rule may select any class of the JDK. */
    boolean mayMeanAny(Rule rule) {
        List<String> names = rule.select().exactClassNames();
        for (int i = 0; i < names.size(); i++) {
            if (classes.contains(names.get(i))) {
                return true;
            }
        }
        return rule.select().mayMeanJdkClass("");
    }

    /** Those of the rules that match a class's name, that mean the class though it is one of the JDK's. */
    List<Rule> selecting(List<Rule> candidates, String className) {
        List<Rule> selecting = new ArrayList<>(2);
        for (int i = 0; i < candidates.size(); i++) {
            Rule rule = candidates.get(i);
            if (rule.select().mayMeanJdkClass(className)) {
                selecting.add(rule);
            } else {
                coverage.passedOver(rule, className);
            }
        }
        return selecting;
    }

    /** Why the JVM must not get this woven class; null if it may. */
    String problem(Result woven) {
        String problem = WovenCheck.problem(woven.classFile(), woven.woven(), classes);
        return problem == null
                ? null
                : "its guards do not pass the check that classes of the JDK must, and it stays as it was (please"
                        + " report it): " + problem;
    }
}
