package dev.tripcoil.guard;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;

/**
 * Answers with what a static method of the application returns; what it throws goes to the caller. It runs while the guarded call has its
 * place: what it calls is a part of that.
 */
final class CallFallback implements Answering {

    private final FallbackMethod method;
    private final GuardedMethod guarded;
    private final Answering refusal;
    private final Keeper keeper;
    private final Reports reports;

    /** The same for all methods of a class, before and after a reload. */
    private final String key;

    /** Of {@code (Object[])Object}; the guarded class holds it. */
    private volatile WeakReference<MethodHandle> known = new WeakReference<>(null);

    private volatile boolean uncallable;

    /**
     * @param refusal what a call would be answered by without the method, which may want to know it
     */
    CallFallback(FallbackMethod method, GuardedMethod guarded, Answering refusal, Keeper keeper, Reports reports) {
        this.method = method;
        this.guarded = guarded;
        this.refusal = refusal;
        this.keeper = keeper;
        this.reports = reports;
        key = "call " + method.className() + "#" + method.name() + method.descriptor();
    }

    @Override
    public boolean needsAllGiven() {
        return true;
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        MethodHandle handle = handle(site);
        if (handle == null) {
            return refusal.answer(site, occasion);
        }
        Object[] arguments = arguments(site, occasion);
        Object result;
        try {
            result = (Object) handle.invokeExact(arguments);
        } catch (Throwable thrown) {
            return thrown;
        }
        if (guarded.returns().length() > 1) {
            return new Answered(result);
        }
        Object converted = Primitives.widen(result, guarded.returns().charAt(0));
        if (converted == null && !guarded.returns().equals("V")) {
            reports.unanswerable(
                    site.breaker(),
                    name() + " returned null, and " + guarded.className() + "#" + guarded.name() + " returns "
                            + Scalars.typeName(guarded.returns()));
            return refusal.answer(site, occasion);
        }
        return new Answered(converted);
    }

    private Object[] arguments(Site site, Occasion occasion) {
        Object[] given = (Object[]) occasion.given();
        int from = guarded.isStatic() || method.takesReceiver() ? 0 : 1;
        if (!method.takesThrowable()) {
            return from == 0 ? given : Arrays.copyOfRange(given, from, given.length);
        }
        Object[] arguments = Arrays.copyOfRange(given, from, given.length + 1);
        arguments[arguments.length - 1] =
                occasion.failure() != null ? occasion.failure() : refusal.answer(site, occasion);
        return arguments;
    }

    private MethodHandle handle(Site site) {
        MethodHandle handle = known.get();
        if (handle != null || uncallable) {
            return handle;
        }
        try {
            handle = (MethodHandle) keeper.keep(site, key, Unconfined.call(new Looking(site, method)));
            known = new WeakReference<>(handle);
            return handle;
        } catch (VirtualMachineError exhausted) {
            throw exhausted; // says nothing of the method
        } catch (Throwable problem) {
            uncallable = true;
            reports.unanswerable(site.breaker(), "can't call " + name() + ": " + problem);
            return null;
        }
    }

    private String name() {
        return method.className() + "#" + method.name();
    }

    private static final class Looking implements PrivilegedExceptionAction<MethodHandle> {
        private final Site site;
        private final FallbackMethod method;

        Looking(Site site, FallbackMethod method) {
            this.site = site;
            this.method = method;
        }

        @Override
        public MethodHandle run() throws ReflectiveOperationException {
            Class<?> type = site.find(method.className());
            MethodType exact = MethodType.fromMethodDescriptorString(method.descriptor(), type.getClassLoader());
            MethodHandle found;
            try {
                found = MethodHandles.publicLookup().findStatic(type, method.name(), exact);
            } catch (IllegalAccessException notForAll) {
                found = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .findStatic(type, method.name(), exact);
            }
            return found.asFixedArity().asType(exact.generic()).asSpreader(Object[].class, exact.parameterCount());
        }
    }
}
