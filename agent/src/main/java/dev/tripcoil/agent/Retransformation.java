package dev.tripcoil.agent;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The classes that are there already: weaves those that came before the rules, and knows those that can't be woven. */
final class Retransformation {

    /** The JVM stops for the whole of a batch. */
    private static final int BATCH = 100;

    private final Instrumentation instrumentation;
    private final RuleWeaver weaver;
    private final Coverage coverage;

    Retransformation(Instrumentation instrumentation, RuleWeaver weaver, Coverage coverage) {
        this.instrumentation = instrumentation;
        this.weaver = weaver;
        this.coverage = coverage;
    }

    /** All that are loaded, and that the rules may mean. */
    void run() {
        List<Class<?>> concerned = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (isConcerned(loaded) && instrumentation.isModifiableClass(loaded)) {
                concerned.add(loaded);
            }
        }
        retransformAll(concerned);
    }

    /**
     * Those that could not be decided upon as they were loaded, because one of their super types could not be found: it is
     * loaded by now, as they are.
     */
    void decide() {
        if (!weaver.hasUndecided()) {
            return;
        }
        List<Class<?>> concerned = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (weaver.wasUndecided(loaded)) {
                concerned.add(loaded);
            }
        }
        retransformAll(concerned);
    }

    private boolean isConcerned(Class<?> loaded) {
        if (loaded.isArray()
                || loaded.isPrimitive()
                || loaded.getClassLoader() == getClass().getClassLoader()) {
            return false;
        }
        return weaver.concerns(loaded, name(loaded), Transformer.isJdk(loaded.getModule()));
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
    void reportUnchangeable() {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.isHidden()
                    && isConcerned(loaded)
                    && !instrumentation.isModifiableClass(loaded)
                    && !Transformer.isJdk(loaded.getModule())
                    // A lambda's class is never meant: its body is a method of the class round it.
                    && !loaded.getName().contains("$$Lambda")) {
                coverage.skipped(
                        name(loaded),
                        "is a hidden class, which the JVM lets nobody change: guard a method that calls it");
            }
        }
    }

    private void retransformAll(List<Class<?>> classes) {
        for (int from = 0; from < classes.size(); from += BATCH) {
            retransform(classes.subList(from, Math.min(from + BATCH, classes.size())));
        }
    }

    /** A class that can't be retransformed fails all that are with it, and is found by halving. */
    private void retransform(List<Class<?>> batch) {
        try {
            instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (Throwable e) {
            if (batch.size() == 1) {
                coverage.failed(
                        batch.get(0).getName(),
                        "the JVM refused its guards, and it stays as it was (" + e
                                + "): most often it doesn't link, for"
                                + " want of a class that it needs; if it does without the agent, please report it");
                return;
            }
            int half = batch.size() / 2;
            retransform(batch.subList(0, half));
            retransform(batch.subList(half, batch.size()));
        }
    }
}
