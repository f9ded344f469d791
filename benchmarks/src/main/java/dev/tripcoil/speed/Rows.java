package dev.tripcoil.speed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of calls: what is measured, beside what, and what it should come to. */
final class Rows {

    private static final String PLAIN = "TripcoilCalls.plain";
    private static final String PLAIN_DEEP = "TripcoilCalls.plainDeep";
    private static final String RESILIENCE = "ByteBuddyCalls.rate";
    private static final String BY_BYTE_BUDDY = "Resilience4j by Byte Buddy: ";
    private static final String BY_ASPECTJ = "Resilience4j by AspectJ: ";
    private static final String BY_HAND = "Resilience4j by hand: ";

    private Rows() {}

    /** By heading. */
    static Map<String, List<Row>> bySection() {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        sections.put("Calls that succeed", successes());
        sections.put("Calls of which some fail", failures());
        sections.put("Calls that are refused", refusals());
        return sections;
    }

    static List<Row> all() {
        List<Row> all = new ArrayList<>();
        bySection().values().forEach(all::addAll);
        return all;
    }

    private static List<Row> successes() {
        String consecutive = "TripcoilCalls.consecutive";
        String rate = "TripcoilCalls.rate";
        String timed = "TripcoilCalls.timed";
        String slow = "TripcoilCalls.slow";
        String perKey = "TripcoilCalls.perKey";
        return List.of(
                Row.of("no breaker", PLAIN, null, null),
                Row.of("5 failures in a row (the default)", consecutive, PLAIN, RESILIENCE)
                        .with(
                                Goal.above(1, consecutive, PLAIN, 4),
                                Goal.cheaper(1, consecutive, RESILIENCE, 15),
                                Goal.cheaper(2, consecutive, RESILIENCE, 40),
                                Goal.noBytes(consecutive),
                                Goal.scales(consecutive)),
                Row.of("failure rate over 100 calls", rate, PLAIN, RESILIENCE)
                        .with(
                                Goal.above(1, rate, PLAIN, 4),
                                Goal.cheaper(1, rate, RESILIENCE, 15),
                                Goal.cheaper(2, rate, RESILIENCE, 40),
                                Goal.noBytes(rate),
                                Goal.scales(rate)),
                Row.of("failure rate over 60 s", timed, PLAIN, "ByteBuddyCalls.timed")
                        .with(
                                Goal.above(1, timed, PLAIN, 8),
                                Goal.above(2, timed, PLAIN, 8),
                                Goal.noBytes(timed),
                                Goal.scales(timed)),
                Row.of("slow calls among 100", slow, PLAIN, "ByteBuddyCalls.slow")
                        .with(
                                new Goal(
                                        "≤ 1.15 of two looks at the clock on 1 thread",
                                        results -> (results.nanos(1, slow) - results.nanos(1, PLAIN))
                                                / results.nanos(1, "TripcoilCalls.twoClocks"),
                                        1.15),
                                Goal.ratio(1, slow, "ByteBuddyCalls.slow", 0.7),
                                Goal.ratio(2, slow, "ByteBuddyCalls.slow", 0.4),
                                Goal.noBytes(slow),
                                Goal.scales(slow)),
                Row.of("two looks at the clock", "TripcoilCalls.twoClocks", null, null),
                inTurn(consecutive, rate, timed),
                Row.of("no breaker, three methods in turn", "TripcoilCalls.plainInTurn", null, null),
                Row.of("one of 1,000 keys", perKey, "TripcoilCalls.plainKey", null)
                        .with(Goal.atMost(1, perKey, 60), Goal.noBytes(perKey), Goal.scales(perKey)),
                Row.of("no breaker, the same walk through the keys", "TripcoilCalls.plainKey", null, null),
                Row.of(BY_BYTE_BUDDY + "100 calls", RESILIENCE, PLAIN, null),
                Row.of(BY_BYTE_BUDDY + "60 s", "ByteBuddyCalls.timed", PLAIN, null),
                Row.of(BY_BYTE_BUDDY + "slow calls", "ByteBuddyCalls.slow", PLAIN, null),
                Row.of(BY_ASPECTJ + "100 calls", "AspectJCalls.rate", PLAIN, RESILIENCE),
                Row.of(BY_HAND + "100 calls", "ResilienceByHand.rate", PLAIN, RESILIENCE),
                Row.of(BY_HAND + "100 calls, no clock", "ResilienceByHand.rateBare", PLAIN, RESILIENCE),
                Row.of(BY_HAND + "60 s", "ResilienceByHand.timed", PLAIN, "ByteBuddyCalls.timed"),
                Row.of(BY_HAND + "slow calls", "ResilienceByHand.slow", PLAIN, "ByteBuddyCalls.slow"),
                Row.of(BY_HAND + "a registry of 1,000", "ResilienceByHand.perKey", "TripcoilCalls.plainKey", null),
                Row.of("Failsafe by hand: default", "FailsafeByHand.usual", PLAIN, RESILIENCE),
                Row.of("Failsafe by hand: 100 calls", "FailsafeByHand.rate", PLAIN, RESILIENCE),
                Row.of("Failsafe by hand: 60 s", "FailsafeByHand.timed", PLAIN, "ByteBuddyCalls.timed"),
                Row.of("Failsafe by hand: default, Failsafe.with", "FailsafeByHand.executor", PLAIN, RESILIENCE),
                Row.of("SmallRye by hand: 100 calls", "SmallRyeByHand.rate", PLAIN, RESILIENCE),
                Row.of("Sentinel by hand: 60 s", "SentinelByHand.timed", PLAIN, "ByteBuddyCalls.timed"),
                Row.of("Hystrix by hand: 10 s", "HystrixByHand.timed", PLAIN, "ByteBuddyCalls.timed"));
    }

