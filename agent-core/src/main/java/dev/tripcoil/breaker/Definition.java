package dev.tripcoil.breaker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the rules file says of one breaker, every default filled in. Immutable; two equal definitions make
 * breakers that behave alike.
 *
 * @param name the breaker's name, unique in a rules file
 * @param description a line for people, or null
 * @param tripOn when it opens
 * @param openFor how long it stays open before it tries again; more than zero
 * @param halfOpen how it tries
 * @param failures which exceptions are failures
 * @param answer what a refused caller gets
 * @param startAs the state it begins in
 */
public record Definition(
        String name,
        String description,
        TripOn tripOn,
        Duration openFor,
        HalfOpenTerms halfOpen,
        FailureTerms failures,
        Answer answer,
        StartAs startAs) {

    /** The default of {@code open-for}. */
    public static final Duration OPEN_FOR = Duration.ofSeconds(30);

    public Definition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tripOn);
        Objects.requireNonNull(halfOpen);
        Objects.requireNonNull(failures);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(startAs);
        if (openFor.isNegative() || openFor.isZero()) {
            throw new IllegalArgumentException("open-for must be more than zero, not " + openFor);
        }
    }

    /** A breaker with every default: five failures in a row open it, and 30 s later it tries again. */
    public static Definition named(String name) {
        return new Definition(
                name,
                null,
                TripOn.DEFAULT,
                OPEN_FOR,
                HalfOpenTerms.DEFAULT,
                FailureTerms.DEFAULT,
                Answer.Refusal.DEFAULT,
                StartAs.CLOSED);
    }

    /**
     * The criteria, any of which opens the breaker.
     *
     * @param consecutiveFailures failures in a row, 1 to 1,000,000; 0 where it is no criterion
     * @param netFailures failures minus successes, 1 to 1,000,000; 0 where it is no criterion
     */
    public record TripOn(int consecutiveFailures, int netFailures) {
        public static final TripOn DEFAULT = new TripOn(5, 0);

        public TripOn {
            if (consecutiveFailures < 0 || netFailures < 0 || consecutiveFailures + netFailures == 0) {
                throw new IllegalArgumentException("no criterion");
            }
        }
    }

    /**
     * How an open breaker finds its way back.
     *
     * @param calls trials that must succeed before it closes, at least 1
     * @param concurrent trials in flight at one time, at least 1
     * @param callTimeout after which an unfinished trial has failed; null for the breaker's {@code open-for}
     */
    public record HalfOpenTerms(int calls, int concurrent, Duration callTimeout) {
        public static final HalfOpenTerms DEFAULT = new HalfOpenTerms(1, 1, null);

        public HalfOpenTerms {
            if (calls < 1 || concurrent < 1) {
                throw new IllegalArgumentException("at least one trial");
            }
        }
    }

    /**
     * Which exceptions are failures. Names are those of classes, whose subclasses count too.
     *
     * @param exceptions only these are failures; empty for every exception and error
     * @param ignore these are ignored, whatever {@code exceptions} says
     * @param others what an exception is that {@code exceptions} leaves out
     */
    public record FailureTerms(List<String> exceptions, List<String> ignore, Others others) {
        public static final FailureTerms DEFAULT = new FailureTerms(List.of(), List.of(), Others.IGNORED);

        public FailureTerms {
            exceptions = List.copyOf(exceptions);
            ignore = List.copyOf(ignore);
            Objects.requireNonNull(others);
        }
    }

    /** What an exception counts as that {@code exceptions} leaves out. */
    public enum Others {
        IGNORED,
        SUCCESS
    }

    /** The state that a breaker begins in. */
    public enum StartAs {
        CLOSED,
        OPEN,
        FORCED_OPEN,
        DISABLED,
        METRICS_ONLY
    }
}
