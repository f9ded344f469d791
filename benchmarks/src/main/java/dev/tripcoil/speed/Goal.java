package dev.tripcoil.speed;

import java.util.function.ToDoubleFunction;

/**
 * What a figure should be.
 *
 * @param text as the table says it
 * @param figure what is compared; NaN where it was not measured
 * @param limit the figure's largest good value
 */
record Goal(String text, ToDoubleFunction<Results> figure, double limit) {

    /** B/op are means over some noise of JMH's own. */
    private static final double NO_BYTES = 0.5;

    static Goal above(int threads, String benchmark, String base, double nanos) {
        return new Goal(
                "≤ %.0f ns above plain on %s".formatted(nanos, on(threads)),
                results -> results.nanos(threads, benchmark) - results.nanos(threads, base),
                nanos);
    }

    static Goal atMost(int threads, String benchmark, double nanos) {
        return new Goal(
                "≤ %.0f ns on %s".formatted(nanos, on(threads)), results -> results.nanos(threads, benchmark), nanos);
    }

    static Goal cheaper(int threads, String benchmark, String than, double times) {
        return new Goal(
                "%.0f times cheaper than Resilience4j on %s".formatted(times, on(threads)),
                results -> results.nanos(threads, benchmark) / results.nanos(threads, than),
                1 / times);
    }

    static Goal ratio(int threads, String benchmark, String to, double ratio) {
        return new Goal(
                "≤ %s of Resilience4j on %s".formatted(ratio, on(threads)),
                results -> results.nanos(threads, benchmark) / results.nanos(threads, to),
                ratio);
    }

    /** Where both have done the same beside being guarded, which is subtracted. */
    static Goal ratioAbove(int threads, String benchmark, String to, String base, double ratio) {
        return new Goal(
                "≤ %s of what Resilience4j adds on %s".formatted(ratio, on(threads)),
                results -> (results.nanos(threads, benchmark) - results.nanos(threads, base))
                        / (results.nanos(threads, to) - results.nanos(threads, base)),
                ratio);
    }

    static Goal scales(String benchmark) {
        return new Goal("2 : 1 ≤ 1.3", results -> results.nanos(2, benchmark) / results.nanos(1, benchmark), 1.3);
    }

    static Goal noBytes(String benchmark) {
        return new Goal("0 B", results -> bytes(results, benchmark), NO_BYTES);
    }

    static Goal bytes(String benchmark, int bytes) {
        return new Goal("≤ " + bytes + " B", results -> bytes(results, benchmark), bytes + NO_BYTES);
    }

    /** On one thread or on two: the larger one. */
    private static double bytes(Results results, String benchmark) {
        return Math.max(results.bytes(1, benchmark), results.bytes(2, benchmark));
    }

    private static String on(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    boolean isMeasured(Results results) {
        return !Double.isNaN(figure.applyAsDouble(results));
    }

    boolean isMet(Results results) {
        return figure.applyAsDouble(results) <= limit;
    }
}
