package dev.tripcoil.stress;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.StateName;
import dev.tripcoil.breaker.Transition;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One breaker on a clock of its own, and what happens to it. */
class Shop {

    /** How long a breaker is open, in nanoseconds of the clock. */
    static final long OPEN_FOR = 100;

    /** How long a trial has to finish, and from when on a call is slow where any is. */
    static final long CALL_TIMEOUT = 10;

    static final Definition ONE_FAILURE = define(TripOn.counts(1, 0), 0, StartAs.CLOSED);
    static final Definition TWO_FAILURES = define(TripOn.counts(2, 0), 0, StartAs.CLOSED);
    static final Definition ONE_FAILURE_STARTS_OPEN = define(TripOn.counts(1, 0), 0, StartAs.OPEN);
    static final Definition ONE_FAILURE_METRICS_ONLY = define(TripOn.counts(1, 0), 0, StartAs.METRICS_ONLY);
    static final Definition ONE_AT_A_TIME = define(TripOn.counts(5, 0), 1, StartAs.CLOSED);
    static final Definition HALF_OF_FOUR_CALLS =
            define(new TripOn(0, 0, 50, 0, null, new Window(4, null), 4), 0, StartAs.CLOSED);
    static final Definition TWO_SLOW_CALLS =
            define(new TripOn(2, 0, 0, 0, Duration.ofNanos(CALL_TIMEOUT), Window.DEFAULT, 20), 0, StartAs.CLOSED);

    /** It decides as {@link #ONE_FAILURE} does, by another criterion besides. */
    static final Definition ONE_FAILURE_OTHERWISE = define(TripOn.counts(1, 100), 0, StartAs.CLOSED);

    static final Definition TWO_FAILURES_OTHERWISE = define(TripOn.counts(2, 100), 0, StartAs.CLOSED);
    static final Definition THREE_FAILURES = define(TripOn.counts(3, 0), 0, StartAs.CLOSED);
    static final Definition TWO_AT_A_TIME = define(TripOn.counts(5, 0), 2, StartAs.CLOSED);
    static final Definition TWO_CALLS_SLOW_EARLIER =
            define(new TripOn(2, 0, 0, 0, Duration.ofNanos(CALL_TIMEOUT / 2), Window.DEFAULT, 20), 0, StartAs.CLOSED);
    static final Definition TWO_TRIALS =
            define(TripOn.counts(1, 0), 0, new HalfOpenTerms(2, 1, 0, Duration.ofNanos(CALL_TIMEOUT)), StartAs.CLOSED);

    private static final Throwable FAILURE = new Error("failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    final Clock clock = new Clock();
    final Breaker breaker;

    /** How often the breaker said that it has something to announce. */
    private final AtomicInteger changes = new AtomicInteger();

    Shop(Definition definition) {
        breaker = new Breaker(definition, clock, changed -> changes.incrementAndGet());
    }

    private static Definition define(TripOn tripOn, int maxConcurrent, StartAs startAs) {
        return define(tripOn, maxConcurrent, new HalfOpenTerms(1, 1, 0, Duration.ofNanos(CALL_TIMEOUT)), startAs);
    }

    private static Definition define(TripOn tripOn, int maxConcurrent, HalfOpenTerms halfOpen, StartAs startAs) {
        return new Definition(
                "stress",
                null,
                tripOn,
                OpenFor.always(Duration.ofNanos(OPEN_FOR)),
                maxConcurrent,
                halfOpen,
                FailureTerms.DEFAULT,
                Answer.Refusal.DEFAULT,
                startAs);
    }

    /** An open breaker's wait passes; nobody has looked yet. */
    final void waitIsOver() {
        clock.set(OPEN_FOR);
    }

    final void fail(Permit permit) {
        breaker.threw(permit, FAILURE);
    }

    final void succeedOnce() {
        Permit permit = breaker.enter();
        if (permit.letsThrough()) {
            breaker.succeeded(permit);
        }
    }

    final void failOnce() {
        Permit permit = breaker.enter();
        if (permit.letsThrough()) {
            fail(permit);
        }
    }

    final StateName state() {
        return breaker.status().state();
    }

    /** How often the breaker called for an announcement. */
    final int changes() {
        return changes.get();
    }

    /** The states that it went through, from announcement to announcement; {@code BROKEN} where one is missing or double. */
    final String path() {
        Path path = new Path();
        breaker.announce(path);
        return path.toString();
    }

    /** Takes transitions down as they are announced. */
    static final class Path implements Consumer<Transition> {
        private final StringBuilder states = new StringBuilder();
        private StateName last;
        private long number;

        @Override
        public void accept(Transition next) {
            boolean follows = next.number() == number + 1 && (last == null || last == next.from());
            states.append(follows ? "" : "BROKEN ").append(next.to()).append(' ');
            last = next.to();
            number = next.number();
        }

        @Override
        public String toString() {
            return states.toString().trim();
        }
    }
}
