package dev.tripcoil.client;

import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.management.ObjectName;

/**
 * What a breaker's MBean showed, all of it at one time; the attributes mean what they mean there.
 *
 * @param key null where the breaker is not split
 * @param description null where the rules give none
 * @param failureRate in percent; -1 where there is none, or not yet
 * @param slowCallRate likewise
 * @param callsInFlight -1 where the definition does not need to know
 * @param keys where the breaker is split and this is the unsplit one, keys that have a breaker of their own; else -1
 * @param evictedKeys likewise, keys whose breakers have gone to make room
 * @param sharedCalls likewise, calls that shared this breaker as there was no room for their key's
 * @param recentTransitions the last ones, oldest first
 */
public record BreakerStatus(
        ObjectName bean,
        String name,
        String key,
        String description,
        String state,
        Date stateSince,
        Date openedAt,
        Date halfOpenAt,
        int failureCount,
        int successCount,
        double failureRate,
        double slowCallRate,
        long calls,
        long successfulCalls,
        long failedCalls,
        long ignoredCalls,
        long slowCalls,
        long rejectedCalls,
        int callsInFlight,
        int slowCallsInFlight,
        long oldestCallInFlightMillis,
        int keys,
        long evictedKeys,
        long sharedCalls,
        long timesOpened,
        String lastFailure,
        Date lastFailureAt,
        String definition,
        List<String> guardedMethods,
        List<TransitionStatus> recentTransitions) {

    static final String[] ATTRIBUTES = {
        "Name",
        "Key",
        "Description",
        "State",
        "StateSince",
        "OpenedAt",
        "HalfOpenAt",
        "FailureCount",
        "SuccessCount",
        "FailureRate",
        "SlowCallRate",
        "Calls",
        "SuccessfulCalls",
        "FailedCalls",
        "IgnoredCalls",
        "SlowCalls",
        "RejectedCalls",
        "CallsInFlight",
        "SlowCallsInFlight",
        "OldestCallInFlightMillis",
        "Keys",
        "EvictedKeys",
        "SharedCalls",
        "TimesOpened",
        "LastFailure",
        "LastFailureAt",
        "Definition",
        "GuardedMethods",
        "RecentTransitions"
    };

    /** Without those that are long, and seldom change. */
    static final String[] ATTRIBUTES_AT_A_GLANCE = Arrays.copyOf(ATTRIBUTES, ATTRIBUTES.length - 3);

    static BreakerStatus of(ObjectName bean, Attributes of) {
        return new BreakerStatus(
                bean,
                of.text("Name"),
                of.text("Key"),
                of.text("Description"),
                of.text("State"),
                of.date("StateSince"),
                of.date("OpenedAt"),
                of.date("HalfOpenAt"),
                (int) of.number("FailureCount"),
                (int) of.number("SuccessCount"),
                of.share("FailureRate"),
                of.share("SlowCallRate"),
                of.number("Calls"),
                of.number("SuccessfulCalls"),
                of.number("FailedCalls"),
                of.number("IgnoredCalls"),
                of.number("SlowCalls"),
                of.number("RejectedCalls"),
                (int) of.number("CallsInFlight"),
                (int) of.number("SlowCallsInFlight"),
                of.number("OldestCallInFlightMillis"),
                (int) of.known("Keys"),
                of.known("EvictedKeys"),
                of.known("SharedCalls"),
                of.number("TimesOpened"),
                of.text("LastFailure"),
                of.date("LastFailureAt"),
                of.text("Definition"),
                of.lines("GuardedMethods"),
                of.transitions("RecentTransitions"));
    }
}
