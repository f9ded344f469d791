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
 * @param per what tells calls apart that have a breaker of their own each; null where all have one
 * @param tripOn when it opens
 * @param openFor how long it stays open before it tries again
 * @param maxConcurrent calls in flight at one time, 1 to 1,000,000; 0 for no limit
 * @param halfOpen how it tries
 * @param failures which outcomes are failures
 * @param answer what a refused caller gets
 * @param alsoOnFailure whether the caller of a call that was let through, and failed, gets that too
 * @param startAs the state it begins in
 * @param onTransition the static method that is told of each transition, as {@code com.acme.Hooks#changed}; or null
 */
public record Definition(
        String name,
        String description,
        Expression per,
        TripOn tripOn,
        OpenFor openFor,
        int maxConcurrent,
        HalfOpenTerms halfOpen,
        FailureTerms failures,
        Answer answer,
        boolean alsoOnFailure,
        StartAs startAs,
        String onTransition) {

    public Definition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tripOn);
        Objects.requireNonNull(openFor);
        Objects.requireNonNull(halfOpen);
        Objects.requireNonNull(failures);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(startAs);
        if (maxConcurrent < 0) {
            throw new IllegalArgumentException("max-concurrent must not be negative");
        }
    }

    /** One breaker for all calls, which answers refusals only and tells nobody. */
    public Definition(
            String name,
            String description,
            TripOn tripOn,
            OpenFor openFor,
            int maxConcurrent,
            HalfOpenTerms halfOpen,
            FailureTerms failures,
            Answer answer,
            StartAs startAs) {
        this(name, description, null, tripOn, openFor, maxConcurrent, halfOpen, failures, answer, false, startAs, null);
    }

    /** A breaker with every default: five failures in a row open it, and 30 s later it tries again. */
    public static Definition named(String name) {
        return new Definition(
                name,
                null,
                TripOn.DEFAULT,
                OpenFor.DEFAULT,
                0,
                HalfOpenTerms.DEFAULT,
                FailureTerms.DEFAULT,
                Answer.Refusal.DEFAULT,
                StartAs.CLOSED);
    }

    // The JDK makes those of a record, and then holds on to its class, when the agent has left: so all records that are
    // compared have their own.
    @Override
    public boolean equals(Object other) {
        return other instanceof Definition that
                && Objects.equals(name, that.name)
                && Objects.equals(description, that.description)
                && Objects.equals(per, that.per)
                && Objects.equals(tripOn, that.tripOn)
                && Objects.equals(openFor, that.openFor)
                && maxConcurrent == that.maxConcurrent
                && Objects.equals(halfOpen, that.halfOpen)
                && Objects.equals(failures, that.failures)
                && Objects.equals(answer, that.answer)
                && alsoOnFailure == that.alsoOnFailure
                && startAs == that.startAs
                && Objects.equals(onTransition, that.onTransition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name,
                description,
                per,
                tripOn,
                openFor,
                maxConcurrent,
                halfOpen,
                failures,
                answer,
                alsoOnFailure,
                startAs,
                onTransition);
    }

    /**
     * Whether methods are guarded under the other as under this: they give the same answers, and are split and judged by the same
     * expressions. The rest is the breaker's own affair.
     */
    public boolean guardsAs(Definition other) {
        return answer.equals(other.answer)
                && alsoOnFailure == other.alsoOnFailure
                && Objects.equals(per, other.per)
                && Objects.equals(failures.resultIf, other.failures.resultIf)
                && Objects.equals(failures.exceptionIf, other.failures.exceptionIf)
                && (failures.exceptionIf == null || failures.exceptions.equals(other.failures.exceptions));
    }

    public boolean hasExpressions() {
        return per != null || failures.resultIf != null || failures.exceptionIf != null;
    }

    /**
     * Whether a breaker under the other counts and decides as under this: they differ in nothing but what people and
     * callers are told, in the state that it begins in, and in how it is split.
     */
    boolean decidesAs(Definition other) {
        return tripOn.equals(other.tripOn)
                && openFor.equals(other.openFor)
                && maxConcurrent == other.maxConcurrent
                && halfOpen.equals(other.halfOpen)
                && failures.equals(other.failures);
    }

    /**
     * The criteria, any of which opens the breaker.
     *
     * @param consecutiveFailures failures in a row, 1 to 1,000,000; 0 where it is no criterion
     * @param netFailures failures minus successes, 1 to 1,000,000; 0 where it is no criterion
     * @param failureRate percent of failures in the window, more than 0 to 100; 0 where it is no criterion
     * @param slowRate percent of slow calls in the window, more than 0 to 100; 0 where it is no criterion
     * @param slowerThan how long a slow call takes at least; null where no call is slow. Without a slow rate, a slow call
     *     is a failure
     * @param window what the rates look back on; there whether or not a rate is a criterion
     * @param minimumCalls calls in the window before a rate counts, at least 1, and at most the window's calls
     */
    public record TripOn(
            int consecutiveFailures,
            int netFailures,
            double failureRate,
            double slowRate,
            Duration slowerThan,
            Window window,
            int minimumCalls) {

        public static final TripOn DEFAULT = counts(5, 0);

        public TripOn {
            Objects.requireNonNull(window);
            if (consecutiveFailures <= 0 && netFailures <= 0 && failureRate <= 0 && slowRate <= 0) {
                throw new IllegalArgumentException("no criterion");
            }
            if (failureRate > 100 || slowRate > 100 || slowRate > 0 && slowerThan == null || minimumCalls < 1) {
                throw new IllegalArgumentException("a criterion that can't hold");
            }
        }

        /** Without rates. */
        public static TripOn counts(int consecutiveFailures, int netFailures) {
            return new TripOn(consecutiveFailures, netFailures, 0, 0, null, Window.DEFAULT, Window.MINIMUM_CALLS);
        }

        /** Whether outcomes are kept in a window. */
        public boolean hasRate() {
            return failureRate > 0 || slowRate > 0;
        }

        /** Whether a slow call is a failure. */
        public boolean slowIsFailure() {
            return slowerThan != null && slowRate <= 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TripOn that
                    && consecutiveFailures == that.consecutiveFailures
                    && netFailures == that.netFailures
                    && Double.compare(failureRate, that.failureRate) == 0
                    && Double.compare(slowRate, that.slowRate) == 0
                    && Objects.equals(slowerThan, that.slowerThan)
                    && Objects.equals(window, that.window)
                    && minimumCalls == that.minimumCalls;
        }

        @Override
        public int hashCode() {
            return Objects.hash(
                    consecutiveFailures, netFailures, failureRate, slowRate, slowerThan, window, minimumCalls);
        }
    }

    /**
     * What the rates look back on: one of the two.
     *
     * @param calls the last so many calls, 1 to 100,000; 0 for a span
     * @param span the calls that ended within it, 1 s to 1 h; null for calls
     */
    public record Window(int calls, Duration span) {
        public static final Window DEFAULT = new Window(100, null);

        /** The default of {@code minimum-calls}, where the window has room for as many. */
        public static final int MINIMUM_CALLS = 20;

        public Window {
            if (calls > 0 == (span != null)) {
                throw new IllegalArgumentException("a number of calls, or a span of time");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Window that && calls == that.calls && Objects.equals(span, that.span);
        }

        @Override
        public int hashCode() {
            return Objects.hash(calls, span);
        }
    }

    /**
     * How long a breaker stays open. Grows with each opening that follows a failed trial.
     *
     * @param initial the first time, and after it was closed; more than zero
     * @param multiplier for each further time, at least 1
     * @param maximum that it does not grow beyond; null for none
     * @param jitter percent by which each wait may be shorter or longer, evenly drawn; 0 to 50
     */
    public record OpenFor(Duration initial, double multiplier, Duration maximum, double jitter) {
        public static final OpenFor DEFAULT = always(Duration.ofSeconds(30));

        public OpenFor {
            if (initial.isNegative() || initial.isZero() || multiplier < 1 || jitter < 0 || jitter > 50) {
                throw new IllegalArgumentException("no time to be open for: " + initial);
            }
        }

        /** The same each time. */
        public static OpenFor always(Duration wait) {
            return new OpenFor(wait, 1, null, 0);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OpenFor that
                    && Objects.equals(initial, that.initial)
                    && Double.compare(multiplier, that.multiplier) == 0
                    && Objects.equals(maximum, that.maximum)
                    && Double.compare(jitter, that.jitter) == 0;
        }

        @Override
        public int hashCode() {
            return Objects.hash(initial, multiplier, maximum, jitter);
        }
    }

    /**
     * How an open breaker finds its way back.
     *
     * @param calls trials that must finish before the verdict, at least 1
     * @param concurrent trials in flight at one time, at least 1
     * @param failureRate percent of failed trials at which it reopens, more than 0 to 100; 0 where the first failed one does
     * @param callTimeout after which an unfinished trial has failed; null for the current wait of {@code open-for}
     */
    public record HalfOpenTerms(int calls, int concurrent, double failureRate, Duration callTimeout) {
        public static final HalfOpenTerms DEFAULT = new HalfOpenTerms(1, 1, 0, null);

        public HalfOpenTerms {
            if (calls < 1 || concurrent < 1 || failureRate < 0 || failureRate > 100) {
                throw new IllegalArgumentException("at least one trial");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HalfOpenTerms that
                    && calls == that.calls
                    && concurrent == that.concurrent
                    && Double.compare(failureRate, that.failureRate) == 0
                    && Objects.equals(callTimeout, that.callTimeout);
        }

        @Override
        public int hashCode() {
            return Objects.hash(calls, concurrent, failureRate, callTimeout);
        }
    }

    /**
     * Which outcomes are failures. Names are those of classes, whose subclasses count too.
     *
     * @param exceptions only these are failures; empty for every exception and error
     * @param ignore these are ignored, whatever {@code exceptions} says
     * @param others what an exception is that {@code exceptions} or {@code exceptionIf} leaves out
     * @param exceptionIf of the exceptions that would be failures, only those for which this holds are; null for all
     * @param resultIf a result for which this holds is a failure; null for none
     */
    public record FailureTerms(
            List<String> exceptions, List<String> ignore, Others others, Expression exceptionIf, Expression resultIf) {
        public static final FailureTerms DEFAULT = new FailureTerms(List.of(), List.of(), Others.IGNORED);

        public FailureTerms {
            exceptions = List.copyOf(exceptions);
            ignore = List.copyOf(ignore);
            Objects.requireNonNull(others);
        }

        /** Exceptions are told by their types alone, and no result is a failure. */
        public FailureTerms(List<String> exceptions, List<String> ignore, Others others) {
            this(exceptions, ignore, others, null, null);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FailureTerms that
                    && Objects.equals(exceptions, that.exceptions)
                    && Objects.equals(ignore, that.ignore)
                    && others == that.others
                    && Objects.equals(exceptionIf, that.exceptionIf)
                    && Objects.equals(resultIf, that.resultIf);
        }

        @Override
        public int hashCode() {
            return Objects.hash(exceptions, ignore, others, exceptionIf, resultIf);
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
