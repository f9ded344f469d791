package dev.tripcoil.jmx;

import dev.tripcoil.breaker.Breaker;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/** What the agent's MBean shows. Implementations are thread-safe. */
public interface AgentView {

    String version();

    /** As it was given; null if none was. */
    String rulesFile();

    /** Null while no rules are in force. */
    Date rulesLoadedAt();

    List<String> rulesErrors();

    List<String> rulesWarnings();

    int wovenClasses();

    int wovenMethods();

    List<String> unmatchedRules();

    List<String> skippedMethods();

    long weavingFailures();

    long internalErrors();

    /** In the order of the rules file. */
    Collection<Breaker> breakers();

    /** {@code class#method(types)returns}, those woven so far. */
    List<String> guardedMethods(String breaker);

    /** The definition in force, as YAML. */
    String definition(Breaker breaker);

    /** Looks at the rules file now; returns when what it says is in force, or known to be wrong. */
    void reload();
}
