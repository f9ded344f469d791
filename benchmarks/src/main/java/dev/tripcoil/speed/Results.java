package dev.tripcoil.speed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What JMH measured. A figure is the median of all iterations of all forks: on a machine that does other things now and then, the mean is a
 * figure of those.
 */
final class Results {

    /**
     * @param nanos the median
     * @param lower the lower quartile
     * @param upper the upper quartile
     * @param bytes allocated for each call: the median, too, as the agent's own threads allocate now and then
     */
    record Figure(double nanos, double lower, double upper, double bytes) {

        static Figure of(List<Double> nanos, List<Double> bytes) {
            return new Figure(quantile(nanos, 0.5), quantile(nanos, 0.25), quantile(nanos, 0.75), quantile(bytes, 0.5));
        }

        private static double quantile(List<Double> samples, double share) {
            List<Double> sorted = new ArrayList<>(samples);
            Collections.sort(sorted);
            double place = share * (sorted.size() - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.size() - 1);
            return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
        }
    }

    private final Map<String, Figure> figures = new HashMap<>();

    /** Adds the results of a file that JMH wrote. */
    void read(Path json) throws IOException {
        try (Reader reader = Files.newBufferedReader(json)) {
            for (JsonElement each : JsonParser.parseReader(reader).getAsJsonArray()) {
                add(each.getAsJsonObject());
            }
        }
    }

    private void add(JsonObject result) {
        String[] name = result.get("benchmark").getAsString().split("\\.");
        List<Double> bytes = List.of(Double.NaN);
        JsonObject more = result.getAsJsonObject("secondaryMetrics");
        for (String metric : more.keySet()) {
            if (metric.endsWith("gc.alloc.rate.norm")) {
                bytes = samples(more.getAsJsonObject(metric));
            }
        }
        figures.put(
                key(result.get("threads").getAsInt(), name[name.length - 2] + "." + name[name.length - 1]),
                Figure.of(samples(result.getAsJsonObject("primaryMetric")), bytes));
    }

    /** Of all iterations of all forks. */
    private static List<Double> samples(JsonObject metric) {
        List<Double> samples = new ArrayList<>();
        for (JsonElement fork : metric.getAsJsonArray("rawData")) {
            for (JsonElement iteration : fork.getAsJsonArray()) {
                samples.add(iteration.getAsDouble());
            }
        }
        return samples;
    }

    private static String key(int threads, String benchmark) {
        return benchmark + " " + threads;
    }

    /** Null where it was not measured. */
    Figure figure(int threads, String benchmark) {
        return figures.get(key(threads, benchmark));
    }

    /** The median; NaN where it was not measured. */
    double nanos(int threads, String benchmark) {
        Figure figure = figure(threads, benchmark);
        return figure == null ? Double.NaN : figure.nanos();
    }

    /** NaN where it was not measured. */
    double bytes(int threads, String benchmark) {
        Figure figure = figure(threads, benchmark);
        return figure == null ? Double.NaN : figure.bytes();
    }
}
