package dev.tripcoil.breaker;

/** The states of a breaker, by the names that YAML, JMX and the log show. */
public enum StateName {
    /** Calls go through and are counted. */
    CLOSED,
    /** Calls are refused until {@code open-for} has passed. */
    OPEN,
    /** A few calls go through as trials. */
    HALF_OPEN,
    /** By hand: calls are refused until another operation. */
    FORCED_OPEN,
    /** By hand: calls go through and only the totals count them. */
    DISABLED,
    /** By hand: calls go through and are counted, and nothing opens the breaker. */
    METRICS_ONLY
}
