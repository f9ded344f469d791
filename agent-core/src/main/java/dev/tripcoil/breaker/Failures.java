package dev.tripcoil.breaker;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Judges what a call threw. Types are compared by name along the class's own hierarchy, so that nothing is ever loaded,
 * and a type that the application does not have does no harm. Immutable.
 */
public final class Failures {

    private final Set<String> exceptions;
    private final Set<String> ignore;
    private final Outcome others;

    Failures(Definition.FailureTerms terms) {
        exceptions = Set.copyOf(terms.exceptions());
        ignore = Set.copyOf(terms.ignore());
        others = terms.others() == Definition.Others.SUCCESS ? Outcome.SUCCESS : Outcome.IGNORED;
    }

    /** What an exception counts as that is none of the failures. */
    Outcome others() {
        return others;
    }

    /** What a call counts as that threw {@code error}, already {@link #unwrap unwrapped}. */
    Outcome judge(Throwable error) {
        Class<?> type = error.getClass();
        if (!ignore.isEmpty() && named(type, null, ignore)) {
            return Outcome.IGNORED;
        }
        if (error instanceof InterruptedException) {
            return named(type, Exception.class, exceptions) ? Outcome.FAILURE : Outcome.IGNORED;
        }
        if (error instanceof CancellationException) {
            return named(type, IllegalStateException.class, exceptions) ? Outcome.FAILURE : Outcome.IGNORED;
        }
        return exceptions.isEmpty() || named(type, null, exceptions) ? Outcome.FAILURE : others;
    }

    /** The exception that a CompletionException or ExecutionException wraps, however deep; else the same. */
    public static Throwable unwrap(Throwable error) {
        Throwable inner = error;
        // The bound is against causes that go round in a circle.
        for (int depth = 0; depth < 100; depth++) {
            if (!(inner instanceof CompletionException) && !(inner instanceof ExecutionException)) {
                return inner;
            }
            Throwable cause = cause(inner);
            if (cause == null) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }

    /** Null if there is none, or if the application's own code fails in telling. */
    private static Throwable cause(Throwable error) {
        try {
            return error.getCause();
        } catch (Throwable unreadable) {
            return null;
        }
    }

    /** Whether the type, one of its super types below {@code end}, or an interface of these, is among the names. */
    private static boolean named(Class<?> type, Class<?> end, Set<String> names) {
        for (Class<?> c = type; c != end && c != null; c = c.getSuperclass()) {
            if (names.contains(c.getName())) {
                return true;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                if (named(implemented, null, names)) {
                    return true;
                }
            }
        }
        return false;
    }
}
