package dev.tripcoil.agent;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleChange;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.SplitBreaker;
import dev.tripcoil.breaker.StateName;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.jmx.AgentView;
import dev.tripcoil.rules.DefinitionYaml;
import dev.tripcoil.rules.RuleSet;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The agent of this JVM: the rules in force, their breakers, and what they guard. Rules come into force by one call,
 * {@link #apply}, whoever brings them. Thread-safe.
 */
final class Agent implements AgentView {

    private final Instrumentation instrumentation;
    private final String version;
    private final String rulesFile;
    private final boolean attached;
    private final Log log;
    private final WarmUp warmUp = new WarmUp();
    private final LogReports reports;
    private final Sites sites;
    private final AgentClock clock = new AgentClock();
    private final Guard guard;
    private final TransitionHooks hooks;
    private final Announcer announcer;
    private final Retransformation retransformation;

    /** Null until there are rules, so that it costs no class anything. */
    private Transformer transformer;

    private final RuleWeaver noRules;
    private volatile InForce inForce;
    private Late late;
    private volatile List<String> rulesErrors = List.of();
    private volatile List<String> fileWarnings = List.of();
    private volatile Runnable reload = new Nothing();

    /** The rules in force, with all that belongs to them; null rules where there are none. */
    private record InForce(RuleSet rules, Map<String, Breaker> breakers, RuleWeaver weaver, Date since) {
        Coverage coverage() {
            return weaver.coverage();
        }
    }

    /** Classes that may have passed by a change of rules: they are looked for at the next tick. */
    private record Late(RuleChange change, Set<String> names) {}

    private record Nothing() implements Runnable {
        @Override
        public void run() {}
    }

    /**
     * What a change of rules came to, for people: the names of breakers, and what is to be known of them.
     *
     * @param retransformed classes
     */
    record Change(List<String> added, List<String> changed, List<String> removed, int retransformed) {}

    /**
     * @param rulesFile as it was given, or null
     * @param attached whether the application ran before the agent came
     * @param listeners told of every transition
     */
    Agent(
            Instrumentation instrumentation,
            String version,
            String rulesFile,
            boolean attached,
            Log log,
            Announcer.Listener... listeners) {
        this.instrumentation = instrumentation;
        this.version = version;
        this.rulesFile = rulesFile;
        this.attached = attached;
        this.log = log;
        reports = new LogReports(log);
        sites = new Sites(reports);
        guard = new Guard(sites, reports);
        hooks = new TransitionHooks(log, guard, sites);
        Announcer.Listener[] all = Arrays.copyOf(listeners, listeners.length + 1);
        all[listeners.length] = hooks; // last: the others say what the application is about to hear
        announcer = new Announcer(this, all);
        retransformation = new Retransformation(instrumentation);
        noRules =
                new RuleWeaver(List.of(), Map.of(), sites, new Coverage(List.of()), new TrustedLookup(instrumentation));
        inForce = new InForce(null, Map.of(), noRules, null);
    }

    Guard guard() {
        return guard;
    }

    Announcer announcer() {
        return announcer;
    }

    TransitionHooks hooks() {
        return hooks;
    }

    boolean hasRules() {
        return inForce.rules() != null;
    }

    /** Whether the breaker belongs to the rules in force, and not to earlier ones. */
    boolean isInForce(Breaker breaker) {
        Breaker own = inForce.breakers().get(breaker.name());
        return own == breaker
                || own != null && own.split() != null && own.split() == breaker.split(); // also if its key has gone
    }

    /** Loads what the rules will need, so that {@link #apply} need not. */
    synchronized void warmUp(RuleSet rules) {
        warmUp.run(getClass().getClassLoader(), rules, log);
    }

    /**
     * Puts rules in force, in place of those that are: makes, changes and retires breakers, and guards the classes that are there
     * and those to come. What stays as it was is left in peace: breakers keep what they have counted, and classes their guards.
     *
     * @param maxKeys the most breakers that one {@code per} may make
     */
    synchronized Change apply(RuleSet rules, int maxKeys) {
        warmUp(rules);
        InForce before = inForce;
        Map<String, Breaker> breakers = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (Definition definition : rules.breakers().values()) {
            Breaker breaker = before.breakers().get(definition.name());
            if (breaker == null) {
                breaker = made(definition, maxKeys);
                added.add(definition.name());
            } else if (!Objects.equals(breaker.definition().per(), definition.per())) {
                breaker = made(definition, maxKeys);
                changed.add(definition.name() + " (begins anew)");
            } else if (!breaker.definition().equals(definition)) {
                redefine(breaker, definition);
                changed.add(definition.name() + staysByHand(breaker));
            }
            if (breaker.split() != null && breaker.split().limit() != maxKeys) {
                breaker.split().limitTo(maxKeys);
            }
            breakers.put(definition.name(), breaker);
        }
        List<String> removed = new ArrayList<>(before.breakers().keySet());
        removed.removeAll(breakers.keySet());
        rulesErrors = List.of();
        fileWarnings = List.of();
        int retransformed = put(new InForce(
                rules,
                Collections.unmodifiableMap(breakers),
                before.weaver().succeededBy(rules.rules(), breakers, new Coverage(rules.rules())),
                new Date()));
        return new Change(added, changed, removed, retransformed);
    }

    /** The unsplit one, where it is split. */
    private Breaker made(Definition definition, int maxKeys) {
        return definition.per() == null
                ? new Breaker(definition, clock, announcer)
                : new SplitBreaker(definition, maxKeys, clock, announcer).unsplit();
    }

    private static void redefine(Breaker breaker, Definition next) {
        if (breaker.split() == null) {
            breaker.redefine(next);
        } else {
            breaker.split().redefine(next);
        }
    }

    /** Who takes {@code start-as} out of the rules may expect the breaker to follow, which it does at the next start only. */
    private static String staysByHand(Breaker breaker) {
        StateName state = breaker.status().state();
        boolean byHand =
                state == StateName.FORCED_OPEN || state == StateName.DISABLED || state == StateName.METRICS_ONLY;
        return byHand && !state.name().equals(breaker.definition().startAs().name()) ? " (stays " + state + ")" : "";
    }

    private int put(InForce next) {
        boolean first = transformer == null;
        if (first) {
            transformer = new Transformer(inForce.weaver(), guard);
            instrumentation.addTransformer(transformer, true);
        }
        RuleChange change = new RuleChange(inForce.weaver(), next.weaver());
        transformer.use(next.weaver());
        inForce = next;
        sites.keepOnly(next.breakers().values());
        clock.tell(next.breakers().values());
        reports.forget();
        hooks.use(next.rules());
        change.carryOver();
        late = new Late(change, first && attached ? null : transformer.onTheWay());
        return retransformation.run(change);
    }

    /** Looks again at classes that the rules could not be applied to as they were loaded. */
    synchronized void decideLate() {
        if (transformer == null) {
            return;
        }
        if (late != null) {
            Late looked = late;
            late = null;
            retransformation.catchUp(looked.change(), looked.names());
        }
        retransformation.decide(inForce.weaver());
    }

    /** Lets go of last results that are too old to be given. */
    void letGoOfOldResults() {
        sites.sweep();
    }

    /** Whether any rule has an expression. */
    boolean hasExpressions() {
        RuleSet rules = inForce.rules();
        if (rules == null) {
            return false;
        }
        for (Definition definition : rules.breakers().values()) {
            if (definition.hasExpressions()) {
                return true;
            }
        }
        return false;
    }

    /** Has the compiler ready for them. */
    void warmUpExpressions() {
        inForce.weaver().warmUpExpressions();
    }

    /** Compiles the expressions of the methods that have been woven lately: their calls need not wait for it then. */
    void compileExpressions() {
        inForce.weaver().compileExpressions();
    }

    /** Which has a thread of its own where it is needed. */
    AgentClock clock() {
        return clock;
    }

    /** Gives every class back as it was, and lets calls through from now on. There is no way back. */
    synchronized void leave() {
        if (transformer == null) {
            return;
        }
        put(new InForce(null, Map.of(), noRules, null));
        retransformation.catchUp(late.change(), late.names());
        instrumentation.removeTransformer(transformer);
    }

    /** What {@link #reload} is to do. */
    void reloadBy(Runnable action) {
        reload = action;
    }

    @Override
    public void reload() {
        reload.run();
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
        all.addAll(hooks.problems());
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
        RuleWeaver weaver = inForce.weaver();
        retransformation.reportUnchangeable(weaver);
        return weaver.coverage().skippedMethods();
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
        Collection<Breaker> unsplit = inForce.breakers().values();
        List<Breaker> all = new ArrayList<>(unsplit.size());
        for (Breaker breaker : unsplit) {
            if (breaker.split() == null) {
                all.add(breaker);
            } else {
                all.addAll(breaker.split().breakers());
            }
        }
        return all;
    }

    /** Those of the rules in force that are split by key. */
    List<SplitBreaker> splits() {
        List<SplitBreaker> splits = new ArrayList<>();
        for (Breaker breaker : inForce.breakers().values()) {
            if (breaker.split() != null) {
                splits.add(breaker.split());
            }
        }
        return splits;
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
