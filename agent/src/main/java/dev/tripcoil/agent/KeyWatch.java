package dev.tripcoil.agent;

import dev.tripcoil.breaker.SplitBreaker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Looks now and then which keys have come and gone, and has JMX show those that there are: what applications' threads bring and take
 * away, they tell nobody of, so that it costs them nothing. A key that comes and goes between two looks is never shown. For one thread.
 */
final class KeyWatch {

    /** Of which a key's MBean may be late. */
    static final Duration EVERY = Duration.ofMillis(250);

    /** Where keys come and go without end, this many times as long as the last look took nobody looks. */
    private static final int REST = 5;

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final Agent agent;
    private final Log log;
    private final JmxPublisher jmx;
    private final Map<SplitBreaker, Seen> seen = new HashMap<>(); // by identity: a breaker has no equals
    private long nextLook = System.nanoTime();
    private long nextTick = nextLook;

    /** What there was of a breaker at the last look. */
    private static final class Seen {
        private long changes;
        private long told;
        private long tellAt = System.nanoTime();
    }

    KeyWatch(Agent agent, Log log, JmxPublisher jmx) {
        this.agent = agent;
        this.log = log;
        this.jmx = jmx;
    }

    /** Whether there is anything to look at. */
    boolean isNeeded() {
        return !agent.splits().isEmpty() || !seen.isEmpty();
    }

    void look() {
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return;
        }
        List<SplitBreaker> splits = agent.splits();
        forgetAllBut(splits);
        boolean changed = false;
        for (SplitBreaker split : splits) {
            Seen last = seen.get(split);
            if (last == null) {
                last = new Seen();
                seen.put(split, last);
            }
            long changes = split.changes();
            changed |= changes != last.changes;
            last.changes = changes;
            tellOfShared(split, last, now);
            if (now - nextTick >= 0) {
                split.tick();
            }
        }
        if (now - nextTick >= 0) {
            nextTick = now + SECOND;
        }
        if (changed) {
            jmx.publishBreakers(agent);
            nextLook = System.nanoTime() + (System.nanoTime() - now) * REST;
        }
    }

    private void forgetAllBut(List<SplitBreaker> splits) {
        for (Iterator<SplitBreaker> each = seen.keySet().iterator(); each.hasNext(); ) {
            if (!splits.contains(each.next())) {
                each.remove();
            }
        }
    }

    /** At once when it begins, then once a minute at most. */
    private void tellOfShared(SplitBreaker split, Seen last, long now) {
        long shared = split.shared();
        if (shared > last.told && now - last.tellAt >= 0) {
            log.warn(split.unsplit().name() + ": " + Boot.count(split.keys(), "key")
                    + (split.keys() == 1 ? " is" : " are")
                    + " in use and none can go, as none is closed and idle: " + (shared - last.told)
                    + " further calls shared the unsplit breaker; agent.max-keys is " + split.limit());
            last.told = shared;
            last.tellAt = now + MINUTE;
        }
    }
}
