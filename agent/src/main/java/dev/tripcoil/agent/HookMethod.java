package dev.tripcoil.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A static method of the application that takes four texts. It is looked up for each call, so that nothing of the
 * application is held between two.
 */
final class HookMethod {

    private static final Class<?>[] PARAMETERS = {String.class, String.class, String.class, String.class};
    private static final int MOST_LISTED = 10;

    /** What was looked for, and what is there. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message, null, false, false);
        }
    }

    private final Method method;

    private HookMethod(Method method) {
        this.method = method;
    }

    /**
     * Where several loaders find the class, the first counts.
     *
     * @param reference as {@code com.acme.Hooks#changed}
     * @param loaders to begin with; after them the system loader is asked, then those that running threads use, as of an
     *     executable jar or a container whose own classes are not guarded
     */
    static HookMethod find(String reference, List<ClassLoader> loaders) throws MissingException {
        int mark = reference.indexOf('#');
        String className = reference.substring(0, mark);
        String name = reference.substring(mark + 1);
        List<ClassLoader> asked = new ArrayList<>();
        Class<?> found = find(className, loaders, asked);
        if (found == null) {
            found = find(className, List.of(ClassLoader.getSystemClassLoader()), asked);
        }
        if (found == null) {
            found = find(className, ofThreads(), asked);
        }
        if (found == null) {
            throw new MissingException("is not called: no class " + className + " is found by " + names(asked));
        }
        return new HookMethod(find(found, name));
    }

    /** Null if none has it. */
    private static Class<?> find(String className, List<ClassLoader> loaders, List<ClassLoader> asked)
            throws MissingException {
        for (ClassLoader loader : loaders) {
            if (loader == null || isAmong(asked, loader)) {
                continue;
            }
            asked.add(loader);
            try {
                return Class.forName(className, false, loader);
            } catch (LinkageError e) {
                throw new MissingException("is not called: " + describe(e) + " as its class was looked for");
            } catch (Throwable notThere) {
                // the next may have it
            }
        }
        return null;
    }

    /** By identity: equals is the application's. */
    private static boolean isAmong(List<ClassLoader> loaders, ClassLoader loader) {
        for (ClassLoader each : loaders) {
            if (each == loader) {
                return true;
            }
        }
        return false;
    }

    /** Of the application's, the main thread's comes first. */
    private static List<ClassLoader> ofThreads() {
        ThreadGroup system = Thread.currentThread().getThreadGroup();
        while (system.getParent() != null) {
            system = system.getParent();
        }
        Thread[] threads = new Thread[system.activeCount() + 100];
        int count = system.enumerate(threads);
        List<ClassLoader> loaders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loaders.add(threads[i].getContextClassLoader());
        }
        return loaders;
    }

    private static String names(List<ClassLoader> loaders) {
        List<String> names = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            String name = loader == ClassLoader.getSystemClassLoader()
                    ? "the system class loader"
                    : loader.getClass().getName();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return String.join(", ", names);
    }

    private static Method find(Class<?> type, String name) throws MissingException {
        List<String> there = new ArrayList<>();
        List<String> others = new ArrayList<>();
        try {
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                for (Method method : each.getDeclaredMethods()) {
                    boolean isStatic = Modifier.isStatic(method.getModifiers());
                    if (!method.getName().equals(name)) {
                        if (isStatic && !method.isSynthetic()) {
                            others.add(method.getName());
                        }
                    } else if (isStatic && Arrays.equals(method.getParameterTypes(), PARAMETERS)) {
                        return method;
                    } else {
                        there.add((isStatic ? "" : "non-static ") + shown(method));
                    }
                }
            }
        } catch (LinkageError e) {
            throw new MissingException("is not called: " + describe(e) + " as its class was looked at");
        }
        List<String> listed = there.isEmpty() ? others : there;
        listed.sort(null);
        throw new MissingException("is not called: " + type.getName() + " has no static " + name
                + "(String, String, String, String); it has "
                + (listed.isEmpty()
                        ? "no static method"
                        : String.join(", ", listed.subList(0, Math.min(MOST_LISTED, listed.size())))));
    }

    private static String shown(Method method) {
        List<String> types = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            types.add(type.getSimpleName());
        }
        return method.getName() + "(" + String.join(", ", types) + ")";
    }

    /**
     * On the current thread, which has the method's class loader for its context meanwhile.
     *
     * @throws MissingException if it can't be called
     * @throws Throwable what it throws
     */
    void call(Object... arguments) throws Throwable {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try {
            try {
                method.setAccessible(true);
            } catch (RuntimeException e) {
                // in a module that keeps it: then it has to be public, in a package that is exported
            }
            method.invoke(null, arguments);
        } catch (IllegalAccessException e) {
            throw new MissingException("is not called: it isn't public, in a package that "
                    + method.getDeclaringClass().getModule() + " exports");
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(null);
        }
    }

    /** The exception, and where it comes from; whatever its own code does. */
    static String describe(Throwable error) {
        String text = error.getClass().getName();
        try {
            text = error.toString();
            StackTraceElement[] trace = error.getStackTrace();
            return trace.length == 0 ? text : text + " at " + trace[0];
        } catch (Throwable unreadable) {
            return text;
        }
    }
}
