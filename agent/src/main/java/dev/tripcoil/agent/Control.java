package dev.tripcoil.agent;

import dev.tripcoil.rules.AgentArguments;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.Settings;
import java.time.Duration;
import java.util.List;

/** The agent's housekeeping: publishes the MBeans once that is safe, then looks after the rules file. */
final class Control implements Runnable {

    /**
     * How long main has for setting up its log manager and MBean server builder, before this thread's use of JMX would
     * decide for it.
     */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** After which an application counts as begun though its main thread shows no sign of it, as under a native launcher. */
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    /** How often there is something to do, other than the rules file. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Agent agent;
    private final Log log;
    private final RulesWatch watch;
    private final AgentArguments arguments;
    private final JmxPublisher jmx;
    private final JfrPublisher jfr;

    private Settings settings;

    /** Null once the MBeans are there: it holds the main thread, with all that hangs on it. */
    private ApplicationStart application;

    /**
     * @param watch null where there is no rules file to watch
     */
    Control(
            Agent agent,
            Log log,
            RulesWatch watch,
            AgentArguments arguments,
            Settings settings,
            JmxPublisher jmx,
            JfrPublisher jfr,
            ApplicationStart application) {
        this.agent = agent;
        this.log = log;
        this.watch = watch;
        this.arguments = arguments;
        this.settings = settings;
        this.jmx = jmx;
        this.jfr = jfr;
        this.application = application;
    }

    @Override
    public void run() {
        publish();
        long lookedAt = System.nanoTime();
        while (watch != null) {
            Duration reload = settings.reload();
            sleep(reload != null && reload.compareTo(TICK) < 0 ? reload : TICK);
            decideLate();
            jfr.look(agent.guard());
            if (reload != null && System.nanoTime() - lookedAt >= reload.toNanos()) {
                try {
                    look();
                } catch (Throwable e) {
                    log.error(watch.path() + ": could not be looked at: " + e);
                }
                lookedAt = System.nanoTime();
            }
        }
    }

    private void decideLate() {
        try {
            agent.decideLate();
        } catch (Throwable e) {
            log.error("classes whose super types could not be found as they were loaded stay unguarded: " + e);
        }
    }

    private void publish() {
        try {
            awaitApplication();
            jfr.look(agent.guard());
            if (!JmxPublisher.isAvailable()) {
                return;
            }
            awaitItsSettings();
            jmx.publish(agent, settings.jmxDomain(), application.contextLoader());
        } catch (Throwable e) {
            log.error("JMX shows nothing of the agent, though it guards as the rules say: " + e);
        } finally {
            application = null;
        }
    }

    private void awaitApplication() {
        if (application.wasRunning()) {
            return;
        }
        long latest = System.nanoTime() + LONGEST_START.toNanos();
        while (!application.hasBegun() && System.nanoTime() - latest < 0) {
            sleep(POLL);
        }
    }

    private void awaitItsSettings() {
        if (!application.wasRunning() && !isJmxInUse()) {
            sleep(GRACE);
        }
    }

    /** With remote JMX on the command line the JVM itself has made the MBean server, before main. */
    private static boolean isJmxInUse() {
        return System.getProperty("com.sun.management.jmxremote") != null
                || System.getProperty("com.sun.management.jmxremote.port") != null;
    }

    private void look() {
        if (!watch.hasChanged()) {
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
        if (!agent.hasRules()) {
            takeEffect(rules);
        } else if (watch.isInForce()) {
            agent.found(List.of(), List.of());
            log.info(watch.path() + ": is again as it was loaded, and in force");
        } else {
            String notYet =
                    watch.path() + ": has changed since it was loaded; restart the application for the change to"
                            + " take effect (this version reads good rules only once)";
            agent.found(List.of(), List.of(notYet));
            log.warn(notYet);
        }
    }

    /** The first good rules, and what they say of the agent itself, as if they had been there at the start. */
    private void takeEffect(RuleSet rules) {
        Settings before = settings;
        settings = arguments.over(rules.settings());
        log.setLevel(settings.logLevel());
        if (before.logFile() == null) {
            log.open(settings.logFile());
        }
        Boot.takeEffect(rules, agent, watch, List.of(), log);
        jmx.publishBreakers(agent);
        log.info(watch.path() + ": is good now, and in force");
        for (String warning : rules.warnings()) {
            log.warn(warning);
        }
        if (!settings.jmxDomain().equals(before.jmxDomain())) {
            String notYet = watch.path() + ": jmx-domain " + settings.jmxDomain()
                    + " takes effect at the next start; until then it is " + before.jmxDomain();
            agent.found(List.of(), List.of(notYet));
            log.warn(notYet);
        }
    }

    private static void sleep(Duration span) {
        try {
            Thread.sleep(span.toMillis());
        } catch (InterruptedException e) {
            // nobody of ours interrupts this thread: go on
        }
    }
}
