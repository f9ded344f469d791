package dev.tripcoil.agent;

import dev.tripcoil.breaker.Ticker;
import java.time.Duration;

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

    /** How often what is kept for answers is looked at. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Agent agent;
    private final Log log;
    private final Reload reload;
    private final JmxPublisher jmx;
    private final JfrPublisher jfr;
    private final AgentProperties properties;
    private final Chores chores = new Chores(Ticker.system());

    /** Null once the MBeans are there: it holds the main thread, with all that hangs on it. */
    private ApplicationStart application;

    Control(
            Agent agent,
            Log log,
            Reload reload,
            JmxPublisher jmx,
            JfrPublisher jfr,
            AgentProperties properties,
            ApplicationStart application) {
        this.agent = agent;
        this.log = log;
        this.reload = reload;
        this.jmx = jmx;
        this.jfr = jfr;
        this.properties = properties;
        this.application = application;
    }

    /** Where there is more to do now and then, or at a moment. */
    Chores chores() {
        return chores;
    }

    @Override
    public void run() {
        if (agent.hasExpressions()) {
            warmUpExpressions();
        }
        chores.add(new Compile(), Duration.ZERO);
        chores.add(new Publish(), Duration.ZERO);
        chores.run();
    }

    /** Has the thread end, once it has finished what it is at. */
    void stop() {
        chores.stop();
    }

    private void warmUpExpressions() {
        try {
            agent.warmUpExpressions();
        } catch (Throwable e) {
            log.warn("the warm-up of expressions failed; the agent goes on all the same (please report it): " + e);
        }
    }

    /** Soon after their methods were woven: a call that comes first has to wait while it does that itself. */
    private final class Compile implements Chores.Chore {

        /** What is wrong with expressions would be said as often as somebody looked for work. */
        private boolean failed;

        @Override
        public Duration look() {
            if (!agent.hasExpressions()) {
                return TICK;
            }
            try {
                agent.compileExpressions();
            } catch (Throwable e) {
                if (!failed) {
                    log.error("expressions are compiled when their methods are called: " + e);
                }
                failed = true;
            }
            return POLL;
        }
    }

    /** Once; it is the first to touch what an application may set up, and all else comes after it. */
    private final class Publish implements Chores.Chore {

        private final long latest = System.nanoTime() + LONGEST_START.toNanos();
        private boolean isGraceOver;

        @Override
        public Duration look() {
            if (!application.hasBegun() && System.nanoTime() - latest < 0) {
                return POLL;
            }
            try {
                if (!isGraceOver) {
                    isGraceOver = true;
                    properties.announce(agent.version(), agent.rulesFile());
                    jfr.look(agent);
                    if (JmxPublisher.isAvailable() && !application.wasRunning() && !isJmxInUse()) {
                        return GRACE;
                    }
                }
                if (JmxPublisher.isAvailable()) {
                    jmx.publish(agent, reload.settings().jmxDomain(), application.contextLoader());
                }
            } catch (Throwable e) {
                log.error("JMX shows nothing of the agent, though it guards as the rules say: " + e);
            }
            application = null;
            if (reload.hasFile()) {
                goOn();
            } else {
                chores.stop();
            }
            return null;
        }
    }

    /** With remote JMX on the command line the JVM itself has made the MBean server, before main. */
    private static boolean isJmxInUse() {
        return System.getProperty("com.sun.management.jmxremote") != null
                || System.getProperty("com.sun.management.jmxremote.port") != null;
    }

    private void goOn() {
        chores.add(new LookAtClasses(), tick());
        chores.add(new LookAtFile(), orTick(reload.settings().reload()));
        chores.add(new LookAtKeys(), Duration.ZERO);
        chores.add(new Sweep(), SWEEP);
    }

    /** No longer than the file is left alone for. */
    private Duration tick() {
        Duration every = orTick(reload.settings().reload());
        return every.compareTo(TICK) < 0 ? every : TICK;
    }

    /** The settings may follow a reload that somebody asks for. */
    private static Duration orTick(Duration every) {
        return every == null ? TICK : every;
    }

    private final class LookAtClasses implements Chores.Chore {
        @Override
        public Duration look() {
            try {
                agent.decideLate();
            } catch (Throwable e) {
                log.error("classes whose super types could not be found as they were loaded stay unguarded: " + e);
            }
            jfr.look(agent);
            return tick();
        }
    }

    private final class LookAtFile implements Chores.Chore {
        @Override
        public Duration look() {
            if (reload.settings().reload() != null) {
                try {
                    reload.ifChanged();
                } catch (Throwable e) {
                    log.error(agent.rulesFile() + ": could not be looked at: " + e);
                }
            }
            return orTick(reload.settings().reload());
        }
    }

    private final class LookAtKeys implements Chores.Chore {

        private final KeyWatch keys = new KeyWatch(agent, log, jmx);

        @Override
        public Duration look() {
            if (!keys.isNeeded()) {
                return TICK;
            }
            try {
                keys.look();
            } catch (Throwable e) {
                log.error("JMX may not show the breakers of every key, though each is there: " + e);
            }
            return KeyWatch.EVERY;
        }
    }

    private final class Sweep implements Chores.Chore {
        @Override
        public Duration look() {
            try {
                agent.letGoOfOldResults();
            } catch (Throwable e) {
                log.error("last results that are too old, and are given to nobody, stay in memory: " + e);
            }
            return SWEEP;
        }
    }
}
