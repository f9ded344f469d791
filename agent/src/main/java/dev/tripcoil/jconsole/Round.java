package dev.tripcoil.jconsole;

import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.client.BreakerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;

/**
 * Which breakers to ask for what the table of all doesn't show, a request for each. With a thousand of them, or a slow
 * connection, not all can be asked in each round: first come those in whose row something has changed, then those that were
 * asked longest ago. Those that are idle are asked now and then.
 */
final class Round {

    static final long IDLE_NANOS = 10_000_000_000L;

    /** What was seen of a breaker when it was last asked. */
    record Asked(BreakerRow row, BreakerStatus status, long atNanos) {}

    private record Candidate(BreakerRow row, boolean urgent, long askedAt) {}

    private Round() {}

    static List<BreakerRow> of(List<BreakerRow> table, Map<ObjectName, Asked> asked, long nowNanos) {
        List<Candidate> candidates = new ArrayList<>();
        for (BreakerRow row : table) {
            Asked last = asked.get(row.bean());
            if (last == null) {
                candidates.add(new Candidate(row, true, nowNanos - Long.MAX_VALUE / 2));
            } else if (!last.row.equals(row)) {
                candidates.add(new Candidate(row, true, last.atNanos));
            } else if (nowNanos - last.atNanos >= IDLE_NANOS || last.status.callsInFlight() > 0) {
                candidates.add(new Candidate(row, false, last.atNanos));
            }
        }
        candidates.sort(Comparator.comparing((Candidate each) -> !each.urgent)
                .thenComparing(each -> StateLook.of(each.row.state()).isTrouble() ? 0 : each.urgent ? 1 : 0)
                .thenComparing(each -> each.askedAt - nowNanos));
        List<BreakerRow> round = new ArrayList<>();
        for (Candidate candidate : candidates) {
            round.add(candidate.row);
        }
        return round;
    }
}
