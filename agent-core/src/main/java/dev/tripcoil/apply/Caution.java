package dev.tripcoil.apply;

import dev.tripcoil.async.AsyncKind;
import dev.tripcoil.guard.GuardedMethod.Finish;
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

    private static final String ONLY_THROWN =
            ": only what it throws itself counts as a failure; guard a method that waits for the result";

    private Caution() {}

    /**
     * Null if there is nothing to say.
     *
     * @param returned the type of its result, with all super types
     */
    static String of(MethodView method, Names returned) {
        if (Ending.of(method, returned) == Finish.RETURN) {
            String early = early(method.signature().returnType(), returned);
            if (early != null) {
                return early;
            }
        }
        if ((method.access() & SYNCHRONIZED) != 0) {
            return "is synchronized, and callers wait for the monitor before the breaker is asked: they still queue behind"
                    + " a call that hangs; guard the method that calls it";
        }
        return null;
    }

    /** Of what returns before its work is done, and can't be followed. */
    private static String early(String type, Names returned) {
        String special = AsyncKind.unsupported(type, returned.known());
        if (special != null) {
            return special + ONLY_THROWN;
        }
        for (int i = 0; i < ASYNCHRONOUS.length; i++) {
            if (returned.known().contains(ASYNCHRONOUS[i])) {
                return "returns a " + type + ", and may do so before its work is done" + ONLY_THROWN;
            }
        }
        return null;
    }
}
