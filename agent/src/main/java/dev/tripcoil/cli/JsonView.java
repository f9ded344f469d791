package dev.tripcoil.cli;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.FoundJvm;
import dev.tripcoil.client.TransitionStatus;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the commands print, as data. The names are those of the MBeans' attributes; what JMX shows as -1 is null here. */
final class JsonView {

    private JsonView() {}

    static Map<String, Object> of(FoundJvm jvm) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("pid", jvm.pid());
        data.put("user", jvm.user());
        data.put("command", jvm.command());
        data.put("guarded", jvm.agent() == null ? null : jvm.isGuarded());
        data.put("version", jvm.agent() == null ? null : jvm.agent().version());
        data.put("rulesFile", jvm.agent() == null ? null : jvm.agent().rules());
        data.put("unknownBecause", jvm.unknownBecause());
        return data;
    }

    static Map<String, Object> of(String jvm, AgentStatus agent) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("jvm", jvm);
        data.put("at", agent.now());
        data.put("version", agent.version());
        data.put("rulesFile", agent.rulesFile());
        data.put("rulesLoadedAt", agent.rulesLoadedAt());
        data.put("rulesErrors", agent.rulesErrors());
        data.put("rulesWarnings", agent.rulesWarnings());
        data.put("wovenClasses", agent.wovenClasses());
        data.put("wovenMethods", agent.wovenMethods());
        data.put("unmatchedRules", agent.unmatchedRules());
        data.put("skippedMethods", agent.skippedMethods());
        data.put("weavingFailures", agent.weavingFailures());
        data.put("internalErrors", agent.internalErrors());
        return data;
    }

    static Map<String, Object> of(String jvm, AgentStatus agent, List<BreakerStatus> breakers) {
        Map<String, Object> data = of(jvm, agent);
        List<Object> all = new ArrayList<>();
        for (BreakerStatus breaker : breakers) {
            all.add(of(breaker, agent.now()));
        }
        data.put("breakers", all);
        return data;
    }

    /** What a table of breakers shows, and a little more. */
    static Map<String, Object> of(BreakerStatus breaker, Date now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", breaker.name());
        data.put("key", breaker.key());
        data.put("description", breaker.description());
        data.put("state", breaker.state());
        data.put("stateSince", breaker.stateSince());
        data.put("openedAt", breaker.openedAt());
        data.put("halfOpenAt", breaker.halfOpenAt());
        data.put("halfOpenInMillis", breaker.halfOpenAt() == null ? null : millisTo(breaker.halfOpenAt(), now));
        data.put("failureCount", breaker.failureCount());
        data.put("successCount", breaker.successCount());
        data.put("failureRate", known(breaker.failureRate()));
        data.put("slowCallRate", known(breaker.slowCallRate()));
        data.put("calls", breaker.calls());
        data.put("successfulCalls", breaker.successfulCalls());
        data.put("failedCalls", breaker.failedCalls());
        data.put("ignoredCalls", breaker.ignoredCalls());
        data.put("slowCalls", breaker.slowCalls());
        data.put("rejectedCalls", breaker.rejectedCalls());
        data.put("callsInFlight", known(breaker.callsInFlight()));
        data.put("slowCallsInFlight", known(breaker.slowCallsInFlight()));
        data.put("oldestCallInFlightMillis", known(breaker.oldestCallInFlightMillis()));
        data.put("keys", known(breaker.keys()));
        data.put("evictedKeys", known(breaker.evictedKeys()));
        data.put("sharedCalls", known(breaker.sharedCalls()));
        data.put("timesOpened", breaker.timesOpened());
        data.put("lastFailure", breaker.lastFailure());
        data.put("lastFailureAt", breaker.lastFailureAt());
        return data;
    }

    /** Everything. */
    static Map<String, Object> inFull(String jvm, BreakerStatus breaker, Date now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("jvm", jvm);
        data.put("at", now);
        data.putAll(of(breaker, now));
        data.put("definition", breaker.definition());
        data.put("guardedMethods", breaker.guardedMethods());
        List<Object> transitions = new ArrayList<>();
        for (TransitionStatus transition : breaker.recentTransitions()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("number", transition.number());
            each.put("at", transition.at());
            each.put("from", transition.from());
            each.put("to", transition.to());
            each.put("why", transition.why());
            transitions.add(each);
        }
        data.put("recentTransitions", transitions);
        return data;
    }

    static Map<String, Object> change(BreakerStatus before, BreakerStatus after) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", before.name());
        data.put("key", before.key());
        data.put("from", before.state());
        data.put("to", after.state());
        return data;
    }

    /** A time that has passed is now: the breaker waits for its next call. */
    static long millisTo(Date then, Date now) {
        return Math.max(0, then.getTime() - now.getTime());
    }

    private static Number known(Number number) {
        return number.doubleValue() < 0 ? null : number;
    }
}
