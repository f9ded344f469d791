package dev.tripcoil.guard;

import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a guarded class hold on to what the agent wants kept for its methods: what is the class loader's own then goes with the class
 * loader, and the agent itself holds it weakly. Classes hold nothing but objects of the JDK's types by it, so that the agent
 * can go before them.
 */
final class Keeper {

    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

    private final ClassValue<Map<Object, Object>> kept = new Kept();

    private static final class Kept extends ClassValue<Map<Object, Object>> {
        @Override
        protected Map<Object, Object> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    }

    /**
     * Keeps something for as long as the site's class is there.
     *
     * @param key an object of the JDK's
     * @param value likewise, though what it refers to may be the application's
     * @return what is kept under the key: another value, if there is one already
     */
    Object keep(Site site, Object key, Object value) throws Exception {
        Object before = kept.get(guarded(site)).putIfAbsent(key, value);
        return before == null ? value : before;
    }

    /** Throws nothing. */
    void drop(Site site, Object key) {
        try {
            kept.get(guarded(site)).remove(key);
        } catch (Throwable gone) {
            // and with the class what it kept
        }
    }

    private static Class<?> guarded(Site site) throws Exception {
        return Unconfined.call(new Finding(site, site.frame().getClassName()));
    }

    private static final class Finding implements PrivilegedExceptionAction<Class<?>> {
        private final Site site;
        private final String name;

        Finding(Site site, String name) {
            this.site = site;
            this.name = name;
        }

        @Override
        public Class<?> run() throws ClassNotFoundException {
            return site.find(name);
        }
    }

    /**
     * Whether a class of the site's loader may hold what this thread is at work with: false where the thread works for an
     * application whose loader may go sooner.
     */
    static boolean mayHoldWhatIsHere(Site site) {
        return !Unconfined.isConfined()
                && isAtLeastAsLasting(Thread.currentThread().getContextClassLoader(), site);
    }

    /** Whether a class of the site's loader may hold on to objects of the type. Not to be asked where there is a security manager. */
    static boolean mayHold(Class<?> type, Site site) {
        return isAtLeastAsLasting(type.getClassLoader(), site);
    }

    private static boolean isAtLeastAsLasting(ClassLoader loader, Site site) {
        ClassLoader above = site.loader();
        if (loader == null || loader == SYSTEM || loader == above) {
            return true;
        }
        while (above != null) {
            above = above.getParent();
            if (above == loader) {
                return true;
            }
        }
        return loader == SYSTEM.getParent();
    }
}
