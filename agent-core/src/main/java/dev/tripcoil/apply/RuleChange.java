package dev.tripcoil.apply;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.rules.Rule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The step from one set of rules in force to the next, class by class: most edits change no guard at all, and a class that is
 * guarded alike is left in peace. Thread-safe once made.
 */
public final class RuleChange {

    private final RuleWeaver before;
    private final RuleWeaver after;

    /** Rules of before, each with the one of after that guards the same in the same way. */
    private final Map<Rule, Rule> successors = new IdentityHashMap<>();

    /** Both may be of no rules at all. */
    public RuleChange(RuleWeaver before, RuleWeaver after) {
        this.before = before;
        this.after = after;
        List<Rule> free = new ArrayList<>(after.rules());
        for (Rule old : before.rules()) {
            for (int i = 0; i < free.size(); i++) {
                if (guardsAlike(old, free.get(i))) {
                    successors.put(old, free.remove(i));
                    break;
                }
            }
        }
    }

    /** The lines that they stand in may differ, and how their breaker decides; not what is woven in. */
    private boolean guardsAlike(Rule old, Rule now) {
        if (!old.breaker().equals(now.breaker())
                || !old.select().equals(now.select())
                || !old.except().equals(now.except())) {
            return false;
        }
        Breaker breaker = after.breaker(now);
        return breaker == before.breaker(old) && before.definitionOf(old).guardsAs(after.definitionOf(now));
    }

    Map<Rule, Rule> successors() {
        return successors;
    }

    /** The rules in force now. */
    public RuleWeaver after() {
        return after;
    }

    /** Has the coverage of the new rules begin with what has not changed. To be called when the new rules are in force. */
    public void carryOver() {
        after.expressions().use(after.coverage());
        after.coverage().takeOver(before.coverage(), this);
    }

    /** What the report becomes; null if its class has to be woven anew. */
    ClassReport successor(ClassReport report) {
        if (report.candidates() == null) {
            return null;
        }
        List<Rule> now = after.candidates(report.className(), report.jdk());
        return alike(report.candidates(), now) ? report.of(successors, now) : null;
    }

    /** Whether a class of this name is a type that rules before or after ask for, or no such names can be given. */
    public boolean asksForType(String className) {
        return before.asksForType(className) || after.asksForType(className);
    }

    /**
     * False for most classes that are loaded, of which no rule before or after may mean one: to be asked first, as it costs next to nothing.
     *
     * @param typesThere whether of the loaded classes there is one that the rules {@link #asksForType ask for}: one that is loaded has
     *     its super types loaded, too
     */
    public boolean mayConcern(String className, boolean typesThere) {
        return before.mayMean(className, typesThere) || after.mayMean(className, typesThere);
    }

    /**
     * Whether the class, which is loaded, has to be woven anew, as its guards may differ.
     *
     * @param className the binary name; for a hidden class that of its class file
     * @param jdk whether the class is one of the JDK's
     */
    public boolean concerns(Class<?> loaded, String className, boolean jdk) {
        if (alike(before.candidates(className, jdk), after.candidates(className, jdk))) {
            ClassReport report = before.coverage().report(loaded.getClassLoader(), className);
            return report != null && report.candidates() == null; // what failed may do now
        }
        return before.concerns(loaded, className, jdk) || after.concerns(loaded, className, jdk);
    }

    private boolean alike(List<Rule> old, List<Rule> now) {
        if (old.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            if (successors.get(old.get(i)) != now.get(i)) {
                return false;
            }
        }
        return true;
    }
}
