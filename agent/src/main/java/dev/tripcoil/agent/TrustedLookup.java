package dev.tripcoil.agent;

import dev.tripcoil.expression.Lookups;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

/**
 * Full privilege access to any class, by the JDK's own lookup object. {@code java.lang.invoke} is opened to the agent's own
 * loader for it, when the first expression needs it. Thread-safe.
 */
final class TrustedLookup implements Lookups {

    private final Instrumentation instrumentation;
    private volatile MethodHandles.Lookup trusted;

    TrustedLookup(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public MethodHandles.Lookup in(Class<?> type) throws ReflectiveOperationException {
        MethodHandles.Lookup found = trusted;
        if (found == null) {
            found = find();
            trusted = found; // any thread finds the same
        }
        return found.in(type);
    }

    private MethodHandles.Lookup find() throws ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang.invoke", Set.of(TrustedLookup.class.getModule())),
                Set.of(),
                Map.of());
        Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        field.setAccessible(true);
        return (MethodHandles.Lookup) field.get(null);
    }
}
