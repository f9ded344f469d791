package dev.tripcoil.speed;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.rules.RulesFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jol.info.GraphLayout;

/**
 * Prints how large breakers are, by JOL: what each one of many adds to the first, so that all that they share is left out. They
 * are measured new, and after calls on two threads.
 */
public final class BreakerSizes {

    private static final int COUNT = 500;
    private static final int CALLS = 200;
    private static final long GOAL = 1_024;

    private static final Map<String, String> KINDS = new TreeMap<>(Map.of(
            "default", "{}",
            "rate over 100 calls", "{failure-rate: 50%, window: 100 calls}",
            "rate over 60 s", "{failure-rate: 50%, window: 60s}",
            "slow calls among 100", "{slow-rate: 50%, slower-than: 2s, window: 100 calls}"));

    private BreakerSizes() {}

    public static void main(String[] arguments) throws Exception {
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            Definition definition = definition(kind.getValue());
            Object[] breakers = new Object[COUNT + 1];
            for (int i = 0; i < breakers.length; i++) {
                breakers[i] = new Breaker(definition, Ticker.system(), changed -> {});
            }
            long fresh = each(breakers);
            Thread other = new Thread(() -> call(breakers));
            other.start();
            other.join();
            call(breakers);
            long used = each(breakers);
            System.out.printf(
                    Locale.ROOT,
                    "breaker, %-21s %,6d bytes new, %,6d after calls on two threads; goal: at most %,d, %s%n",
                    kind.getKey() + ":",
                    fresh,
                    used,
                    GOAL,
                    used <= GOAL ? "met" : "missed");
        }
    }

    private static Definition definition(String tripOn) throws Exception {
        String text = "breakers:\n  b:\n    trip-on: " + tripOn + "\nrules: [{class: a.B, breaker: b}]\n";
        if (tripOn.equals("{}")) {
            text = text.replace("\n    trip-on:", "");
        }
        return RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8))
                .breakers()
                .get("b");
    }

    /** Failures, too, as they make a breaker keep more. */
    private static void call(Object[] breakers) {
        IllegalStateException failure = new IllegalStateException("no tea");
        for (Object each : breakers) {
            for (int i = 0; i < CALLS; i++) {
                Permit permit = ((Breaker) each).enter();
                if (i % 10 == 0) {
                    permit.breaker().threw(permit, failure);
                } else {
                    permit.breaker().succeeded(permit);
                }
            }
        }
    }

    private static long each(Object[] breakers) {
        long one =
                GraphLayout.parseInstance((Object) new Object[] {breakers[0]}).totalSize();
        return (GraphLayout.parseInstance((Object) breakers).totalSize() - one) / COUNT;
    }
}