    private static Row inTurn(String... alone) {
        String inTurn = "TripcoilCalls.inTurn";
        String plain = "TripcoilCalls.plainInTurn";
        return Row.of("the default, 100 calls and 60 s in turn", inTurn, plain, null)
                .with(
                        new Goal(
                                "≤ 1 ns more than alone on 1 thread",
                                results -> {
                                    double together = results.nanos(1, inTurn) - results.nanos(1, plain);
                                    for (String each : alone) {
                                        together -= (results.nanos(1, each) - results.nanos(1, PLAIN)) / alone.length;
                                    }
                                    return together;
                                },
                                1),
                        Goal.noBytes(inTurn),
                        Goal.scales(inTurn));
    }

    private static List<Row> failures() {
        List<Row> rows = new ArrayList<>();
        for (int onceIn : new int[] {100, 10}) {
            String share = 100 / onceIn + "% fail";
            String suffix = "OnceIn" + onceIn;
            String plain = "TripcoilCalls.plainFailing" + suffix;
            String rate = "TripcoilCalls.failing" + suffix;
            String timed = "TripcoilCalls.timedFailing" + suffix;
            String rival = "ByteBuddyCalls.failing" + suffix;
            rows.add(Row.of(share + ", no breaker", plain, null, null));
            rows.add(Row.of(share + ", failure rate over 100 calls", rate, plain, rival)
                    .with(
                            Goal.above(1, rate, plain, 15),
                            Goal.ratioAbove(2, rate, rival, plain, 0.4),
                            Goal.noBytes(rate),
                            Goal.scales(rate)));
            rows.add(Row.of(share + ", failure rate over 60 s", timed, plain, "ByteBuddyCalls.timedFailing" + suffix)
                    .with(Goal.noBytes(timed), Goal.scales(timed)));
            rows.add(Row.of(share + ", " + BY_BYTE_BUDDY + "100 calls", rival, plain, null));
            rows.add(
                    Row.of(share + ", " + BY_BYTE_BUDDY + "60 s", "ByteBuddyCalls.timedFailing" + suffix, plain, null));
            rows.add(Row.of(share + ", " + BY_HAND + "100 calls", "ResilienceByHand.failing" + suffix, plain, rival));
        }
        return rows;
    }

