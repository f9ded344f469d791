package dev.tripcoil.jmx;

import java.util.Date;
import javax.management.openmbean.TabularData;

/**
 * One breaker. Reading an attribute makes a transition that time has made due, and takes no lock that a guarded call
 * takes. Totals are sums over threads: exact once calls have ended.
 */
@Describe("A circuit breaker of Tripcoil. trip() opens it as a failure would, reset() closes it and clears its counts, "
        + "forceOpen(), disable() and metricsOnly() hold until another operation.")
public interface CircuitBreakerMXBean {

    @Describe("The breaker's name in the rules file")
    String getName();

    @Describe("The value that this breaker is for, where the rules split it with 'per'; null otherwise")
    String getKey();

    @Describe("What the rules file says it is; null if nothing")
    String getDescription();

    @Describe("CLOSED, OPEN, HALF_OPEN, FORCED_OPEN, DISABLED or METRICS_ONLY")
    String getState();

    @Describe("When it entered that state")
    Date getStateSince();

    @Describe("When it last opened; null if never")
    Date getOpenedAt();

    @Describe("When an open breaker next lets a trial through; null in any other state")
    Date getHalfOpenAt();

    @Describe(
            "Failures that count towards opening now: in a row if that is a criterion, else failures minus successes, else in "
                    + "the window; while open, those that opened it")
    int getFailureCount();

    @Describe("Successful trials while half-open, else 0")
    int getSuccessCount();

    @Describe(
            "Failed calls in the window, in percent; while open, when it opened; -1 where no rate is a criterion, or the "
                    + "window holds too few calls")
    double getFailureRate();

    @Describe(
            "Slow calls in the window, in percent; while open, when it opened; -1 where no rate is a criterion, or the "
                    + "window holds too few calls")
    double getSlowCallRate();

    @Describe("Calls since start that were let through and have ended: successful, failed and ignored")
    long getCalls();

    @Describe("Calls since start that ended well")
    long getSuccessfulCalls();

    @Describe("Calls since start that failed")
    long getFailedCalls();

    @Describe("Calls since start that counted as neither success nor failure")
    long getIgnoredCalls();

    @Describe("Calls since start that were slow, those in flight among them; 0 where the rules don't say what is slow")
    long getSlowCalls();

    @Describe("Calls since start that were refused")
    long getRejectedCalls();

    @Describe("Calls under way now, where the definition needs to know; else -1")
    int getCallsInFlight();

    @Describe("Calls under way now that are slow already; -1 where the rules don't say what is slow")
    int getSlowCallsInFlight();

    @Describe(
            "How long the oldest call under way has taken so far, in milliseconds; 0 if there is none, -1 where the rules "
                    + "don't say what is slow")
    long getOldestCallInFlightMillis();

    @Describe(
            "Where the rules split it with 'per', keys that have a breaker of their own now; else -1, and for a key's own breaker")
    int getKeys();

    @Describe("Keys whose breakers have gone since start, to make room for others; -1 as above")
    long getEvictedKeys();

    @Describe(
            "Calls since start that shared this breaker though their key had none, as max-keys were in use and none could go; -1 as above")
    long getSharedCalls();

    @Describe("How often it has opened since start")
    long getTimesOpened();

    @Describe("The last failure that was counted; null if none")
    String getLastFailure();

    @Describe("When that was; null if never")
    Date getLastFailureAt();

    @Describe(
            "The last 20 changes of state, with the reason of each; where from and to are the same, METRICS_ONLY has kept it "
                    + "from opening")
    TabularData getRecentTransitions();

    @Describe("The definition in force, as YAML, with every default filled in")
    String getDefinition();

    @Describe("The methods that it guards, those woven so far: class#method(types)returns")
    String[] getGuardedMethods();

    @Describe(
            "Opens it now, as if it had failed: it recovers by itself after open-for. An open one waits again from now.")
    void trip();

    @Describe("Closes it, and clears its counts. The totals stay.")
    void reset();

    @Describe("Refuses every call until another operation.")
    void forceOpen();

    @Describe("Lets every call through, and counts nothing towards opening, until another operation.")
    void disable();

    @Describe("Lets every call through and counts as usual, but never opens, until another operation.")
    void metricsOnly();
}
