package dev.tripcoil.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The hook class, defined into the java.base of this test's JVM as the agent does it. */
public final class InstalledHook {

    static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();

    public static final Class<?> CLASS = install();

    private InstalledHook() {}

    public static void set(String field, Object function) {
        try {
            CLASS.getField(field).set(null, function);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> install() {
        var java = Object.class.getModule();
        var test = Set.of(InstalledHook.class.getModule());
        INSTRUMENTATION.redefineModule(java, Set.of(), Map.of(), Map.of("java.lang", test), Set.of(), Map.of());
        try {
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(HookClass.bytes());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
