package dev.tripcoil.apply;

import dev.tripcoil.guard.GuardedMethod;
import java.util.Set;

/** What type {@code result} has in an expression. */
final class ResultType {

    /** Of those that complete with a value, the value's is their only type argument. */
    private static final Set<String> OF_ONE_VALUE = Set.of(
            "java/util/concurrent/CompletionStage",
            "java/util/concurrent/CompletableFuture",
            "reactor/core/publisher/Mono",
            "io/reactivex/rxjava3/core/Single",
            "io/reactivex/rxjava3/core/Maybe");

    /** As Kotlin's compiler writes it: of what it takes, or a supertype. */
    private static final String CONTINUATION = "Lkotlin/coroutines/Continuation<-";

    private static final String OBJECT = "Ljava/lang/Object;";

    private ResultType() {}

    /** A descriptor; null where the method has no result. */
    static String of(GuardedMethod method) {
        if (method.finish() == GuardedMethod.Finish.CONTINUATION) {
            return ofContinuation(method.signature());
        }
        if (method.finish() != GuardedMethod.Finish.RETURN) {
            return ofValue(method.signature());
        }
        String descriptor = method.descriptor();
        String returned = descriptor.substring(descriptor.indexOf(')') + 1);
        return returned.equals("V") ? null : returned;
    }

    private static String ofValue(String signature) {
        if (signature == null) {
            return OBJECT;
        }
        String returned = signature.substring(signature.lastIndexOf(')') + 1);
        int arguments = returned.indexOf('<');
        if (arguments < 0 || returned.charAt(0) != 'L' || !OF_ONE_VALUE.contains(returned.substring(1, arguments))) {
            return OBJECT;
        }
        int at = arguments + 1;
        return argument(returned, returned.charAt(at) == '+' ? at + 1 : at); // that, or whatever extends it
    }

    /** What a suspending function of Kotlin returns is what its continuation takes: boxed. */
    private static String ofContinuation(String signature) {
        int at = signature == null ? -1 : signature.lastIndexOf(CONTINUATION, signature.lastIndexOf(')'));
        return at < 0 ? OBJECT : argument(signature, at + CONTINUATION.length());
    }

    private static String argument(String signature, int at) {
        if (signature.charAt(at) != 'L') {
            return OBJECT; // a variable, an array, or anything at all
        }
        int end = at;
        while (signature.charAt(end) != '<' && signature.charAt(end) != ';') {
            end++;
        }
        // An inner class of a generic one goes on after its type arguments: Outer<T>.Inner.
        String rest = signature.substring(end);
        return isWhole(rest) ? signature.substring(at, end) + ";" : OBJECT;
    }

    private static boolean isWhole(String rest) {
        int depth = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth == 0 && c == ';') {
                return true;
            }
            if (depth == 0 && c == '.') {
                return false;
            }
        }
        return false;
    }
}
