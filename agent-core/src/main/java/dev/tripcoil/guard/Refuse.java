package dev.tripcoil.guard;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.LastFailure;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.atomic.AtomicReference;

/** Answers with an exception: the type that the rules name, or {@link CircuitOpenException}. */
final class Refuse implements Answering {

    /** What can be made, with a failure at hand and without: the first that there is. */
    private static final Class<?>[][] WITH_CAUSE = {
        {String.class, Throwable.class}, {String.class}, {Throwable.class}, {},
    };

    private static final Class<?>[][] WITHOUT = {
        {String.class}, {}, {String.class, Throwable.class}, {Throwable.class},
    };

    /** Where the failure's own causes are more, it does without: an application that caught, and wrapped, what it was given may build a chain. */
    private static final int DEEPEST = 10;

    private final String type;
    private final RefusalText text;
    private final Keeper keeper;
    private final Reports reports;

    /** Weak, as it would keep the application's class loader alive; found anew when it has gone. */
    private volatile WeakReference<Constructor<?>> withCause = new WeakReference<>(null);

    private volatile WeakReference<Constructor<?>> withoutCause = new WeakReference<>(null);
    private volatile WeakReference<AtomicReference<Object>> lastFailure = new WeakReference<>(null);
    private volatile boolean unmakable;

    /**
     * @param type the class to throw, or null for {@link CircuitOpenException}
     */
    Refuse(String type, RefusalText text, Keeper keeper, Reports reports) {
        this.type = type;
        this.text = text;
        this.keeper = keeper;
        this.reports = reports;
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        String message = text.of(occasion);
        if (type != null && !unmakable) {
            try {
                return make(site, message, cause(occasion));
            } catch (VirtualMachineError exhausted) {
                throw exhausted; // says nothing of the type: it can be made when there is stack and memory again
            } catch (Throwable problem) {
                unmakable = true;
                reports.unanswerable(site.breaker(), "can't make a " + type + ": " + reason(problem, site));
            }
        }
        return new CircuitOpenException(message, site.frame());
    }

    /** Null if there is none that is worth having. */
    private static Throwable cause(Occasion occasion) {
        Throwable cause = occasion.failure();
        if (cause == null) {
            LastFailure last = occasion.breaker().lastFailure();
            cause = last == null || last.error() == null ? null : last.error().get();
        }
        int depth = 0;
        for (Throwable each = cause; each != null; each = causeOf(each)) {
            if (++depth > DEEPEST) {
                return null;
            }
        }
        return cause;
    }

    /** Of an exception of the application's, which may fail as it likes. */
    private static Throwable causeOf(Throwable error) {
        try {
            return error.getCause();
        } catch (Throwable unreadable) {
            return null;
        }
    }

    @Override
    public boolean keepsFailures() {
        return type != null; // the usual one has no cause
    }

    /**
     * The breaker knows the last failure weakly: the guarded class has it, so that it is there when it is wanted, unless it is of a loader
     * that may go sooner.
     */
    @Override
    public void failed(Site site, Throwable failure) {
        try {
            AtomicReference<Object> kept = lastFailure.get();
            if (kept == null) {
                kept = slot(site);
            }
            boolean strongly = Keeper.mayHoldWhatIsHere(site) && Keeper.mayHold(failure.getClass(), site);
            kept.set(strongly ? failure : new SoftReference<>(failure));
        } catch (Throwable fault) {
            // It is a refusal without a cause then.
        }
    }

    @SuppressWarnings("unchecked")
    private AtomicReference<Object> slot(Site site) throws Exception {
        AtomicReference<Object> slot = (AtomicReference<Object>)
                keeper.keep(site, "last failure of " + site.number(), new AtomicReference<Object>());
        lastFailure = new WeakReference<>(slot);
        return slot;
    }

    /** The class keeps the failure for the method, not for this. */
    @Override
    public boolean follow(Answering before) {
        return before instanceof Refuse && type != null;
    }

    @Override
    public void close(Site site) {
        AtomicReference<Object> kept = lastFailure.get();
        if (kept != null) {
            kept.set(null);
        }
    }

    private Throwable make(Site site, String message, Throwable cause) throws Throwable {
        Constructor<?> constructor = (cause == null ? withoutCause : withCause).get();
        if (constructor == null) {
            constructor = Unconfined.call(new Looking(site, type, cause != null));
            if (cause == null) {
                withoutCause = new WeakReference<>(constructor);
            } else {
                withCause = new WeakReference<>(constructor);
            }
        }
        Class<?>[] parameters = constructor.getParameterTypes();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = parameters[i] == String.class ? message : cause;
        }
        try {
            return (Throwable) constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final class Looking implements PrivilegedExceptionAction<Constructor<?>> {
        private final Site site;
        private final String type;
        private final boolean hasCause;

        Looking(Site site, String type, boolean hasCause) {
            this.site = site;
            this.type = type;
            this.hasCause = hasCause;
        }

        @Override
        public Constructor<?> run() throws ReflectiveOperationException {
            return constructor(site.find(type), hasCause ? WITH_CAUSE : WITHOUT);
        }
    }

    private static Constructor<?> constructor(Class<?> type, Class<?>[][] kinds) throws ReflectiveOperationException {
        if (!Throwable.class.isAssignableFrom(type)) {
            throw new ReflectiveOperationException("it is no exception");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new ReflectiveOperationException("it is abstract");
        }
        for (Class<?>[] parameters : kinds) {
            Constructor<?> found = find(type, parameters);
            if (found != null) {
                if (!Modifier.isPublic(found.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
                    found.setAccessible(true);
                }
                return found;
            }
        }
        throw new ReflectiveOperationException("it has no constructor (String) and none without parameters");
    }

    private static Constructor<?> find(Class<?> type, Class<?>[] parameters) {
        try {
            return type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException e) {
            return null;
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
