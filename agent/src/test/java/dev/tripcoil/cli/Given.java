package dev.tripcoil.cli;

import dev.tripcoil.client.AgentMark;
import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.FoundJvm;
import dev.tripcoil.client.TransitionStatus;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/** What a JVM might show. */
final class Given {

    static final Date NOW = new Date(1_800_000_000_000L);
    static final int[] UNLIMITED = {Integer.MAX_VALUE, Integer.MAX_VALUE};
    static final Terminal COLOURS = new Terminal(true, true, StandardCharsets.UTF_8);

    private Given() {}

    static Date ago(long millis) {
        return new Date(NOW.getTime() - millis);
    }

    static AgentStatus agent(List<String> errors) {
        return new AgentStatus(
                NOW, "1.2.3", "rules.yaml", ago(60_000), errors, List.of(), 1, 2, List.of(), List.of(), 0, 0);
    }

    static BreakerStatus closed(String name) {
        return breaker(name, null, "CLOSED", null, null);
    }

    static BreakerStatus keyed(String name, String key) {
        return breaker(name, key, "CLOSED", null, null);
    }

    static BreakerStatus open(String name, long forMillis, String lastFailure) {
        return breaker(name, null, "OPEN", new Date(NOW.getTime() + forMillis), lastFailure);
    }

    /** The unsplit one of a breaker with so many keys. */
    static BreakerStatus split(String name, int keys) {
        return breaker(name, null, "CLOSED", null, null, keys);
    }

    static BreakerStatus breaker(String name, String key, String state, Date halfOpenAt, String lastFailure) {
        return breaker(name, key, state, halfOpenAt, lastFailure, -1);
    }

    private static BreakerStatus breaker(
            String name, String key, String state, Date halfOpenAt, String lastFailure, int keys) {
        return new BreakerStatus(
                null,
                name,
                key,
                "what it is",
                state,
                ago(252_000),
                halfOpenAt == null ? null : ago(252_000),
                halfOpenAt,
                5,
                0,
                lastFailure == null ? -1 : 62.5,
                -1,
                30,
                20,
                9,
                1,
                0,
                7,
                -1,
                -1,
                -1,
                keys,
                keys < 0 ? -1 : 7,
                keys < 0 ? -1 : 5,
                halfOpenAt == null ? 0 : 1,
                lastFailure,
                lastFailure == null ? null : ago(252_000),
                name + ":\n  open-for: 30s\n",
                List.of("com.acme.Stock#fetch()int"),
                List.of(new TransitionStatus(1, ago(252_000), "CLOSED", "OPEN", "5 failures in a row")));
    }

    static FoundJvm guarded(long pid, String command) {
        return new FoundJvm(pid, "acme", command, new AgentMark("1.2.3", "rules.yaml"), null);
    }

    static FoundJvm unguarded(long pid) {
        return new FoundJvm(pid, "acme", "com.acme.Other", new AgentMark(null, null), null);
    }

    static FoundJvm unknown(long pid, String because) {
        return new FoundJvm(pid, "other", "com.acme.Other", null, because);
    }
}
