package dev.tripcoil.breaker;

import java.time.Duration;
import java.util.Objects;

/** What a caller gets while the breaker refuses the call. Immutable. */
public sealed interface Answer {

    /**
     * An exception.
     *
     * @param type the name of the class to throw, or null for {@code dev.tripcoil.CircuitOpenException}
     * @param message a template with {@code {breaker}}, {@code {key}} and so on, or null for the usual message
     */
    record Refusal(String type, String message) implements Answer {
        public static final Refusal DEFAULT = new Refusal(null, null);

        @Override
        public boolean equals(Object other) {
            return other instanceof Refusal that
                    && Objects.equals(type, that.type)
                    && Objects.equals(message, that.message);
        }

        @Override
        public int hashCode() {
            return Objects.hash(type, message);
        }
    }

    /**
     * A value, as the rules file writes it; what it is depends on the return type of the guarded method.
     *
     * @param text the scalar as written
     * @param quoted whether it stood in quotes, so that {@code null} and {@code 5} are text
     */
    record Value(String text, boolean quoted) implements Answer {
        @Override
        public boolean equals(Object other) {
            return other instanceof Value that && Objects.equals(text, that.text) && quoted == that.quoted;
        }

        @Override
        public int hashCode() {
            return Objects.hash(text, quoted);
        }
    }

    /** An empty array, List, Set, Map, Optional or Stream: {@code []} or {@code {}} in the rules file. */
    record Empty() implements Answer {
        @Override
        public boolean equals(Object other) {
            return other instanceof Empty;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /**
     * The last successful result of the same method, on the same receiver, with equal arguments; where there is none, the
     * usual exception.
     *
     * @param maxAge that it may have at most; more than zero
     * @param message of the exception, as in {@link Refusal}; or null
     */
    record Last(Duration maxAge, String message) implements Answer {
        public Last {
            if (maxAge.isNegative() || maxAge.isZero()) {
                throw new IllegalArgumentException("no age: " + maxAge);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Last that
                    && Objects.equals(maxAge, that.maxAge)
                    && Objects.equals(message, that.message);
        }

        @Override
        public int hashCode() {
            return Objects.hash(maxAge, message);
        }
    }

    /**
     * What a static method of the application returns.
     *
     * @param className binary name of its class
     * @param method its name
     */
    record Fallback(String className, String method) implements Answer {
        public Fallback {
            Objects.requireNonNull(className);
            Objects.requireNonNull(method);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fallback that
                    && Objects.equals(className, that.className)
                    && Objects.equals(method, that.method);
        }

        @Override
        public int hashCode() {
            return Objects.hash(className, method);
        }
    }
}
