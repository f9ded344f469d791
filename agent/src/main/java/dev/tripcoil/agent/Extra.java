package dev.tripcoil.agent;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RuleSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What rules may ask of weaving and of guarded calls beyond what all rules do: classes that only this takes are loaded for such rules only. */
enum Extra {
    /** Another answer than the usual exception. */
    ANSWERS,
    EXPRESSIONS,
    /** Rates, limits, and whatever else than failures in a row opens a breaker. */
    CRITERIA,
    CONSTRUCTORS,
    /** Super types, annotations, and what else is not the name of a class or of a method. */
    SELECTORS,
    JDK_CLASSES;

    /** @param jdk whether the rules may mean classes of the JDK, of which each is taken to be anything */
    static Set<Extra> of(RuleSet rules, boolean jdk) {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        for (Definition definition : rules.breakers().values()) {
            add(definition, extras);
        }
        List<Rule> all = rules.rules();
        for (int i = 0; i < all.size(); i++) {
            Rule rule = all.get(i);
            if (rule.select().exactMethodNames().contains("<init>")) {
                extras.add(CONSTRUCTORS);
            }
            if (!rule.isByNameAlone()) {
                extras.add(SELECTORS);
            }
        }
        if (jdk) {
            extras.add(JDK_CLASSES);
        }
        return extras;
    }

    private static void add(Definition definition, Set<Extra> extras) {
        if (!definition.answer().equals(Answer.Refusal.DEFAULT) || definition.alsoOnFailure()) {
            extras.add(ANSWERS);
        }
        if (definition.hasExpressions()) {
            extras.add(EXPRESSIONS);
        }
        if (definition.maxConcurrent() > 0 || !isFailuresAlone(definition.tripOn())) {
            extras.add(CRITERIA);
        }
    }

    private static boolean isFailuresAlone(Definition.TripOn tripOn) {
        return !tripOn.hasRate() && tripOn.netFailures() == 0 && tripOn.slowerThan() == null;
    }
}
