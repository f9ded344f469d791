package dev.tripcoil.client;

import java.util.Date;
import java.util.List;

/**
 * What the agent's MBean showed.
 *
 * @param now what the clock of its JVM showed then
 * @param rulesFile null if none was given
 * @param rulesLoadedAt null while no rules are in force
 */
public record AgentStatus(
        Date now,
        String version,
        String rulesFile,
        Date rulesLoadedAt,
        List<String> rulesErrors,
        List<String> rulesWarnings,
        int wovenClasses,
        int wovenMethods,
        List<String> unmatchedRules,
        List<String> skippedMethods,
        long weavingFailures,
        long internalErrors) {

    static final String[] ATTRIBUTES = {
        "Version",
        "RulesFile",
        "RulesLoadedAt",
        "RulesErrors",
        "RulesWarnings",
        "WovenClasses",
        "WovenMethods",
        "UnmatchedRules",
        "SkippedMethods",
        "WeavingFailures",
        "InternalErrors"
    };

    /** Those that cost the JVM little. */
    static final String[] ATTRIBUTES_AT_A_GLANCE = {
        "Version",
        "RulesFile",
        "RulesLoadedAt",
        "RulesErrors",
        "RulesWarnings",
        "WovenClasses",
        "WovenMethods",
        "WeavingFailures",
        "InternalErrors"
    };

    static AgentStatus of(Attributes of, Date now) {
        return new AgentStatus(
                now,
                of.text("Version"),
                of.text("RulesFile"),
                of.date("RulesLoadedAt"),
                of.lines("RulesErrors"),
                of.lines("RulesWarnings"),
                (int) of.number("WovenClasses"),
                (int) of.number("WovenMethods"),
                of.lines("UnmatchedRules"),
                of.lines("SkippedMethods"),
                of.number("WeavingFailures"),
                of.number("InternalErrors"));
    }

    /** The same with these two, which take the JVM some time to find. */
    public AgentStatus with(List<String> theUnmatched, List<String> theSkipped) {
        return new AgentStatus(
                now,
                version,
                rulesFile,
                rulesLoadedAt,
                rulesErrors,
                rulesWarnings,
                wovenClasses,
                wovenMethods,
                theUnmatched,
                theSkipped,
                weavingFailures,
                internalErrors);
    }
}
