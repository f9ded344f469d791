package dev.tripcoil.agent;

import dev.tripcoil.breaker.Caller;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.rules.AgentArguments;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.Settings;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;

/**
 * Starts the agent: arguments, rules, hook, guards, and then the threads that do the rest once the application runs. Up
 * to there nothing is touched that an application may want to set up itself: no logging, no JMX, no service loading, no
 * sockets, no files but the rules.
 */
public final class Boot {

    private Boot() {}

    /** Called by name, from another class loader, before the application's main. */
    public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
        start(arguments, instrumentation, false);
    }

    /** Called by name, from another class loader, while the application runs. */
    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        start(arguments, instrumentation, true);
    }

    private static void start(String arguments, Instrumentation instrumentation, boolean running) throws Exception {
        Preload preload = new Preload(instrumentation, Boot.class.getClassLoader());
        if (!running) {
            preload.start();
        }
        String version = Boot.class.getPackage().getImplementationVersion();
        AgentArguments given = AgentArguments.parse(arguments, new Properties(), new Environment());
        Settings settings = given.over(Settings.DEFAULT);
        Log log = new Log(settings.logLevel(), running ? TimeZone.getDefault() : StartTimeZone.find());
        Path path = given.rules();
        JmxPublisher jmx = new JmxPublisher(log);
        JfrPublisher jfr = new JfrPublisher(log);
        Agent agent = new Agent(
                instrumentation,
                version,
                path == null ? null : path.toString(),
                running,
                log,
                new LogListener(log),
                jmx,
                jfr);
        List<String> problems = given.problems();
        RulesWatch watch = path == null ? null : new RulesWatch(path);
        RuleSet rules = null;
        if (path == null) {
            problems = append(
                    problems,
                    "no rules file was named: give -javaagent:tripcoil.jar=rules.yaml, or set the system property"
                            + " tripcoil.rules or the environment variable TRIPCOIL_RULES");
        } else {
            try {
                rules = watch.read();
                settings = given.over(rules.settings());
                log.setLevel(settings.logLevel());
            } catch (RulesException e) {
                problems = append(problems, e.problems().toArray(new String[0]));
            }
        }
        preload.awaitHook();
        HookInstaller.install(instrumentation, agent.guard());
        if (!problems.isEmpty()) {
            boolean stops = settings.onError() == Settings.OnError.EXIT && !running;
            String rest = rules == null ? "the application runs unguarded" : "the rest is in force";
            log.error(asOneMessage(problems, stops ? "the JVM stops, as on-error=exit says" : rest));
            if (stops) {
                System.exit(1);
            }
            agent.found(problems, List.of());
        }
        log.open(settings.logFile()); // not before: what is wrong at the start is said on standard error
        if (rules != null) {
            agent.warmUp(rules);
        }
        preload.end();
        if (rules != null) {
            takeEffect(rules, settings, agent, watch);
            agent.found(problems, List.of());
            sayWhatIsGuarded(log, version, rules);
        }
        if (!JmxPublisher.isAvailable()) {
            log.warn("this Java runtime has no java.management: the breakers work, but JMX can't show them");
        }
        AgentProperties properties = new AgentProperties(instrumentation, log);
        Reload reload = new Reload(agent, log, watch, given, settings, jmx);
        agent.reloadBy(reload);
        Control control = new Control(
                agent, log, reload, jmx, jfr, properties, new ApplicationStart(Thread.currentThread(), running));
        Thread announcing = start("tripcoil-announcer", new OwnWork(agent.guard(), agent.announcer()));
        Thread controlling = start("tripcoil-control", new OwnWork(agent.guard(), control));
        HookInstaller.announce(new Running(agent, log, reload, control, jmx, jfr, properties, announcing, controlling));
        if (running) {
            properties.announce(version, agent.rulesFile());
            properties.answer(problems.isEmpty() ? "ok: " + summary(rules) : String.join("; ", problems));
        }
    }

    // Classes rather than lambdas: the first lambda of a JVM costs its start-up some 20 ms.

    private static final class Properties implements UnaryOperator<String> {
        @Override
        public String apply(String name) {
            return System.getProperty(name);
        }
    }

    private static final class Environment implements UnaryOperator<String> {
        @Override
        public String apply(String name) {
            return System.getenv(name);
        }
    }

    private static void sayWhatIsGuarded(Log log, String version, RuleSet rules) {
        log.info("Tripcoil " + version + ": " + summary(rules));
        for (String warning : rules.warnings()) {
            log.warn(warning);
        }
    }

    private static String summary(RuleSet rules) {
        return count(rules.breakers().size(), "breaker") + " and "
                + count(rules.rules().size(), "rule") + " of " + rules.source() + " in force";
    }

    /** However many lines: what is wrong, and what becomes of the application. */
    static String asOneMessage(List<String> problems, String consequence) {
        if (problems.size() == 1) {
            return problems.get(0) + " (" + consequence + ")";
        }
        StringBuilder text = new StringBuilder(problems.size() + " problems; " + consequence + ":");
        for (String problem : problems) {
            text.append(System.lineSeparator()).append("  ").append(problem);
        }
        return text.toString();
    }

    /** Puts the rules in force, which the watch has just read. */
    static Agent.Change takeEffect(RuleSet rules, Settings settings, Agent agent, RulesWatch watch) {
        Agent.Change change = agent.apply(rules, settings.maxKeys());
        watch.tookEffect();
        return change;
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    private static List<String> append(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** What the agent's own threads call is not guarded. */
    private record OwnWork(Guard guard, Runnable work) implements Runnable {
        @Override
        public void run() {
            Caller own = guard.beginOwnWork();
            try {
                work.run();
            } finally {
                guard.endOwnWork(own);
            }
        }
    }

    /**
     * Daemons, outside the application's thread groups and class loaders. What a thread was made to do, its object keeps from JDK 21 on
     * when it has ended, and a debugger may keep that: so it is one of the JDK's own, which lets go of ours.
     */
    static Thread start(String name, Runnable work) {
        ThreadGroup system = Thread.currentThread().getThreadGroup();
        while (system.getParent() != null) {
            system = system.getParent();
        }
        Thread thread = new Thread(system, new FutureTask<>(work, null), name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return thread;
    }
}
