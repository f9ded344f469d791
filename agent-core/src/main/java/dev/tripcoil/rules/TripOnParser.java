package dev.tripcoil.rules;

import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import java.util.List;

/** Reads {@code trip-on}: when a breaker opens. */
final class TripOnParser {
    private static final int CONSECUTIVE_FAILURES = TripOn.DEFAULT.consecutiveFailures();

    private final Problems problems;

    TripOnParser(Problems problems) {
        this.problems = problems;
    }

    TripOn parse(Fields fields) {
        int consecutive = fields.count("consecutive-failures", 0);
        int net = fields.count("net-failures", 0);
        double failureRate = fields.decimal("failure-rate", Decimal.SHARE, 0);
        Duration slowerThan = fields.duration("slower-than", null);
        double slowRate = slowRate(fields, slowerThan);
        // Null where it is wrong, so that nothing is said of how it goes with the rest.
        Window window = fields.has("window") ? fields.window("window", null) : Window.DEFAULT;
        int minimumCalls = minimumCalls(fields, window);
        if (!fields.has("failure-rate") && !fields.has("slow-rate")) {
            warnOfNoEffect(fields);
            // What has no effect makes no difference between definitions either.
            window = Window.DEFAULT;
            minimumCalls = Window.MINIMUM_CALLS;
        }
        boolean none = consecutive == 0 && net == 0 && failureRate == 0 && slowRate == 0;
        return new TripOn(
                none ? CONSECUTIVE_FAILURES : consecutive,
                net,
                failureRate,
                slowRate,
                slowerThan,
                window == null ? Window.DEFAULT : window,
                minimumCalls);
    }

    private double slowRate(Fields fields, Duration slowerThan) {
        double rate = fields.decimal("slow-rate", Decimal.SHARE, 0);
        if (fields.has("slow-rate") && !fields.has("slower-than")) {
            problems.add(
                    fields.get("slow-rate").key(),
                    "'slow-rate' doesn't say which calls are slow; add 'slower-than', such as slower-than: 2s");
        }
        return slowerThan == null ? 0 : rate;
    }

    private int minimumCalls(Fields fields, Window window) {
        // A span holds any number of calls.
        int most = window == null || window.span() != null ? Integer.MAX_VALUE : window.calls();
        int calls = fields.count("minimum-calls", Math.min(Window.MINIMUM_CALLS, most));
        if (calls > most) {
            problems.add(
                    fields.get("minimum-calls").value(),
                    "'minimum-calls' " + calls + " is more than the window's " + Windows.write(window)
                            + "; write fewer, or a larger 'window'");
        }
        return calls;
    }

    private void warnOfNoEffect(Fields fields) {
        for (String key : List.of("window", "minimum-calls")) {
            if (fields.has(key)) {
                problems.warn(
                        fields.get(key).key(),
                        "'" + key + "' has no effect without a rate; add 'failure-rate' or 'slow-rate', or remove it");
            }
        }
    }
}
