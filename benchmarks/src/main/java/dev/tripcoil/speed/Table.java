package dev.tripcoil.speed;

import dev.tripcoil.speed.Results.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as people read them, in Markdown. */
final class Table {

    private static final String HEAD = """
            | call | 1 thread, ns | 2 threads, ns | B/op | above plain, ns (2 threads) | 2 : 1 | times cheaper than Resilience4j \
            by Byte Buddy (2 threads) | goals |
            |---|---|---|---|---|---|---|---|
            """;

    private static final String LEGEND = """
            Each figure is the median of all iterations of all forks, with half the distance between the quartiles; B/op is the larger \
            of 1 and 2 threads. "Above plain" is above the same call without a breaker, in the same way and as deep.
            """;

    private final Results results;

    Table(Results results) {
        this.results = results;
    }

    /** The rows that were measured. */
    String text() {
        StringBuilder text = new StringBuilder(LEGEND);
        for (Map.Entry<String, List<Row>> section : Rows.bySection().entrySet()) {
            List<Row> measured = new ArrayList<>(section.getValue());
            measured.removeIf(
                    row -> results.figure(1, row.benchmark()) == null && results.figure(2, row.benchmark()) == null);
            if (!measured.isEmpty()) {
                text.append("\n### ").append(section.getKey()).append("\n\n").append(HEAD);
                measured.forEach(row -> append(text, row));
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, Row row) {
        String[] cells = {
            row.call(),
            nanos(1, row),
            nanos(2, row),
            bytes(row),
            pair(above(1, row), above(2, row)),
            number(results.nanos(2, row.benchmark()) / results.nanos(1, row.benchmark())),
            pair(cheaper(1, row), cheaper(2, row)),
            goals(row)
        };
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String nanos(int threads, Row row) {
        Figure figure = results.figure(threads, row.benchmark());
        return figure == null ? "–" : number(figure.nanos()) + " ± " + number((figure.upper() - figure.lower()) / 2);
    }

    private String bytes(Row row) {
        double one = results.bytes(1, row.benchmark());
        double two = results.bytes(2, row.benchmark());
        double bytes = Double.isNaN(one) ? two : Double.isNaN(two) ? one : Math.max(one, two);
        return Double.isNaN(bytes) ? "–" : Long.toString(Math.round(bytes));
    }

    private double above(int threads, Row row) {
        return row.base() == null
                ? Double.NaN
                : results.nanos(threads, row.benchmark()) - results.nanos(threads, row.base());
    }

    private double cheaper(int threads, Row row) {
        return row.rival() == null
                ? Double.NaN
                : results.nanos(threads, row.rival()) / results.nanos(threads, row.benchmark());
    }

    private String goals(Row row) {
        List<String> met = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Goal goal : row.goals()) {
            if (goal.isMeasured(results)) {
                (goal.isMet(results) ? met : missed).add(goal.text());
            }
        }
        List<String> parts = new ArrayList<>();
        if (!missed.isEmpty()) {
            parts.add("**missed:** " + String.join(", ", missed));
        }
        if (!met.isEmpty()) {
            parts.add("met: " + String.join(", ", met));
        }
        return String.join("; ", parts);
    }

    private static String pair(double one, double two) {
        if (Double.isNaN(one) && Double.isNaN(two)) {
            return "";
        }
        return number(one) + " (" + number(two) + ")";
    }

    /** With as many digits as one can believe. */
    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 1 ? "%.2f" : size < 20 ? "%.1f" : "%,.0f", value);
    }
}
