package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The breaker and the {@linkplain BreakerModel naive model} are led through the same random scripts, and must agree
 * after every step. A script that parts them is cut down to the steps that it takes, and printed with its seed.
 *
 * <p>System properties: {@code tripcoil.random.steps}, how many steps to run at least (default {@value #STEPS});
 * {@code tripcoil.random.minutes}, for how long at least (default 0); and {@code tripcoil.random.seed}, the seed of the first
 * script (default: from the clock), those of the others following on. A long run: {@code mvn -pl agent-core test
 * -Dtest=RandomRunsTest -Dtripcoil.random.minutes=30}.
 */
class RandomRunsTest {

    private static final long STEPS = 1_500_000;
    private static final int STEPS_OF_A_SCRIPT = 250;

    /** Seeds the jitter that breaker and model draw, each from its own source. */
    private static final long DRAWS = 42;

    private enum Kind {
        ENTER,
        SUCCEED,
        FAIL,
        IGNORE,
        WAIT,
        WAIT_FOR_BOUNDARY,
        WAIT_FOR_SLICE,
        LOOK,
        TRIP,
        RESET,
        FORCE_OPEN,
        DISABLE,
        METRICS_ONLY,
        ANNOUNCE,
        WALL_CLOCK,
        REDEFINE
    }

    private static final Set<Kind> WAITS = EnumSet.of(Kind.WAIT, Kind.WAIT_FOR_BOUNDARY, Kind.WAIT_FOR_SLICE);

    /** One step; the number says which call, how long, how far from the boundary. */
    private record Step(Kind kind, int number) {}

    private static final Error FAILURE = new Error("failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };
    private static final Exception IGNORED = new IOException("ignored by most definitions");

    @Test
    void breaker_does_what_the_model_does() {
        long wanted = Long.getLong("tripcoil.random.steps", STEPS);
        long seed = Long.getLong("tripcoil.random.seed", System.nanoTime());
        long span =
                Duration.ofMinutes(Long.getLong("tripcoil.random.minutes", 0)).toNanos();
        long began = System.nanoTime();
        long run = 0;
        long quick = 0;
        for (; run < wanted || System.nanoTime() - began < span; run += STEPS_OF_A_SCRIPT, seed++) {
            boolean isQuick = isQuick(seed);
            var definition = isQuick ? plain(definition(new Random(seed))) : definition(new Random(seed));
            var script = script(new Random(~seed), isQuick);
            var last = new Run(definition, seed);
            if (difference(last, script) != null) {
                fail(report(seed, definition, script));
            }
            quick += last.quick;
        }
        assertThat(quick).as("calls that the hook would have begun by itself").isGreaterThan(run / 200);
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.println("[random runs] " + run + " steps in " + millis + " ms");
    }

    /** What the test says when it fails is a short script, not 250 steps. */
    @Test
    void script_that_shows_a_difference_is_cut_down() {
        var script = script(new Random(1), false);
        var needed = List.of(script.get(17), script.get(101), script.get(180));
        var shrunk = shrink(script, steps -> steps.containsAll(needed));
        assertThat(shrunk).containsExactlyElementsOf(needed);
    }

    /** Each other run is of calls that the hook begins by itself, which it does while the breaker is closed and all is well. */
    private static boolean isQuick(long seed) {
        return seed % 2 == 0;
    }

    /** Watches no calls in flight, to begin with. */
    private static Definition plain(Definition drawn) {
        var is = drawn.tripOn();
        int consecutive = is.consecutiveFailures() == 0 && is.netFailures() == 0 && is.failureRate() == 0
                ? 3
                : is.consecutiveFailures();
        var tripOn =
                new TripOn(consecutive, is.netFailures(), is.failureRate(), 0, null, is.window(), is.minimumCalls());
        return new Definition(
                drawn.name(),
                null,
                tripOn,
                drawn.openFor(),
                0,
                drawn.halfOpen(),
                drawn.failures(),
                drawn.answer(),
                StartAs.CLOSED);
    }

    private static Definition definition(Random random) {
        var slowerThan = random.nextInt(3) == 0 ? null : duration(random);
        var builder = DefinitionBuilder.breaker("random")
                .tripOn(criteria(random, slowerThan))
                .openFor(openFor(random))
                .trials(1 + random.nextInt(4), 1 + random.nextInt(4))
                .trialFailureRate(random.nextBoolean() ? 0 : share(random))
                .callTimeout(random.nextBoolean() ? null : duration(random))
                .maxConcurrent(random.nextBoolean() ? 0 : 1 + random.nextInt(6))
                .ignore(IOException.class);
        if (random.nextInt(6) == 0) {
            builder.ignore();
        }
        if (random.nextInt(3) == 0) {
            builder.startAs(StartAs.values()[random.nextInt(StartAs.values().length)]);
        }
        return builder.build();
    }

    private static TripOn criteria(Random random, Duration slowerThan) {
        int consecutive = random.nextBoolean() ? 0 : 1 + random.nextInt(6);
        int net = random.nextBoolean() ? 0 : 1 + random.nextInt(6);
        double failureRate = random.nextBoolean() ? 0 : share(random);
        double slowRate = slowerThan == null || random.nextBoolean() ? 0 : share(random);
        if (consecutive == 0 && net == 0 && failureRate == 0 && slowRate == 0) {
            consecutive = 1;
        }
        var window = window(random);
        int most = window.span() == null ? window.calls() : 10;
        int minimum = random.nextBoolean() ? Math.min(3, most) : 1 + random.nextInt(most);
        return new TripOn(consecutive, net, failureRate, slowRate, slowerThan, window, minimum);
    }

    private static Window window(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Window(1 + random.nextInt(2), null);
            case 1, 2 -> new Window(1 + random.nextInt(20), null);
            case 3 -> new Window(100, null);
            case 4 -> new Window(0, Duration.ofNanos(1_000_000_000L + random.nextInt(2_000_000_000)));
            default -> new Window(0, Duration.ofMillis(1000 + random.nextInt(30) * 1500));
        };
    }

    private static double share(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 100;
            case 1 -> 10 * (1 + random.nextInt(9));
            case 2 -> (1 + random.nextInt(999)) / 10.0;
            default -> 50;
        };
    }

    private static OpenFor openFor(Random random) {
        if (random.nextInt(3) == 0) {
            return OpenFor.always(duration(random));
        }
        double[] multipliers = {1, 1.5, 2, 1000};
        return new OpenFor(
                duration(random),
                multipliers[random.nextInt(multipliers.length)],
                random.nextBoolean() ? null : duration(random),
                random.nextBoolean() ? 0 : 1 + random.nextInt(50));
    }

    /** From a few nanoseconds, so that several deadlines pass at once, to days. */
    private static Duration duration(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofNanos(1 + random.nextInt(10));
            case 1 -> Duration.ofMillis(1 + random.nextInt(100));
            case 2 -> Duration.ofSeconds(30);
            default -> Duration.ofDays(1 + random.nextInt(365));
        };
    }

    private static List<Step> script(Random random, boolean staysClosed) {
        // Some scripts hardly touch the operations: with them no breaker stays in its state for long.
        int weightOfOperations = staysClosed ? 0 : random.nextInt(3);
        int[] weights = {30, 12, 12, 4, 4, 8, 3, 6, 1, 1, 1, 1, 1, 4, 1, 0};
        for (Kind kind : List.of(Kind.TRIP, Kind.RESET, Kind.FORCE_OPEN, Kind.DISABLE, Kind.METRICS_ONLY)) {
            weights[kind.ordinal()] = weightOfOperations;
        }
        weights[Kind.REDEFINE.ordinal()] = random.nextInt(4); // a quarter of the scripts has none
        if (staysClosed || random.nextBoolean()) {
            weights[Kind.SUCCEED.ordinal()] *= 4; // recovers more often
        }
        if (random.nextInt(4) == 0) {
            weights[Kind.WAIT_FOR_BOUNDARY.ordinal()] = 1; // windows fill
        }
        int total = 0;
        for (int weight : weights) {
            total += weight;
        }
        var kinds = Kind.values();
        var script = new ArrayList<Step>(STEPS_OF_A_SCRIPT);
        for (int i = 0; i < STEPS_OF_A_SCRIPT; i++) {
            int drawn = random.nextInt(total);
            int kind = 0;
            while (drawn >= weights[kind]) {
                drawn -= weights[kind++];
            }
            script.add(new Step(kinds[kind], random.nextInt(1000)));
        }
        return script;
    }

    /** Where breaker and model differ, or null. */
    private static String difference(Run run, List<Step> script) {
        for (int i = 0; i < script.size(); i++) {
            String difference;
            try {
                difference = run.step(script.get(i));
            } catch (RuntimeException | AssertionError e) {
                difference = e.toString();
            }
            if (difference != null) {
                return "after step " + (i + 1) + ": " + difference;
            }
        }
        return null;
    }

    private static String report(long seed, Definition definition, List<Step> script) {
        var shrunk = shrink(script, steps -> difference(new Run(definition, seed), steps) != null);
        var text = new StringBuilder("breaker and model differ\n")
                .append("-Dtripcoil.random.seed=")
                .append(seed)
                .append('\n')
                .append(definition)
                .append('\n');
        for (int i = 0; i < shrunk.size(); i++) {
            text.append(i + 1).append(". ").append(shrunk.get(i)).append('\n');
        }
        return text.append(difference(new Run(definition, seed), shrunk)).toString();
    }

    private interface Failing {
        boolean test(List<Step> script);
    }

    /** Takes out ever smaller pieces, for as long as it fails without them. */
    private static List<Step> shrink(List<Step> script, Failing failing) {
        var shortest = script;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int size = shortest.size() / 2; size >= 1; size /= 2) {
                for (int from = 0; from + size <= shortest.size(); ) {
                    var without = new ArrayList<>(shortest);
                    without.subList(from, from + size).clear();
                    if (failing.test(without)) {
                        shortest = without;
                        shorter = true;
                    } else {
                        from += size;
                    }
                }
            }
        }
        return shortest;
    }

    /** One breaker and one model, and the calls that are under way in both. */
    private static final class Run {
        private final FakeTicker ticker = new FakeTicker();
        private final Breaker breaker;
        private final BreakerModel model;
        private final boolean isQuick;
        private final List<Object> permits = new ArrayList<>(); // or threads, where these begin calls by themselves
        private final Deque<QuickThread> idle = new ArrayDeque<>();
        private int threads;
        private long quick;
        private final List<BreakerModel.Call> calls = new ArrayList<>();
        private int changes;
        private int announced;
        private int recent;
        private String difference;

        /** @param seed by which each other run is of calls that the hook begins by itself */
        Run(Definition definition, long seed) {
            isQuick = isQuick(seed);
            if (isQuick) {
                ticker.ticking();
            }
            breaker = new Breaker(definition, ticker, changed -> changes++, new Random(DRAWS)::nextDouble);
            model = new BreakerModel(definition, ticker, new Random(DRAWS)::nextDouble);
        }

        String step(Step step) {
            long now = ticker.elapsed();
            int number = step.number();
            switch (step.kind()) {
                case ENTER -> enter(now);
                case SUCCEED -> end(Outcome.SUCCESS, number, now);
                case FAIL -> end(Outcome.FAILURE, number, now);
                case IGNORE -> end(model.ignoresSomething() ? Outcome.IGNORED : Outcome.FAILURE, number, now);
                case WAIT -> ticker.advanceNanos(number < 500 ? number % 12 : number * 1_000_000L);
                case WAIT_FOR_BOUNDARY -> ticker.advanceNanos(Math.max(0, model.nextBoundary() - now + number % 3 - 1));
                case WAIT_FOR_SLICE -> ticker.advanceNanos(Math.max(0, model.nextSlice(now) - now + number % 3 - 1));
                case LOOK -> look(now);
                case TRIP -> {
                    breaker.trip();
                    model.trip(now);
                }
                case RESET -> {
                    breaker.reset();
                    model.reset(now);
                }
                case FORCE_OPEN -> {
                    breaker.forceOpen();
                    model.byHand(StateName.FORCED_OPEN, now);
                }
                case DISABLE -> {
                    breaker.disable();
                    model.byHand(StateName.DISABLED, now);
                }
                case METRICS_ONLY -> {
                    breaker.metricsOnly();
                    model.byHand(StateName.METRICS_ONLY, now);
                }
                case ANNOUNCE -> announce();
                case REDEFINE -> redefine(number, now);
                case WALL_CLOCK -> ticker.jumpWallClock(Duration.ofMillis(number * 1000L - 500_000));
            }
            if (isQuick && WAITS.contains(step.kind())) {
                breaker.tick();
            }
            compareTotals();
            // A wait is not looked at, so that the next call or operation is sometimes the first to notice.
            if (difference == null && !WAITS.contains(step.kind())) {
                look(ticker.elapsed());
            }
            return difference;
        }

        /** One thing changes, or everything, or nothing. */
        private void redefine(int number, long now) {
            var random = new Random(number);
            var is = breaker.definition();
            var other = definition(random);
            var next = switch (random.nextInt(9)) {
                case 0 -> is;
                case 1 -> with(is, "changed", is.tripOn(), is.openFor(), is.maxConcurrent(), is.halfOpen());
                case 2 -> with(is, null, other.tripOn(), is.openFor(), is.maxConcurrent(), is.halfOpen());
                case 3 -> with(is, null, is.tripOn(), other.openFor(), is.maxConcurrent(), is.halfOpen());
                case 4 -> with(is, null, is.tripOn(), is.openFor(), other.maxConcurrent(), is.halfOpen());
                case 5 -> with(is, null, is.tripOn(), is.openFor(), is.maxConcurrent(), other.halfOpen());
                default -> other;
            };
            breaker.redefine(next);
            model.redefine(next, now);
            compare("definition", breaker.definition(), next);
        }

        private static Definition with(
                Definition definition,
                String description,
                TripOn tripOn,
                OpenFor openFor,
                int maxConcurrent,
                HalfOpenTerms halfOpen) {
            return new Definition(
                    definition.name(),
                    description,
                    tripOn,
                    openFor,
                    maxConcurrent,
                    halfOpen,
                    definition.failures(),
                    definition.answer(),
                    definition.startAs());
        }

        private void enter(long now) {
            Object permit;
            boolean letsThrough;
            if (isQuick) {
                var thread = idle.isEmpty() ? new QuickThread(breaker, ++threads) : idle.pop();
                letsThrough = thread.enter();
                quick += thread.isQuick() ? 1 : 0;
                permit = thread;
            } else {
                var given = breaker.enter();
                letsThrough = given.letsThrough();
                permit = given;
            }
            var call = model.enter(now);
            compare("let through", letsThrough, call != null);
            if (call != null) {
                permits.add(permit);
                calls.add(call);
            } else if (isQuick) {
                idle.push((QuickThread) permit);
            }
        }

        private void end(Outcome outcome, int number, long now) {
            if (calls.isEmpty()) {
                return;
            }
            int index = number % calls.size();
            var call = calls.remove(index);
            var permit = permits.remove(index);
            if (!call.known && (!call.trial || model.watches())) {
                look(now); // what is no trial need not look, and may; one that is need not look for others that hang
                // first
            }
            boolean io = outcome == Outcome.IGNORED || !model.ignoresSomething() && number % 2 == 0;
            if (permit instanceof QuickThread thread) {
                if (outcome == Outcome.SUCCESS) {
                    thread.succeed();
                } else {
                    compare("outcome", thread.fail(io ? IGNORED : FAILURE), outcome);
                }
                idle.push(thread);
            } else if (outcome == Outcome.SUCCESS) {
                breaker.succeeded((Permit) permit);
            } else {
                compare("outcome", breaker.threw((Permit) permit, io ? IGNORED : FAILURE), outcome);
            }
            model.end(call, outcome, now);
        }

        private void look(long now) {
            model.look(now);
            var status = breaker.status();
            compareStatus(status, now);
            compareNumbers("slow", breaker.slowCalls(), model.slow);
            compareLastFailure();
            compareRecentTransitions();
        }

        private void compareLastFailure() {
            var last = breaker.lastFailure();
            String kind = null;
            if (last != null) {
                boolean slow = last.text().startsWith("slow: ");
                boolean hanging = last.text().endsWith(" and still in flight");
                kind = hanging ? BreakerModel.HANGING : slow ? BreakerModel.SLOW : BreakerModel.THROWN;
            }
            compare("last failure", kind, model.lastFailure);
        }

        private void compareStatus(Status status, long now) {
            compare("state", status.state(), model.state);
            compareNumbers("failure count", status.failureCount(), model.failureCount(now));
            compareRates("failure rate", status.failureRate(), model.failureRate(now));
            compareRates("slow rate", status.slowRate(), model.slowRate(now));
            compareNumbers("success count", status.successCount(), model.succeededTrials);
            compareNumbers("times opened", status.timesOpened(), model.timesOpened);
            compareDates("since", status.since(), model.sinceDate);
            compareDates("opened", status.openedAt(), model.openedDate);
            compareDates("half-open", status.halfOpenAt(), model.halfOpenDate);
            compareNumbers("changes", changes, model.told.size());
        }

        private void compareTotals() {
            compareNumbers("successful", breaker.successfulCalls(), model.successful);
            compareNumbers("failed", breaker.failedCalls(), model.failed);
            compareNumbers("ignored", breaker.ignoredCalls(), model.ignored);
            compareNumbers("rejected", breaker.rejectedCalls(), model.rejected);
            long now = ticker.elapsed();
            compareNumbers("in flight", breaker.callsInFlight(), model.callsInFlight());
            compareNumbers("slow in flight", breaker.slowCallsInFlight(), model.slowCallsInFlight(now));
            compareNumbers("oldest in flight", breaker.oldestCallInFlightMillis(), model.oldestCallInFlightMillis(now));
        }

        private void compareRecentTransitions() {
            if (recent != announced + model.told.size()) {
                recent = announced + model.told.size(); // each of them only grows
                var last = model.told.subList(Math.max(0, model.told.size() - 20), model.told.size());
                compare(
                        "recent transitions",
                        breaker.recentTransitions().stream()
                                .map(Transition::number)
                                .toList(),
                        last.stream().map(BreakerModel.Told::number).toList());
            }
        }

        private void announce() {
            breaker.announce(transition -> {
                if (announced == model.told.size()) {
                    difference = "announced too much: " + transition;
                    return;
                }
                var expected = model.told.get(announced++);
                compareNumbers("number", transition.number(), expected.number());
                compare("from", transition.from(), expected.from());
                compare("to", transition.to(), expected.to());
                compareNumbers("at", transition.at() - Long.MAX_VALUE + 5_000_000_000L, expected.at());
                compareDates("date", transition.epochMillis(), expected.date());
                compareNumbers("wait", transition.waitNanos(), expected.waiting());
                compare("notice", transition.isNotice(), expected.from() == expected.to());
            });
            compareNumbers("announced", announced, model.told.size());
        }

        private void compare(String what, Object actual, Object expected) {
            if (difference == null && !Objects.equals(actual, expected)) {
                difference = what + " is " + actual + ", not " + expected;
            }
        }

        private void compareNumbers(String what, long actual, long expected) {
            if (difference == null && actual != expected) {
                difference = what + " is " + actual + ", not " + expected;
            }
        }

        private void compareRates(String what, double actual, double expected) {
            if (difference == null && actual != expected) {
                difference = what + " is " + actual + ", not " + expected;
            }
        }

        /** The date of a moment is made from that of the present, and may be rounded the other way. */
        private void compareDates(String what, long actual, long expected) {
            if (difference == null && Math.abs(actual - expected) > 1) {
                difference = what + " is " + actual + ", not " + expected;
            }
        }
    }
}
