package dev.tripcoil.agent;

import dev.tripcoil.guard.Guard;
import dev.tripcoil.weave.BesideClass;
import dev.tripcoil.weave.HookClass;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Puts the hook into {@code java.base}, where every class loader sees it without settings, and connects it with the
 * guard.
 */
final class HookInstaller {

    private HookInstaller() {}

    /** Ahead of {@link #install}, on whatever thread. */
    static void define(Instrumentation instrumentation) throws ReflectiveOperationException {
        Class<?> hook = defined(instrumentation, HookClass.NAME);
        defined(instrumentation, BesideClass.NAME);
        Class.forName(hook.getName(), true, null);
    }

    static void install(Instrumentation instrumentation, Guard guard) throws ReflectiveOperationException {
        Class<?> hook = defined(instrumentation, HookClass.NAME);
        guard.follow(defined(instrumentation, BesideClass.NAME));
        set(hook, "exit", new Exit(guard));
        set(hook, "fail", new Fail(guard));
        set(hook, "refused", new Refused(guard));
        set(hook, "answer", new Answer(guard));
        set(hook, "pause", new Pause(guard));
        set(hook, "resume", new Resume(guard));
        set(hook, "settle", new Settle(guard));
        set(hook, "recover", new Recover(guard));
        set(hook, "follow", new Follow(guard));
        set(hook, "enter", new Enter(guard)); // these last: with them the guarding begins
        set(hook, "enterWith", new EnterWith(guard));
        MethodHandle number = (MethodHandle) hook.getField(HookClass.THREAD).get(null);
        if (number != null) {
            guard.quicken(new Number(number), new Pairs(hook.getField(HookClass.PAIRS)));
        }
    }

    /** What a later agent in this JVM is to find. */
    static void announce(Running running) throws ReflectiveOperationException {
        set(present(), HookClass.AGENT, running);
    }

    /** Ends the guarding: woven code that may be left does nothing from now on. */
    static void uninstall(Guard guard) {
        try {
            Class<?> hook = present();
            guard.slow();
            set(hook, "enter", null); // first: with them the guarding ends
            set(hook, "enterWith", null);
            for (Field field : hook.getFields()) {
                if (!Modifier.isFinal(field.getModifiers())) {
                    field.set(null, null);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // it was there
        }
    }

    private static Class<?> present() throws ClassNotFoundException {
        return Class.forName(HookClass.NAME.replace('/', '.'), true, null);
    }

    /** A class in {@code java.lang}, where an agent before may have left it. */
    private static Class<?> defined(Instrumentation instrumentation, String name) throws ReflectiveOperationException {
        try {
            return Class.forName(name.replace('/', '.'), true, null);
        } catch (ClassNotFoundException e) {
            // Opens java.lang to the agent's own loader only.
            Module own = HookInstaller.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(name.equals(HookClass.NAME) ? HookClass.bytes() : BesideClass.bytes());
        }
    }

    private static void set(Class<?> hook, String field, Object function) throws ReflectiveOperationException {
        try {
            hook.getField(field).set(null, function);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    "this JVM had an agent of another version before; restart it to use this one", e);
        }
    }

    // Classes rather than lambdas: the first lambda of a JVM costs its start-up some 20 ms.

    private record Enter(Guard guard) implements IntFunction<Object> {
        @Override
        public Object apply(int site) {
            try {
                return guard.enter(site);
            } catch (Throwable refusal) {
                throw Guard.<RuntimeException>asIs(refusal);
            }
        }
    }

    private record Exit(Guard guard) implements Consumer<Object> {
        @Override
        public void accept(Object permit) {
            guard.exit(permit);
        }
    }

    private record Number(MethodHandle handle) implements ToLongFunction<Thread> {
        @Override
        public long applyAsLong(Thread thread) {
            try {
                return (long) handle.invokeExact(thread);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible); // it reads a field
            }
        }
    }

    private record Pairs(Field field) implements Consumer<long[][][][]> {
        @Override
        public void accept(long[][][][] pairs) {
            try {
                field.set(null, pairs);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e); // it is public
            }
        }
    }

    private record EnterWith(Guard guard) implements IntFunction<Object> {
        @Override
        public Object apply(int site) {
            return guard.entrance(site);
        }
    }

    private record Settle(Guard guard) implements BiFunction<Object, Object, Object> {
        @Override
        public Object apply(Object result, Object entered) {
            try {
                return guard.settle(result, entered);
            } catch (Throwable answer) {
                throw Guard.<RuntimeException>asIs(answer);
            }
        }
    }

    private record Recover(Guard guard) implements BiFunction<Throwable, Object, Object> {
        @Override
        public Object apply(Throwable error, Object entered) {
            return guard.recover(error, entered);
        }
    }

    private record Fail(Guard guard) implements BiConsumer<Throwable, Object> {
        @Override
        public void accept(Throwable error, Object permit) {
            guard.fail(error, permit);
        }
    }

    private record Refused(Guard guard) implements Predicate<Object> {
        @Override
        public boolean test(Object entered) {
            return guard.refused(entered);
        }
    }

    private record Answer(Guard guard) implements Function<Object, Object> {
        @Override
        public Object apply(Object entered) {
            return guard.answer(entered);
        }
    }

    private record Follow(Guard guard) implements BiFunction<Object, Object, Object> {
        @Override
        public Object apply(Object continuation, Object entered) {
            return guard.follow(continuation, entered);
        }
    }

    private record Pause(Guard guard) implements Function<Object, Object> {
        @Override
        public Object apply(Object entered) {
            return guard.pause(entered);
        }
    }

    private record Resume(Guard guard) implements Function<Object, Object> {
        @Override
        public Object apply(Object paused) {
            return guard.resume(paused);
        }
    }
}
