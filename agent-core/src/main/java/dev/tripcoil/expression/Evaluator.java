package dev.tripcoil.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiFunction;

/**
 * A compiled expression, ready to be called. It holds neither the guarded class nor anything of its loader alive, nor do they
 * keep it: the function is kept by the guarded class itself, in a {@link ClassValue}, for as long as both of them are
 * there. Thread-safe.
 */
public final class Evaluator {

    /**
     * Of each guarded class the functions of its expressions, by what stands for their evaluators. A class holds these values, so they
     * are of the JDK's own types, and refer to nothing of the agent. When the agent goes, so does this object, by which
     * alone a class finds its value, and the JVM drops the value.
     */
    private static final ClassValue<Map<Object, Object>> FUNCTIONS = new Functions();

    private static final MethodType NO_ARGUMENTS = MethodType.methodType(void.class);

    /** In place of this object, which the class must not hold; with it goes the function. */
    private final Object key;

    private final WeakReference<BiFunction<Object, Object, Object>> function;

    private Evaluator(Object key, BiFunction<Object, Object, Object> function) {
        this.key = key;
        this.function = new WeakReference<>(function);
    }

    /**
     * Defines the class of an expression beside the guarded one.
     *
     * @param classFile as {@link ExpressionCompiler#compile} gave it
     * @throws ReflectiveOperationException if the guarded class's package can't be got at
     * @throws LinkageError if the JVM doesn't take the class
     */
    @SuppressWarnings("unchecked") // as compiled
    public static Evaluator define(Class<?> guarded, byte[] classFile, Lookups lookups)
            throws ReflectiveOperationException {
        MethodHandles.Lookup defined = lookups.in(guarded).defineHiddenClass(classFile, false);
        BiFunction<Object, Object, Object> function;
        try {
            function = (BiFunction<Object, Object, Object>)
                    defined.findConstructor(defined.lookupClass(), NO_ARGUMENTS).invoke();
        } catch (ReflectiveOperationException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e); // a constructor without code has nothing to throw
        }
        Object key = new Object();
        FUNCTIONS.get(guarded).put(key, function);
        return new Evaluator(key, function);
    }

    /**
     * What comes of the expression.
     *
     * @throws Throwable whatever it throws
     */
    public Object evaluate(Object given, Object outcome) throws Throwable {
        BiFunction<Object, Object, Object> called = function.get();
        if (called == null) {
            throw new IllegalStateException("the guarded class of " + key + " is gone");
        }
        return called.apply(given, outcome);
    }

    private static final class Functions extends ClassValue<Map<Object, Object>> {

        @Override
        protected Map<Object, Object> computeValue(Class<?> type) {
            return Collections.synchronizedMap(new WeakHashMap<>());
        }
    }
}
