package dev.tripcoil.guard;

/** An expression of the rules, as it is evaluated for the calls of one guarded method. Thread-safe. */
public interface Evaluation {

    /**
     * Its value.
     *
     * @param given what the woven method handed over at the beginning of the call
     * @param outcome the result or the exception; null where the expression has none in scope
     * @throws Throwable what the expression throws
     */
    Object of(Object given, Object outcome) throws Throwable;

    /** As the rules have it, for people. */
    String text();
}
