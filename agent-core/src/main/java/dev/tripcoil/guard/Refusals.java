package dev.tripcoil.guard;

import dev.tripcoil.CircuitOpenException;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Knows the exceptions that are refusals, in whatever type the rules had them thrown, so that the failure of one breaker
 * is not counted a second time by another round it.
 *
 * <p>On the thread that threw it, it is known for certain. One that reaches another thread, in an ExecutionException, is
 * found in a table of {@value #PLACES} places, unless another has taken its place since. The table is weak: an
 * exception keeps its class loader alive.
 */
final class Refusals {

    private static final int PLACES = 1 << 12;

    private final AtomicReferenceArray<WeakReference<Throwable>> recent = new AtomicReferenceArray<>(PLACES);

    void remember(Throwable refusal, ActiveCalls active) {
        if (refusal instanceof CircuitOpenException) {
            return; // known by its type
        }
        WeakReference<Throwable> weak = new WeakReference<>(refusal);
        active.refused(weak);
        recent.setRelease(place(refusal), weak);
    }

    boolean knows(Throwable error, ActiveCalls active) {
        if (error instanceof CircuitOpenException || active.lastRefusalIs(error)) {
            return true;
        }
        WeakReference<Throwable> candidate = recent.getAcquire(place(error));
        return candidate != null && candidate.refersTo(error);
    }

    private static int place(Throwable error) {
        int hash = System.identityHashCode(error);
        return (hash ^ hash >>> 12) & PLACES - 1;
    }
}
