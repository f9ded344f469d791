package dev.tripcoil.apply;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;

/** Why a method is never guarded. */
final class Unguardable {

    private static final int BRIDGE = 0x0040;
    private static final int NATIVE = 0x0100;
    private static final int ABSTRACT = 0x0400;
    private static final int SYNTHETIC = 0x1000;

    private static final String COROUTINES = "kotlin.coroutines.jvm.internal.";

    private Unguardable() {}

    /** Null if it can be guarded. */
    static String reason(MethodOutline method) {
        int access = method.access();
        if ((access & ABSTRACT) != 0) {
            return "is abstract: name the class that implements it";
        }
        if ((access & NATIVE) != 0) {
            return "is native, without bytecode to guard: guard the method that calls it";
        }
        if ((access & BRIDGE) != 0) {
            return "is a bridge method of the compiler's: the method that it calls does the work, guard that one";
        }
        if ((access & SYNTHETIC) != 0) {
            return "is synthetic, made by the compiler: guard the method that it was made for";
        }
        if (method.name().equals("<clinit>")) {
            return "is a static initializer: guard a method that it calls";
        }
        return null;
    }

    /**
     * Likewise; also where Kotlin's compiler has made the class for a suspending function or lambda, to go on with. Called by hand or by
     * the library at each step of its way, it has no outcome of its own.
     */
    static String reason(ClassOutline type, MethodOutline method) {
        String of = type.superName();
        if (of != null
                && of.startsWith(COROUTINES)
                && (of.endsWith("ContinuationImpl") || of.endsWith("SuspendLambda"))) {
            return "is of a class that Kotlin's compiler has made for a suspending function or lambda: guard a function";
        }
        return reason(method);
    }

    static boolean isConstructor(MethodOutline method) {
        return method.name().equals("<init>");
    }

    /**
     * A bridge, or a synthetic constructor, is not worth a word where one of its name that does the work is guarded. Nor is a
     * method without code, where a rule means subtypes.
     */
    static boolean isWorthSaying(ClassOutline type, MethodOutline method, boolean subtypes) {
        if (subtypes && (method.access() & ABSTRACT) != 0) {
            return false;
        }
        int forwarding = isConstructor(method) ? SYNTHETIC : BRIDGE;
        if ((method.access() & forwarding) == 0) {
            return true;
        }
        for (int i = 0; i < type.methods().size(); i++) {
            MethodOutline other = type.methods().get(i);
            if (other.name().equals(method.name()) && reason(other) == null) {
                return false;
            }
        }
        return true;
    }
}
