package dev.tripcoil.guard;

/** What the value is that a method gives in the end, by its generic types. */
final class AsyncValue {

    private static final String ANY = "Ljava/lang/Object;";
    private static final String CONTINUATION = "Lkotlin/coroutines/Continuation<";

    private AsyncValue() {}

    /** The descriptor of a publisher's elements; of Object where the method doesn't say. */
    static String ofPublisher(GuardedMethod method) {
        String signature = method.signature();
        if (signature == null) {
            return ANY;
        }
        String returns = method.returns();
        String raw = returns.substring(0, returns.length() - 1).concat("<");
        int at = signature.indexOf(')') + 1;
        return signature.startsWith(raw, at) ? argument(signature, at + raw.length()) : ANY;
    }

    /** The descriptor of what a suspending function of Kotlin returns, boxed; likewise. */
    static String ofContinuation(GuardedMethod method) {
        String signature = method.signature();
        int at = signature == null ? -1 : signature.lastIndexOf(CONTINUATION, signature.indexOf(')'));
        return at < 0 ? ANY : argument(signature, at + CONTINUATION.length());
    }

    private static String argument(String signature, int from) {
        char first = signature.charAt(from);
        return StageType.erased(signature, first == '+' || first == '-' ? from + 1 : from);
    }
}
