package dev.tripcoil.guard;

import dev.tripcoil.async.AsyncKind;
import dev.tripcoil.breaker.Breaker;
import java.lang.ref.WeakReference;
import java.util.function.Function;

/** A guarded method, as its hook calls know it by number. Immutable, and thread-safe. */
final class Site {

    private final int number;
    private final WeakReference<ClassLoader> loader;
    private final StackTraceElement frame;
    private final Plan plan;

    /** What {@link Guard#entrance} gives; made by the guard at the first call. */
    volatile Function<Object, Object> entrance;

    /**
     * @param loader the class loader of the method's class; null for the bootstrap loader
     * @param frame the method with its first line, as a stack trace shows it
     */
    Site(int number, WeakReference<ClassLoader> loader, StackTraceElement frame, Plan plan) {
        this.number = number;
        this.loader = loader;
        this.frame = frame;
        this.plan = plan;
    }

    /** The breaker where a call takes nothing but to be let through and counted; else null. */
    Breaker plain() {
        return plan.isPlain ? plan.breaker : null;
    }

    int number() {
        return number;
    }

    /** That of the method's class; null for the bootstrap loader, or if it is gone. */
    ClassLoader loader() {
        return loader == null ? null : loader.get();
    }

    StackTraceElement frame() {
        return frame;
    }

    /** Where breakers are split by key, the one without. */
    Breaker breaker() {
        return plan.breaker;
    }

    boolean isBy(Plan other) {
        return plan == other;
    }

    Answering answering() {
        return plan.answering;
    }

    Judging judging() {
        return plan.judging;
    }

    /** Null where nothing is kept. */
    Memory memory() {
        return plan.memory;
    }

    /** Null where a call has ended when its method returns. */
    Following following() {
        return plan.following;
    }

    /** Null unless each subscription to what the method returns is a call. */
    AsyncKind kind() {
        return plan.kind;
    }

    /** Whether it is a suspending function of Kotlin. */
    boolean suspends() {
        return plan.suspends;
    }

    /** Whether there is more to do at the end of a call than to tell its breaker. */
    boolean judgesEnds() {
        return plan.judgesEnds;
    }

    /** Whether a failed call is answered as a refused one. */
    boolean answersFailures() {
        return plan.answersFailures;
    }

    /**
     * Loads nothing that the class itself could not load.
     *
     * @throws ClassNotFoundException if its loader does not find it, or is gone
     */
    Class<?> find(String className) throws ClassNotFoundException {
        ClassLoader found = loader == null ? null : loader.get();
        if (found == null && loader != null) {
            throw new ClassNotFoundException(className);
        }
        return Class.forName(className, false, found);
    }

    /** Whether its class is out of sight of all of the application's, whose types it can't name. */
    boolean isOfJdk() {
        return loader == null || loader.refersTo(ClassLoader.getPlatformClassLoader());
    }
}
