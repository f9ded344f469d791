package dev.tripcoil.guard;

/**
 * The expressions by which one method's calls are split and judged. Immutable.
 *
 * @param preparation what must be done before the first of them is evaluated
 * @param key by whose value breakers are split; null for one breaker
 * @param result which results are failures; null for none
 * @param error which exceptions, of those that would be failures, are; null for all
 */
public record Judging(Preparation preparation, Evaluation key, Evaluation result, Evaluation error) {

    /** Of a method whose rules have no expression. */
    public static final Judging NONE = new Judging(new Preparation.Nothing(), null, null, null);
}
