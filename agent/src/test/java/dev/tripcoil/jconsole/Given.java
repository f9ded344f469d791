package dev.tripcoil.jconsole;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.TransitionStatus;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.management.ObjectName;

/** What a guarded JVM might show. */
final class Given {

    /** Some moment, by the JVM's clock. */
    static final long NOW = 1_795_277_507_485L;

    private Given() {}

    static ObjectName bean(String name) {
        return Poller.objectName("dev.tripcoil:type=CircuitBreaker,name=" + name);
    }

    static BreakerRow row(String name, String state) {
        return row(name, state, 0, 0, 0);
    }

    static BreakerRow row(String name, String state, long calls, long failed, long rejected) {
        Date halfOpenAt = state.equals("OPEN") ? new Date(NOW + 30_000) : null;
        return new BreakerRow(bean(name), name, null, state, new Date(NOW), calls, failed, rejected, halfOpenAt);
    }

    static BreakerRow keyed(String name, String key) {
        ObjectName bean = Poller.objectName(bean(name) + ",key=" + ObjectName.quote(key));
        return new BreakerRow(bean, name, key, "CLOSED", new Date(NOW), 0, 0, 0, null);
    }

    static BreakerStatus status(String name, String state, int failures, double rate, TransitionStatus... transitions) {
        return new BreakerStatus(
                bean(name),
                name,
                null,
                null,
                state,
                new Date(NOW),
                null,
                null,
                failures,
                0,
                rate,
                -1,
                0,
                0,
                0,
                0,
                0,
                0,
                -1,
                -1,
                -1,
                -1,
                -1,
                -1,
                0,
                null,
                null,
                null,
                List.of(),
                List.of(transitions));
    }

    static Snapshot snapshot(long at, BreakerRow... rows) {
        List<Snapshot.Line> lines = new ArrayList<>();
        for (BreakerRow row : rows) {
            lines.add(new Snapshot.Line(row, null, null));
        }
        return new Snapshot(new JvmClock(at, System.nanoTime()), "4711@host", agent(List.of()), lines, null);
    }

    static AgentStatus agent(List<String> errors) {
        return new AgentStatus(
                new Date(NOW), "1.0", "rules.yaml", new Date(NOW), errors, List.of(), 1, 1, List.of(), List.of(), 0, 0);
    }

    static TransitionStatus transition(long number, long at, String from, String to) {
        return new TransitionStatus(number, new Date(at), from, to, "why " + number);
    }
}
