package dev.tripcoil.client;

import java.util.Date;
import javax.management.ObjectName;

/**
 * A breaker in the table of the agent's MBean, which shows all of them at one time.
 *
 * @param key null where the breaker is not split
 * @param halfOpenAt null unless it is open
 */
public record BreakerRow(
        ObjectName bean,
        String name,
        String key,
        String state,
        Date stateSince,
        long calls,
        long failedCalls,
        long rejectedCalls,
        Date halfOpenAt) {}
