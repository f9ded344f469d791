package dev.tripcoil.breaker;

/** What a caller gets while the breaker refuses the call. Immutable. */
public sealed interface Answer {

    /**
     * An exception.
     *
     * @param type the name of the class to throw, or null for {@code dev.tripcoil.CircuitOpenException}
     * @param message a template with {@code {breaker}}, {@code {state}} and so on, or null for the usual message
     */
    record Refusal(String type, String message) implements Answer {
        public static final Refusal DEFAULT = new Refusal(null, null);
    }

    /**
     * A value, as the rules file writes it; what it is depends on the return type of the guarded method.
     *
     * @param text the scalar as written
     * @param quoted whether it stood in quotes, so that {@code null} and {@code 5} are text
     */
    record Value(String text, boolean quoted) implements Answer {}

    /** An empty array, List, Set, Map, Optional or Stream: {@code []} or {@code {}} in the rules file. */
    record Empty() implements Answer {}
}
