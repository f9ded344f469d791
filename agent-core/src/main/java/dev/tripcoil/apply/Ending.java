package dev.tripcoil.apply;

import dev.tripcoil.async.AsyncKind;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.guard.GuardedMethod.Finish;
import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Names;

/** When a method's calls have ended. Told from what its class file says of it. */
final class Ending {

    private static final String STAGE = "java.util.concurrent.CompletionStage";
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private Ending() {}

    /** @param returned the type of its result, with all super types */
    static Finish of(MethodView method, Names returned) {
        MethodSignature signature = method.signature();
        if (returned.known().contains(STAGE)) {
            return Finish.STAGE;
        }
        if (AsyncKind.of(signature.returnType()) != null) {
            return Finish.PUBLISHER;
        }
        int parameters = signature.parameterCount();
        if (parameters > 0
                && signature.parameterType(parameters - 1).equals(CONTINUATION)
                && signature.returnType().equals("java.lang.Object")) {
            return Finish.CONTINUATION;
        }
        return Finish.RETURN;
    }

    /** Why the breaker's calls can't be judged by what the method gives; null if they can. */
    static String unsupported(Definition definition, MethodView method) {
        String type = method.signature().returnType();
        AsyncKind kind = AsyncKind.of(type);
        if (kind == null || kind.hasResult() || definition.failures().resultIf() == null) {
            return null;
        }
        return "result-if: a " + type
                + " has no single result to look at; leave it out, in a breaker of its own, or guard a"
                + " method that gives one";
    }
}
