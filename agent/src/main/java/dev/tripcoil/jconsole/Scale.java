package dev.tripcoil.jconsole;

import java.util.Locale;

/**
 * The vertical axis of a chart: round numbers from 0 to what is above the greatest value.
 *
 * @param step between two lines: 1, 2 or 5 times a power of ten
 */
record Scale(double step, int lines) {

    private static final int MOST_LINES = 5;

    static Scale upTo(double greatest) {
        double needed = Math.max(greatest, 1) * 1.05;
        double power = Math.pow(10, Math.floor(Math.log10(needed / MOST_LINES)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            double step = factor * power;
            if (step * MOST_LINES >= needed) {
                return new Scale(step, (int) Math.ceil(needed / step));
            }
        }
        return new Scale(10 * power, MOST_LINES);
    }

    double top() {
        return step * lines;
    }

    String label(int line) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", step * line);
    }
}
