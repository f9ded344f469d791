package dev.tripcoil.jmx;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.StateName;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.management.openmbean.TabularData;

/** The agent's attributes and operations. Thread-safe. */
final class AgentBean implements AgentMXBean {

    private final AgentView agent;

    AgentBean(AgentView agent) {
        this.agent = agent;
    }

    @Override
    public String getVersion() {
        return agent.version();
    }

    @Override
    public String getRulesFile() {
        return agent.rulesFile();
    }

    @Override
    public Date getRulesLoadedAt() {
        return agent.rulesLoadedAt();
    }

    @Override
    public String[] getRulesErrors() {
        return array(agent.rulesErrors());
    }

    @Override
    public String[] getRulesWarnings() {
        return array(agent.rulesWarnings());
    }

    @Override
    public int getWovenClasses() {
        return agent.wovenClasses();
    }

    @Override
    public int getWovenMethods() {
        return agent.wovenMethods();
    }

    @Override
    public String[] getUnmatchedRules() {
        return array(agent.unmatchedRules());
    }

    @Override
    public String[] getSkippedMethods() {
        return array(agent.skippedMethods());
    }

    @Override
    public long getWeavingFailures() {
        return agent.weavingFailures();
    }

    @Override
    public long getInternalErrors() {
        return agent.internalErrors();
    }

    @Override
    public TabularData getBreakers() {
        return BreakerTable.of(agent.breakers());
    }

    @Override
    public String[] getOpenBreakers() {
        List<String> open = new ArrayList<>();
        for (Breaker breaker : agent.breakers()) {
            StateName state = breaker.status().state();
            if (state == StateName.OPEN || state == StateName.HALF_OPEN || state == StateName.FORCED_OPEN) {
                open.add(breaker.label());
            }
        }
        return array(open);
    }

    @Override
    public void reload() {
        agent.reload();
    }

    @Override
    public void resetAll() {
        for (Breaker breaker : agent.breakers()) {
            breaker.reset();
        }
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(new String[0]);
    }
}
