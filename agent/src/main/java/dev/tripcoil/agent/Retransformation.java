package dev.tripcoil.agent;

import dev.tripcoil.apply.RuleChange;
import dev.tripcoil.apply.RuleWeaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The classes that are there already: weaves those that came before the rules, or whose rules have changed, and knows those that
 * can't be woven.
 */
final class Retransformation {

    /** The JVM stops for the whole of a batch. */
    private static final int BATCH = 100;

    private final Instrumentation instrumentation;

    Retransformation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * All that are loaded, and whose guards may have changed.
     *
     * @return how many
     */
    int run(RuleChange change) {
        List<Class<?>> concerned = new ArrayList<>();
        Class<?>[] all = instrumentation.getAllLoadedClasses();
        boolean typesThere = isAnyTypeThere(all, change);
        for (Class<?> loaded : all) {
            if (isConcerned(loaded, change, typesThere)) {
                concerned.add(loaded);
            }
        }
        retransformAll(concerned, change.after());
        return concerned.size();
    }

    /**
     * Those that were on their way into the JVM when the rules came into force, and may have passed by them.
     *
     * @param names of such classes; null where any may be one
     */
    void catchUp(RuleChange change, Set<String> names) {
        List<Class<?>> concerned = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if ((names == null || names.contains(loaded.getName()))
                    && !change.after().knows(loaded)
                    && isConcerned(loaded, change, true)) {
                concerned.add(loaded);
            }
        }
        retransformAll(concerned, change.after());
    }

    /**
     * Those that could not be decided upon as they were loaded, because one of their super types could not be found: it is
     * loaded by now, as they are.
     */
    void decide(RuleWeaver weaver) {
        if (!weaver.hasUndecided()) {
            return;
        }
        List<Class<?>> concerned = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (weaver.wasUndecided(loaded)) {
                concerned.add(loaded);
            }
        }
        retransformAll(concerned, weaver);
    }

    private static boolean isAnyTypeThere(Class<?>[] all, RuleChange change) {
        for (Class<?> loaded : all) {
            if (change.asksForType(loaded.getName())) {
                return true;
            }
        }
        return false;
    }

    private boolean isConcerned(Class<?> loaded, RuleChange change, boolean typesThere) {
        if (!mayBeMeant(loaded)) {
            return false;
        }
        String name = name(loaded);
        return change.mayConcern(name, typesThere)
                && change.concerns(loaded, name, isJdk(loaded))
                && instrumentation.isModifiableClass(loaded);
    }

    private boolean mayBeMeant(Class<?> loaded) {
        return !loaded.isArray()
                && !loaded.isPrimitive()
                && loaded.getClassLoader() != getClass().getClassLoader();
    }

    private static boolean isJdk(Class<?> loaded) {
        return Transformer.isJdk(loaded.getModule());
    }

    /** What stands before the slash is the name that the class was given; the JVM adds the rest to a hidden class's. */
    private static String name(Class<?> loaded) {
        String name = loaded.getName();
        int hidden = name.indexOf('/');
        return hidden < 0 ? name : name.substring(0, hidden);
    }

    /**
     * Notes the classes that a rule concerns and that the JVM lets nobody change: hidden ones. It offers them to no
     * transformer, so that they can only be found among those that are loaded.
     */
    void reportUnchangeable(RuleWeaver weaver) {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.isHidden()
                    && mayBeMeant(loaded)
                    && !instrumentation.isModifiableClass(loaded)
                    && !isJdk(loaded)
                    && weaver.concerns(loaded, name(loaded), false)
                    // A lambda's class is never meant: its body is a method of the class round it.
                    && !loaded.getName().contains("$$Lambda")) {
                weaver.coverage()
                        .skipped(
                                name(loaded),
                                "is a hidden class, which the JVM lets nobody change: guard a method that calls it");
            }
        }
    }

    private void retransformAll(List<Class<?>> classes, RuleWeaver weaver) {
        for (int from = 0; from < classes.size(); from += BATCH) {
            retransform(classes.subList(from, Math.min(from + BATCH, classes.size())), weaver);
        }
    }

    /** A class that can't be retransformed fails all that are with it, and is found by halving. */
    private void retransform(List<Class<?>> batch, RuleWeaver weaver) {
        try {
            instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (Throwable e) {
            if (batch.size() > 1) {
                int half = batch.size() / 2;
                retransform(batch.subList(0, half), weaver);
                retransform(batch.subList(half, batch.size()), weaver);
                return;
            }
            Class<?> culprit = batch.get(0);
            weaver.coverage()
                    .failed(
                            culprit.getClassLoader(),
                            culprit.getName(),
                            "the JVM refused its guards, and it stays as it was (" + e
                                    + "): most often it doesn't link, for"
                                    + " want of a class that it needs; if it does without the agent, please report it");
        }
        for (Class<?> each : batch) {
            weaver.settle(each.getClassLoader(), each.getName());
        }
    }
}
