package dev.tripcoil.jconsole;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.client.BreakerStatus;
import java.util.List;

/**
 * What one look at the JVM has shown.
 *
 * @param clock the JVM's
 * @param jvm its name for itself, {@code 4711@host}
 * @param agent null where there is none in the JVM; its two dear attributes are as of some seconds ago
 * @param lines a line for each breaker, all of one moment but for their {@code status}
 * @param focus all that there is to know of the breaker that was asked for; null if none was, or it is gone
 */
record Snapshot(JvmClock clock, String jvm, AgentStatus agent, List<Line> lines, BreakerStatus focus) {

    /**
     * A breaker.
     *
     * @param status what the table does not show, perhaps of an earlier look; null if not asked for yet
     * @param why the reason of the transition into this state; null if not known
     */
    record Line(BreakerRow row, BreakerStatus status, String why) {}
}
