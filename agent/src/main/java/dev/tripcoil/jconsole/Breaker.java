package dev.tripcoil.jconsole;

import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.text.Labels;
import javax.management.ObjectName;

/** A breaker in the tab: what was last seen of it, and how its totals have grown. For the event thread. */
final class Breaker {

    final ObjectName bean;
    final RateHistory history = new RateHistory();
    private Snapshot.Line line;

    Breaker(ObjectName bean) {
        this.bean = bean;
    }

    void see(Snapshot.Line seen, JvmClock clock) {
        line = seen;
        history.add(clock.epochMillis(), seen.row());
    }

    BreakerRow row() {
        return line.row();
    }

    /** Null if it has not been asked for yet. */
    BreakerStatus status() {
        return line.status();
    }

    /** With its key, if it has one. */
    String title() {
        return Labels.of(row().name(), row().key());
    }

    StateLook look() {
        return StateLook.of(row().state());
    }

    /** Why it refuses calls; of one that does not, its last failure; null if there is nothing to tell. */
    String why() {
        if (line.why() != null && look() != StateLook.CLOSED) {
            return line.why();
        }
        String last = line.status() == null ? null : line.status().lastFailure();
        return last == null ? null : "last failure: " + last;
    }

    /** How long it stays open; null if it is not. */
    Long millisToHalfOpen(JvmClock clock) {
        return row().halfOpenAt() == null ? null : row().halfOpenAt().getTime() - clock.now();
    }
}
