package dev.tripcoil.guard;

/** What a method that returns a CompletionStage says of it. */
final class StageType {

    private static final String STAGE = "java.util.concurrent.CompletionStage";
    private static final String FUTURE = "java.util.concurrent.CompletableFuture";
    private static final String ANY = "Ljava/lang/Object;";

    private StageType() {}

    /**
     * The class of the stages to make: null for CompletableFuture.
     *
     * @throws MisfitException if none can be made that the method could return
     */
    static String made(GuardedMethod method, ClassLookup lookup) throws MisfitException {
        String type = binaryName(method.returns());
        if (type.equals(STAGE) || type.equals(FUTURE)) {
            return null;
        }
        if (lookup.isSubtype(type, FUTURE) && lookup.isMakable(type)) {
            return type;
        }
        throw new MisfitException(
                "a refused call is answered with a completed stage, and no " + type + " can be made: it is no"
                        + " CompletableFuture with a constructor without parameters; guard a method that waits for the result");
    }

    /** The descriptor of the stage's value, as far as the method says; of Object where it doesn't. */
    static String value(GuardedMethod method) {
        String signature = method.signature();
        String returns = method.returns();
        if (signature == null) {
            return ANY;
        }
        String generic = signature.substring(signature.indexOf(')') + 1);
        String raw = returns.substring(0, returns.length() - 1) + "<";
        String type = binaryName(returns);
        if (!generic.startsWith(raw) || !type.equals(STAGE) && !type.equals(FUTURE)) {
            return ANY; // what the parameters of another type are for, nobody knows
        }
        int at = raw.length();
        if (generic.charAt(at) == '+') {
            at++;
        }
        return erased(generic, at);
    }

    static String erased(String generic, int from) {
        int at = from;
        while (generic.charAt(at) == '[') {
            at++;
        }
        char kind = generic.charAt(at);
        if (kind != 'L') {
            // A primitive is an array's; else it is a wildcard, or a type variable, which may be anything.
            return at > from && kind != 'T' ? generic.substring(from, at + 1) : ANY;
        }
        StringBuilder erased = new StringBuilder(generic.substring(from, at));
        int depth = 0;
        for (int i = at; ; i++) {
            char c = generic.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                erased.append(c == '.' ? '$' : c); // an inner class of a generic one
                if (c == ';') {
                    return erased.toString();
                }
            }
        }
    }

    static String binaryName(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
