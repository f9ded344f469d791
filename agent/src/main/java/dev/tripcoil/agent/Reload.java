package dev.tripcoil.agent;

import dev.tripcoil.breaker.Caller;
import dev.tripcoil.rules.AgentArguments;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Looks at the rules file while the application runs, and puts what it says in force: all of it, or nothing where there is
 * something wrong with it. Thread-safe; one look at a time.
 */
final class Reload implements Runnable {

    private final Agent agent;
    private final Log log;
    private final RulesWatch watch;
    private final AgentArguments arguments;
    private final JmxPublisher jmx;

    /** Those that the JVM started with, or that followed a reload since. */
    private volatile Settings settings;

    private boolean hasLeft;

    /**
     * @param watch null where there is no rules file
     * @param settings those in force
     */
    Reload(Agent agent, Log log, RulesWatch watch, AgentArguments arguments, Settings settings, JmxPublisher jmx) {
        this.agent = agent;
        this.log = log;
        this.watch = watch;
        this.arguments = arguments;
        this.settings = settings;
        this.jmx = jmx;
    }

    Settings settings() {
        return settings;
    }

    /** Whether there is a file to look at. */
    boolean hasFile() {
        return watch != null;
    }

    /** From any thread: looks at the file now, though it may seem unchanged. */
    @Override
    public void run() {
        Caller work = agent.guard().beginOwnWork();
        try {
            look(true);
        } finally {
            agent.guard().endOwnWork(work);
        }
    }

    /** Looks at the file if its content is not what it was at the last look. */
    void ifChanged() {
        look(false);
    }

    /** No look has any effect from now on. */
    synchronized void leave() {
        hasLeft = true;
        agent.leave();
    }

    private synchronized void look(boolean wanted) {
        if (hasLeft || watch == null) {
            return;
        }
        if (watch.isPipe()) {
            if (wanted) {
                String unreadable =
                        watch.path() + ": is a pipe, and can't be read a second time; name a file in its place"
                                + " at the next start";
                agent.found(List.of(), List.of(unreadable));
                log.warn(unreadable);
            }
            return;
        }
        if (!wanted && (!watch.hasChanged() || !watch.isSettled())) {
            return;
        }
        RuleSet rules;
        try {
            rules = watch.read();
        } catch (RulesException e) {
            agent.found(e.problems(), List.of());
            String consequence =
                    agent.hasRules() ? "the rules in force stay in force" : "the application runs unguarded";
            log.error(Boot.asOneMessage(e.problems(), consequence));
            return;
        }
        if (agent.hasRules() && watch.isInForce()) {
            agent.found(List.of(), notYet(arguments.over(rules.settings())));
            log.info(watch.path() + ": is as it was loaded, and in force");
        } else {
            takeEffect(rules);
        }
    }

    private void takeEffect(RuleSet rules) {
        boolean first = !agent.hasRules();
        Settings wanted = arguments.over(rules.settings());
        if (first && settings.logFile() == null) {
            log.open(wanted.logFile()); // as if it had been there at the start
            settings = settings.withLogFile(wanted.logFile());
        }
        log.setLevel(wanted.logLevel());
        settings = settings.following(wanted);
        Agent.Change change = Boot.takeEffect(rules, settings, agent, watch);
        jmx.publishBreakers(agent);
        log.info(watch.path() + ": " + (first ? "is good now, and in force" : "reloaded: " + text(change)));
        List<String> notYet = notYet(wanted);
        agent.found(List.of(), notYet);
        for (String warning : notYet) {
            log.warn(warning);
        }
        for (String warning : rules.warnings()) {
            log.warn(warning);
        }
    }

    /** What the file says of the agent itself that has to wait. */
    private List<String> notYet(Settings wanted) {
        List<String> waiting = new ArrayList<>();
        if (!wanted.jmxDomain().equals(settings.jmxDomain())) {
            waiting.add(notYet("jmx-domain", wanted.jmxDomain(), settings.jmxDomain()));
        }
        if (!Objects.equals(wanted.logFile(), settings.logFile())) {
            waiting.add(notYet("log-file", or(wanted.logFile()), or(settings.logFile())));
        }
        return waiting;
    }

    private String notYet(String key, String wanted, String current) {
        return watch.path() + ": " + key + " " + wanted + " takes effect at the next start; until then it is "
                + current;
    }

    private static String or(String logFile) {
        return logFile == null ? "standard error" : logFile;
    }

    private static String text(Agent.Change change) {
        List<String> parts = new ArrayList<>();
        add(parts, "new", change.added());
        add(parts, "changed", change.changed());
        add(parts, "gone", change.removed());
        if (parts.isEmpty()) {
            parts.add("no breaker has changed");
        }
        parts.add(Boot.count(change.retransformed(), "class") + " woven anew");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String what, List<String> breakers) {
        if (!breakers.isEmpty()) {
            parts.add(what + ": " + String.join(", ", breakers));
        }
    }
}