    private static List<Row> refusals() {
        String traceless = "ByteBuddyCalls.refusedTraceless";
        String answered = "TripcoilCalls.answered";
        String refused = "TripcoilCalls.refused";
        String thrown = "TripcoilCalls.thrown";
        String deep = ", 60 frames deep";
        return List.of(
                Row.of("no breaker" + deep, PLAIN_DEEP, null, null),
                Row.of("return of a constant", answered, PLAIN, traceless)
                        .with(Goal.atMost(1, answered, 5), Goal.noBytes(answered), Goal.scales(answered)),
                Row.of("return of a constant" + deep, answered + "Deep", PLAIN_DEEP, traceless + "Deep")
                        .with(Goal.noBytes(answered + "Deep"), Goal.scales(answered + "Deep")),
                Row.of("return of a constant, FORCED_OPEN", answered + "Forced", PLAIN, traceless)
                        .with(Goal.noBytes(answered + "Forced"), Goal.scales(answered + "Forced")),
                Row.of("CircuitOpenException", refused, PLAIN, traceless)
                        .with(Goal.atMost(1, refused, 40), Goal.bytes(refused, 48), Goal.scales(refused)),
                Row.of("CircuitOpenException" + deep, refused + "Deep", PLAIN_DEEP, traceless + "Deep")
                        .with(
                                new Goal(
                                        "≤ 100 ns above the frames on 1 thread",
                                        results -> results.nanos(1, refused + "Deep") - results.nanos(1, PLAIN_DEEP),
                                        100),
                                Goal.bytes(refused + "Deep", 48),
                                Goal.scales(refused + "Deep")),
                Row.of("throw of a ConnectException", thrown, PLAIN, "ByteBuddyCalls.refused")
                        .with(
                                new Goal(
                                        "≤ twice new on 1 thread",
                                        results -> results.nanos(1, thrown) / results.nanos(1, "TripcoilCalls.made"),
                                        2),
                                Goal.scales(thrown)),
                Row.of("throw of a ConnectException" + deep, thrown + "Deep", PLAIN_DEEP, "ByteBuddyCalls.refusedDeep")
                        .with(
                                new Goal(
                                        "≤ twice new on 1 thread, above the frames",
                                        results -> (results.nanos(1, thrown + "Deep") - results.nanos(1, PLAIN_DEEP))
                                                / (results.nanos(1, "TripcoilCalls.madeDeep")
                                                        - results.nanos(1, PLAIN_DEEP)),
                                        2),
                                Goal.scales(thrown + "Deep")),
                Row.of("new ConnectException, thrown", "TripcoilCalls.made", PLAIN, null),
                Row.of("new ConnectException, thrown" + deep, "TripcoilCalls.madeDeep", PLAIN_DEEP, null),
                Row.of(BY_BYTE_BUDDY + "no trace", traceless, PLAIN, null),
                Row.of(BY_BYTE_BUDDY + "no trace" + deep, traceless + "Deep", PLAIN_DEEP, null),
                Row.of(BY_BYTE_BUDDY + "trace", "ByteBuddyCalls.refused", PLAIN, null),
                Row.of(BY_BYTE_BUDDY + "trace" + deep, "ByteBuddyCalls.refusedDeep", PLAIN_DEEP, null),
                Row.of(BY_ASPECTJ + "trace", "AspectJCalls.refused", PLAIN, "ByteBuddyCalls.refused"),
                Row.of(BY_HAND + "no trace", "ResilienceByHand.refusedTraceless", PLAIN, traceless),
                Row.of(
                        BY_HAND + "no trace" + deep,
                        "ResilienceByHand.refusedTracelessDeep",
                        PLAIN_DEEP,
                        traceless + "Deep"),
                Row.of(BY_HAND + "trace", "ResilienceByHand.refused", PLAIN, "ByteBuddyCalls.refused"),
                Row.of(
                        BY_HAND + "trace" + deep,
                        "ResilienceByHand.refusedDeep",
                        PLAIN_DEEP,
                        "ByteBuddyCalls.refusedDeep"),
                Row.of("Failsafe.with", "FailsafeByHand.refused", PLAIN, "ByteBuddyCalls.refused"),
                Row.of("Failsafe.with" + deep, "FailsafeByHand.refusedDeep", PLAIN_DEEP, "ByteBuddyCalls.refusedDeep"),
                Row.of("SmallRye", "SmallRyeByHand.refused", PLAIN, "ByteBuddyCalls.refused"),
                Row.of("SmallRye" + deep, "SmallRyeByHand.refusedDeep", PLAIN_DEEP, "ByteBuddyCalls.refusedDeep"));
    }
}
