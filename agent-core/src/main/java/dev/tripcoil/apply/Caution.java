package dev.tripcoil.apply;

import dev.tripcoil.rules.Names;

/** What the author of a rule should know of a method that is guarded all the same. */
final class Caution {

    private static final int SYNCHRONIZED = 0x0020;

    /** What the libraries of the JVM return before the work is done. */
    private static final String[] ASYNCHRONOUS = {
        "java.util.concurrent.Future",
        "java.util.concurrent.Flow$Publisher",
        "org.reactivestreams.Publisher",
        "io.reactivex.rxjava3.core.SingleSource",
        "io.reactivex.rxjava3.core.MaybeSource",
        "io.reactivex.rxjava3.core.CompletableSource",
        "io.reactivex.rxjava3.core.ObservableSource",
        "io.reactivex.SingleSource",
        "io.reactivex.MaybeSource",
        "io.reactivex.CompletableSource",
        "io.reactivex.ObservableSource",
        "rx.Observable",
        "rx.Single",
        "rx.Completable",
        "io.smallrye.mutiny.Uni",
        "io.vertx.core.Future",
        "kotlinx.coroutines.Job",
        "kotlinx.coroutines.flow.Flow",
        "scala.concurrent.Future",
        "com.twitter.util.Future",
    };

    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private Caution() {}

    /**
     * Null if there is nothing to say.
     *
     * @param returned the type of its result, with all super types
     */
    static String of(MethodView method, Names returned) {
        if (returned.known().contains("java.util.concurrent.CompletionStage")) {
            return null; // which is followed to its end
        }
        for (int i = 0; i < ASYNCHRONOUS.length; i++) {
            if (returned.known().contains(ASYNCHRONOUS[i])) {
                return "returns a " + method.signature().returnType()
                        + ", and may do so before its work is done: only what"
                        + " it throws itself counts as a failure; guard a method that waits for the result";
            }
        }
        int parameters = method.signature().parameterCount();
        if (parameters > 0
                && !Unguardable.isConstructor(method.outline())
                && method.signature().parameterType(parameters - 1).equals(CONTINUATION)) {
            return "is a suspending function of Kotlin, and returns when it suspends: only what it throws before that"
                    + " counts as a failure; guard a method that waits for the result";
        }
        if ((method.access() & SYNCHRONIZED) != 0) {
            return "is synchronized, and callers wait for the monitor before the breaker is asked: they still queue behind"
                    + " a call that hangs; guard the method that calls it";
        }
        return null;
    }
}
