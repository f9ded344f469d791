package dev.tripcoil.async;

import java.lang.reflect.Constructor;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Puts something in the place of what a guarded method returns that tells how it ends. Thread-safe.
 *
 * <p>The first of a library takes some milliseconds. Then there is, held by the library's own classes and going with them, a
 * function of no class of the agent's that makes the others.
 */
public final class Wrappers {

    private static final String SUSPENDED = "COROUTINE_SUSPENDED";

    private final Constructor<?> loaders;
    private final Privileged privileged;
    private final Entries[] entries = new Entries[Library.values().length];
    private final ByClass[] kinds = new ByClass[AsyncKind.values().length];
    private final ByClass subscribers = new ByClass(new String[] {"reactor.core.CoreSubscriber"});
    private final ByClass continuations = new ByClass(new String[] {Library.KOTLIN.landmark});

    /** For an application without a security manager. */
    Wrappers(Class<?> loaderClass) {
        this(loaderClass, new Privileged() {
            @Override
            public <T> T call(PrivilegedExceptionAction<T> action) throws Exception {
                return action.run();
            }
        });
    }

    /** @param loaderClass made by {@code weave.BesideClass} */
    public Wrappers(Class<?> loaderClass, Privileged privileged) {
        this.privileged = privileged;
        try {
            loaders = loaderClass.getConstructor(ClassLoader.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
        for (Library library : Library.values()) {
            entries[library.ordinal()] = new Entries(library);
        }
        for (AsyncKind kind : AsyncKind.values()) {
            kinds[kind.ordinal()] = new ByClass(candidates(kind));
        }
    }

    /** What the kind's objects may be, the most special first: only by its own operators can it be fused, and keep its context. */
    private static String[] candidates(AsyncKind kind) {
        if (kind == AsyncKind.PUBLISHER) {
            return new String[] {AsyncKind.MONO.type, AsyncKind.FLUX.type, AsyncKind.FLOWABLE.type, kind.type};
        }
        return kind.source == null ? new String[] {kind.type} : new String[] {kind.type, kind.source};
    }

    /**
     * What a method returns instead: a publisher of the same declared type. Null stays null.
     *
     * @param kind of the declared type
     * @throws IllegalStateException if that can't be made
     */
    public Object wrap(AsyncKind kind, Object publisher, Calls calls) {
        if (publisher == null) {
            return null;
        }
        if (kind == AsyncKind.FLOW_PUBLISHER) {
            return new FlowCall<>((Flow.Publisher<?>) publisher, calls);
        }
        Object asked = kind == AsyncKind.PUBLISHER ? new AnyPublisher(calls) : calls;
        return made(kinds[kind.ordinal()].get(publisher.getClass()), publisher).apply(publisher, asked);
    }

    /** As the calls, where a subscriber may be Reactor's, and have a context for the source. */
    private final class AnyPublisher
            implements Supplier<BiFunction<String, Object, Object>>,
                    BooleanSupplier,
                    BiFunction<Object, Object, Object> {

        private final Calls calls;

        AnyPublisher(Calls calls) {
            this.calls = calls;
        }

        @Override
        public BiFunction<String, Object, Object> get() {
            return calls.get();
        }

        @Override
        public boolean getAsBoolean() {
            return calls.getAsBoolean();
        }

        @Override
        public Object apply(Object subscriber, Object call) {
            BiFunction<Object, Object, Object> entry = subscribers.get(subscriber.getClass());
            return entry == null ? null : entry.apply(subscriber, call);
        }
    }

    /**
     * The continuation that a suspending function of Kotlin gets in the place of the one that it was given.
     *
     * @throws IllegalStateException if that can't be made
     */
    public Object continuation(Object given, FollowedCall call) {
        return made(continuations.get(given.getClass()), given).apply(given, call);
    }

    /** Whether what a suspending function has returned says that it goes on later. */
    public static boolean isSuspended(Object returned) {
        return returned instanceof Enum
                && ((Enum<?>) returned).name().equals(SUSPENDED)
                && returned.getClass().getName().equals("kotlin.coroutines.intrinsics.CoroutineSingletons");
    }

    private static BiFunction<Object, Object, Object> made(BiFunction<Object, Object, Object> entry, Object what) {
        if (entry == null) {
            throw new IllegalStateException("can't follow a " + what.getClass().getName());
        }
        return entry;
    }

    /** By the class of what is returned. No value is of the agent's, or refers to it. */
    private final class ByClass extends ClassValue<BiFunction<Object, Object, Object>> {

        private final String[] types;

        ByClass(String[] types) {
            this.types = types;
        }

        @Override
        protected BiFunction<Object, Object, Object> computeValue(Class<?> type) {
            for (int i = 0; i < types.length; i++) {
                Class<?> found = find(types[i], type);
                if (found != null) {
                    return entry(found);
                }
            }
            return null;
        }
    }

    private BiFunction<Object, Object, Object> entry(Class<?> type) {
        try {
            return privileged.call(new Finding(type));
        } catch (Exception e) {
            throw new IllegalStateException("can't follow a " + type.getName(), e);
        }
    }

    private final class Finding implements PrivilegedExceptionAction<BiFunction<Object, Object, Object>> {

        private final Class<?> type;

        Finding(Class<?> type) {
            this.type = type;
        }

        @Override
        public BiFunction<Object, Object, Object> run() throws ClassNotFoundException {
            for (Library library : Library.values()) {
                if (library.has(type)) {
                    Class<?> landmark = Class.forName(library.landmark, false, type.getClassLoader());
                    return entries[library.ordinal()].get(landmark);
                }
            }
            throw new ClassNotFoundException(type.getName());
        }
    }

    private static Class<?> find(String name, Class<?> in) {
        for (Class<?> type = in; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(name)) {
                return type;
            }
            for (Class<?> implemented : type.getInterfaces()) {
                Class<?> found = find(name, implemented);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** By the library's landmark, so that each loader's library has one of them. */
    private final class Entries extends ClassValue<BiFunction<Object, Object, Object>> {

        private final Library library;

        Entries(Library library) {
            this.library = library;
        }

        @Override
        protected BiFunction<Object, Object, Object> computeValue(Class<?> landmark) {
            try {
                return library.define(landmark, loaders);
            } catch (Exception | LinkageError e) {
                throw new IllegalStateException("nothing can be defined beside " + landmark, e);
            }
        }
    }
}
