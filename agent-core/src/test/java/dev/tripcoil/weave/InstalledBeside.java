package dev.tripcoil.weave;

import java.lang.invoke.MethodHandles;

/** The loader class of {@link BesideClass}, defined into the java.base of this test's JVM as the agent does it. */
public final class InstalledBeside {

    public static final Class<?> CLASS = install();

    private InstalledBeside() {}

    private static Class<?> install() {
        try {
            InstalledHook.CLASS.getName(); // which opens java.lang
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(BesideClass.bytes());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
