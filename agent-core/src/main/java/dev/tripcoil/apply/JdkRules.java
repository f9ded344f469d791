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
    private final JdkClasses classes = new JdkClasses();

    JdkRules(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Those of the rules that match a class's name, that mean the class though it is one of the JDK's. */
    List<Rule> selecting(List<Rule> candidates, String className) {
        List<Rule> selecting = new ArrayList<>(2);
        for (int i = 0; i < candidates.size(); i++) {
            Rule rule = candidates.get(i);
            if (!rule.select().namesExactly(className)) {
                coverage.passedOver(rule, className);
            } else if (Foundations.isOne(className)) {
                coverage.matched(rule);
                coverage.skipped(className, Foundations.REASON);
            } else {
                selecting.add(rule);
            }
        }
        return selecting;
    }

    /** The class file of a class of the JDK that can be guarded; null if there is none of the name. */
    byte[] read(String className) {
        return Foundations.isOne(className) ? null : classes.read(className);
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
