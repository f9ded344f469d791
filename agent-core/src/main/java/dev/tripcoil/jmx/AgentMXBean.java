package dev.tripcoil.jmx;

import java.util.Date;
import javax.management.openmbean.TabularData;

/** The agent: where its rules come from, what they guard, what they don't and why. */
@Describe("The Tripcoil agent: where its rules come from, what they guard, what they don't guard and why.")
public interface AgentMXBean {

    @Describe("The agent's version")
    String getVersion();

    @Describe("The rules file, as it was given; null if none was")
    String getRulesFile();

    @Describe("When the rules in force were read; null while there are none")
    Date getRulesLoadedAt();

    @Describe("What is wrong with the rules file, with positions; empty when the last look at it was fine")
    String[] getRulesErrors();

    @Describe("What is worth a look in the rules, but holds nothing up")
    String[] getRulesWarnings();

    @Describe("Classes with at least one guarded method")
    int getWovenClasses();

    @Describe("Guarded methods")
    int getWovenMethods();

    @Describe("Rules that have matched no method so far, and why")
    String[] getUnmatchedRules();

    @Describe("What a rule selects but could not be guarded, and why")
    String[] getSkippedMethods();

    @Describe("Classes that the agent failed to weave, and left as they were")
    long getWeavingFailures();

    @Describe("Faults of the agent's own code, each of which let its call through")
    long getInternalErrors();

    @Describe("Every breaker with its state and its most telling totals")
    TabularData getBreakers();

    @Describe("The breakers that refuse calls now: OPEN, HALF_OPEN or FORCED_OPEN")
    String[] getOpenBreakers();

    @Describe(
            "Looks at the rules file now, and puts it in force if it is good; what is wrong with it is in RulesErrors then.")
    void reload();

    @Describe("Closes every breaker and clears its counts, those set by hand included. The totals stay.")
    void resetAll();
}
