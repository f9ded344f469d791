package dev.tripcoil.agent;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.jmx.AgentView;
import dev.tripcoil.rules.DefinitionYaml;
import dev.tripcoil.rules.RuleSet;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The agent of this JVM: the rules in force, their breakers, and what they guard. Rules come into force by one call,
 * {@link #apply}, whoever brings them. Thread-safe.
 */
final class Agent implements AgentView {

    private final Instrumentation instrumentation;
    private final String version;
    private final String rulesFile;
    private final LogReports reports;
    private final Sites sites;
    private final Guard guard;
    private final Announcer announcer;

    private volatile InForce inForce = InForce.NOTHING;
    private volatile List<String> rulesErrors = List.of();
    private volatile List<String> fileWarnings = List.of();

    /** The rules in force, with all that belongs to them. */
    private record InForce(
            RuleSet rules,
            Map<String, Breaker> breakers,
            Coverage coverage,
            Retransformation retransformation,
            Date since) {
        static final InForce NOTHING = new InForce(null, Map.of(), new Coverage(List.of()), null, null);
    }

    /**
     * @param rulesFile as it was given, or null
     * @param listeners told of every transition
     */
    Agent(Instrumentation instrumentation, String version, String rulesFile, Log log, Announcer.Listener... listeners) {
        this.instrumentation = instrumentation;
        this.version = version;
        this.rulesFile = rulesFile;
        reports = new LogReports(log);
        sites = new Sites(reports);
        guard = new Guard(sites, reports);
        announcer = new Announcer(this, listeners);
    }

    Guard guard() {
        return guard;
    }

    Announcer announcer() {
        return announcer;
    }

    boolean hasRules() {
        return inForce.rules() != null;
    }

    /** Puts the first rules in force: makes their breakers, and guards the classes to come and those already there. */
    synchronized void apply(RuleSet rules) {
        Map<String, Breaker> breakers = new LinkedHashMap<>();
        for (Definition definition : rules.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), announcer));
        }
        Coverage coverage = new Coverage(rules.rules());
        RuleWeaver weaver = new RuleWeaver(rules.rules(), breakers, sites, coverage);
        Retransformation retransformation = new Retransformation(instrumentation, weaver, coverage);
        inForce = new InForce(rules, Collections.unmodifiableMap(breakers), coverage, retransformation, new Date());
        rulesErrors = List.of();
        fileWarnings = List.of();
        instrumentation.addTransformer(new Transformer(weaver, guard, coverage), true);
        retransformation.run();
    }

    /** Looks again at classes that the rules could not be applied to as they were loaded. */
    synchronized void decideLate() {
        Retransformation retransformation = inForce.retransformation();
        if (retransformation != null) {
            retransformation.decide();
        }
    }

    /** What the last look at the rules file found. */
    void found(List<String> errors, List<String> warnings) {
        rulesErrors = List.copyOf(errors);
        fileWarnings = List.copyOf(warnings);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String rulesFile() {
        return rulesFile;
    }

    @Override
    public Date rulesLoadedAt() {
        return inForce.since();
    }

    @Override
    public List<String> rulesErrors() {
        return rulesErrors;
    }

    @Override
    public List<String> rulesWarnings() {
        InForce now = inForce;
        List<String> all = new ArrayList<>(fileWarnings);
        if (now.rules() != null) {
            all.addAll(now.rules().warnings());
        }
        all.addAll(now.coverage().cautions());
        all.addAll(reports.problems());
        return all;
    }

    @Override
    public int wovenClasses() {
        return inForce.coverage().wovenClasses();
    }

    @Override
    public int wovenMethods() {
        return inForce.coverage().wovenMethods();
    }

    @Override
    public List<String> unmatchedRules() {
        return inForce.coverage().unmatchedRules();
    }

    @Override
    public List<String> skippedMethods() {
        InForce now = inForce;
        if (now.retransformation() != null) {
            now.retransformation().reportUnchangeable();
        }
        return now.coverage().skippedMethods();
    }

    @Override
    public long weavingFailures() {
        return inForce.coverage().failures();
    }

    @Override
    public long internalErrors() {
        return guard.internalErrors();
    }

    @Override
    public Collection<Breaker> breakers() {
        return inForce.breakers().values();
    }

    @Override
    public List<String> guardedMethods(String breaker) {
        return inForce.coverage().methodsOf(breaker);
    }

    @Override
    public String definition(Breaker breaker) {
        return DefinitionYaml.write(breaker.definition());
    }
}
