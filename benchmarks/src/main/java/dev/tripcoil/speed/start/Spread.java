package dev.tripcoil.speed.start;

import java.util.Arrays;
import java.util.Locale;

/** What several runs came to. */
public record Spread(double low, double median, double high) {

    /** Quartiles. */
    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median, low, high);
    }
}
