package dev.tripcoil.async.kotlin;

import java.util.function.BiFunction;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.jvm.internal.ContinuationImpl;

/**
 * Where a guarded function that has suspended comes back to: tells how it ended, and goes on to its caller. It is of the kind that
 * Kotlin's compiler makes, so that dispatchers, debuggers and the machinery that resumes coroutines take it for a function's.
 */
final class Resumption extends ContinuationImpl {

    private static final long serialVersionUID = 1;

    private final transient BiFunction<String, Object, Object> call;

    Resumption(Continuation<Object> caller, BiFunction<String, Object, Object> call) {
        super(caller);
        this.call = call;
    }

    /** What this returns or throws is what the caller gets. */
    @Override
    protected Object invokeSuspend(Object result) {
        Object verdict;
        try {
            ResultKt.throwOnFailure(result);
        } catch (Throwable error) {
            verdict = call.apply("failed", error);
            if (verdict == null) {
                throw error;
            }
            return answer(verdict);
        }
        verdict = call.apply("succeeded", result);
        return verdict == null ? result : answer(verdict);
    }

    private static Object answer(Object verdict) {
        if (verdict instanceof Throwable) {
            throw Resumption.<RuntimeException>asIs((Throwable) verdict);
        }
        return ((Object[]) verdict)[0];
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asIs(Throwable error) throws T {
        throw (T) error;
    }
}
