package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import java.lang.ref.WeakReference;

/**
 * A guarded method, as its hook calls know it by number. Immutable.
 *
 * @param frame the method with its first line, as a stack trace shows it
 * @param loader the class loader of the method's class; null for the bootstrap loader
 */
record Site(
        int number, Breaker breaker, Answering answering, StackTraceElement frame, WeakReference<ClassLoader> loader) {

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
