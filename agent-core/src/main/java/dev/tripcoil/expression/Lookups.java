package dev.tripcoil.expression;

import java.lang.invoke.MethodHandles;

/** The way into packages that are not the agent's own. */
public interface Lookups {

    /**
     * One with full privilege access, as the type's own code would get it: {@code MethodHandles.privateLookupIn} can't give that
     * from another module, and so none by which a hidden class could be defined.
     *
     * @throws ReflectiveOperationException if it can't be had
     */
    MethodHandles.Lookup in(Class<?> type) throws ReflectiveOperationException;
}
