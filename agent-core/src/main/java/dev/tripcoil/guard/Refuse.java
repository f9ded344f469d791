package dev.tripcoil.guard;

import dev.tripcoil.CircuitOpenException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.security.PrivilegedExceptionAction;

/** Answers with an exception: the type that the rules name, or {@link CircuitOpenException}. */
final class Refuse implements Answering {

    private final String type;
    private final RefusalText text;
    private final Reports reports;

    /** Weak, as it would keep the application's class loader alive; found anew when it has gone. */
    private volatile WeakReference<Constructor<?>> maker;

    private volatile boolean unmakable;

    /**
     * @param type the class to throw, or null for {@link CircuitOpenException}
     */
    Refuse(String type, RefusalText text, Reports reports) {
        this.type = type;
        this.text = text;
        this.reports = reports;
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        String message = text.of(occasion.refusing());
        if (type != null && !unmakable) {
            try {
                return make(site, message);
            } catch (VirtualMachineError exhausted) {
                throw exhausted; // says nothing of the type: it can be made when there is stack and memory again
            } catch (Throwable problem) {
                unmakable = true;
                reports.unanswerable(site.breaker(), "can't make a " + type + ": " + reason(problem, site));
            }
        }
        return new CircuitOpenException(message, site.frame());
    }

    private Throwable make(Site site, String message) throws Throwable {
        WeakReference<Constructor<?>> known = maker;
        Constructor<?> constructor = known == null ? null : known.get();
        if (constructor == null) {
            constructor = Unconfined.call(new Looking(site, type));
            maker = new WeakReference<>(constructor);
        }
        try {
            Object made =
                    constructor.getParameterCount() == 0 ? constructor.newInstance() : constructor.newInstance(message);
            return (Throwable) made;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final class Looking implements PrivilegedExceptionAction<Constructor<?>> {
        private final Site site;
        private final String type;

        Looking(Site site, String type) {
            this.site = site;
            this.type = type;
        }

        @Override
        public Constructor<?> run() throws ReflectiveOperationException {
            return constructor(site.find(type));
        }
    }

    private static Constructor<?> constructor(Class<?> type) throws ReflectiveOperationException {
        if (!Throwable.class.isAssignableFrom(type)) {
            throw new ReflectiveOperationException("it is no exception");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new ReflectiveOperationException("it is abstract");
        }
        Constructor<?> found;
        try {
            found = type.getDeclaredConstructor(String.class);
        } catch (NoSuchMethodException e) {
            found = noArguments(type);
        }
        if (!Modifier.isPublic(found.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            found.setAccessible(true);
        }
        return found;
    }

    private static Constructor<?> noArguments(Class<?> type) throws ReflectiveOperationException {
        try {
            return type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new ReflectiveOperationException("it has no constructor (String) and none without parameters");
        }
    }

    private static String reason(Throwable problem, Site site) {
        if (problem instanceof ClassNotFoundException) {
            return site.isOfJdk()
                    ? "the JDK has no such class, and a method of the JDK can only throw what it has"
                    : "the application has no such class";
        }
        return problem.getClass() == ReflectiveOperationException.class ? problem.getMessage() : problem.toString();
    }
}
