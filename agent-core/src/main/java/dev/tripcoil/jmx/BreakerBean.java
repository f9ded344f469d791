package dev.tripcoil.jmx;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.LastFailure;
import java.util.Date;
import javax.management.openmbean.TabularData;

/** One breaker's attributes and operations. Thread-safe. */
final class BreakerBean implements CircuitBreakerMXBean {

    private final Breaker breaker;
    private final AgentView agent;

    BreakerBean(Breaker breaker, AgentView agent) {
        this.breaker = breaker;
        this.agent = agent;
    }

    @Override
    public String getName() {
        return breaker.name();
    }

    @Override
    public String getKey() {
        return breaker.key();
    }

    @Override
    public String getDescription() {
        return breaker.definition().description();
    }

    @Override
    public String getState() {
        return breaker.status().state().name();
    }

    @Override
    public Date getStateSince() {
        return new Date(breaker.status().since());
    }

    @Override
    public Date getOpenedAt() {
        return date(breaker.status().openedAt());
    }

    @Override
    public Date getHalfOpenAt() {
        return date(breaker.status().halfOpenAt());
    }

    @Override
    public int getFailureCount() {
        return breaker.status().failureCount();
    }

    @Override
    public int getSuccessCount() {
        return breaker.status().successCount();
    }

    @Override
    public double getFailureRate() {
        return breaker.status().failureRate();
    }

    @Override
    public double getSlowCallRate() {
        return breaker.status().slowRate();
    }

    @Override
    public long getCalls() {
        return breaker.successfulCalls() + breaker.failedCalls() + breaker.ignoredCalls();
    }

    @Override
    public long getSuccessfulCalls() {
        return breaker.successfulCalls();
    }

    @Override
    public long getFailedCalls() {
        return breaker.failedCalls();
    }

    @Override
    public long getIgnoredCalls() {
        return breaker.ignoredCalls();
    }

    @Override
    public long getSlowCalls() {
        return breaker.slowCalls();
    }

    @Override
    public long getRejectedCalls() {
        return breaker.rejectedCalls();
    }

    @Override
    public int getCallsInFlight() {
        return breaker.callsInFlight();
    }

    @Override
    public int getSlowCallsInFlight() {
        return breaker.slowCallsInFlight();
    }

    @Override
    public long getOldestCallInFlightMillis() {
        return breaker.oldestCallInFlightMillis();
    }

    @Override
    public int getKeys() {
        return isUnsplitOne() ? breaker.split().keys() : -1;
    }

    @Override
    public long getEvictedKeys() {
        return isUnsplitOne() ? breaker.split().evicted() : -1;
    }

    @Override
    public long getSharedCalls() {
        return isUnsplitOne() ? breaker.split().shared() : -1;
    }

    private boolean isUnsplitOne() {
        return breaker.split() != null && breaker.key() == null;
    }

    @Override
    public long getTimesOpened() {
        return breaker.status().timesOpened();
    }

    @Override
    public String getLastFailure() {
        LastFailure last = breaker.lastFailure();
        return last == null ? null : last.text();
    }

    @Override
    public Date getLastFailureAt() {
        LastFailure last = breaker.lastFailure();
        return last == null ? null : new Date(last.epochMillis());
    }

    @Override
    public TabularData getRecentTransitions() {
        return TransitionTable.of(breaker.recentTransitions());
    }

    @Override
    public String getDefinition() {
        return agent.definition(breaker);
    }

    @Override
    public String[] getGuardedMethods() {
        return agent.guardedMethods(breaker.name()).toArray(new String[0]);
    }

    @Override
    public void trip() {
        breaker.trip();
    }

    @Override
    public void reset() {
        breaker.reset();
    }

    @Override
    public void forceOpen() {
        breaker.forceOpen();
    }

    @Override
    public void disable() {
        breaker.disable();
    }

    @Override
    public void metricsOnly() {
        breaker.metricsOnly();
    }

    private static Date date(long epochMillis) {
        return epochMillis == 0 ? null : new Date(epochMillis);
    }
}
