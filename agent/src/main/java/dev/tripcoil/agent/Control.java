package dev.tripcoil.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

    /** What is wrong with expressions would be said as often as somebody looked for work. */
    private boolean expressionsFailed;

    private final Agent agent;
    private final Log log;
    private final Reload reload;
    private final JmxPublisher jmx;
    private final JfrPublisher jfr;
    private final AgentProperties properties;

    private final KeyWatch keys;

    /** Null once the MBeans are there: it holds the main thread, with all that hangs on it. */
    private ApplicationStart application;

    private final CountDownLatch stopped = new CountDownLatch(1);

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
        keys = new KeyWatch(agent, log, jmx);
    }

    @Override
    public void run() {
        if (agent.hasExpressions()) {
            warmUpExpressions();
            compileExpressions();
        }
        publish();
        long lookedAt = System.nanoTime();
        long swept = lookedAt;
        while (reload.hasFile()) {
            Duration every = reload.settings().reload();
            if (isStoppedWhileKeysAreLookedAt(every != null && every.compareTo(TICK) < 0 ? every : TICK)) {
                return;
            }
            decideLate();
            if (System.nanoTime() - swept >= SWEEP.toNanos()) {
                sweep();
                swept = System.nanoTime();
            }
            jfr.look(agent);
            if (every != null && System.nanoTime() - lookedAt >= every.toNanos()) {
                try {
                    reload.ifChanged();
                } catch (Throwable e) {
                    log.error(agent.rulesFile() + ": could not be looked at: " + e);
                }
                lookedAt = System.nanoTime();
            }
        }
    }

    /** Has the thread end, once it has finished what it is at. */
    void stop() {
        stopped.countDown();
    }

    private void decideLate() {
        try {
            agent.decideLate();
        } catch (Throwable e) {
            log.error("classes whose super types could not be found as they were loaded stay unguarded: " + e);
        }
    }

    private void sweep() {
        try {
            agent.letGoOfOldResults();
        } catch (Throwable e) {
            log.error("last results that are too old, and are given to nobody, stay in memory: " + e);
        }
    }

    private void publish() {
        try {
            if (isStoppedBeforeApplicationRuns()) {
                return;
            }
            properties.announce(agent.version(), agent.rulesFile());
            jfr.look(agent);
            if (JmxPublisher.isAvailable() && !isStoppedBeforeItsSettingsAreMade()) {
                jmx.publish(agent, reload.settings().jmxDomain(), application.contextLoader());
            }
        } catch (Throwable e) {
            log.error("JMX shows nothing of the agent, though it guards as the rules say: " + e);
        } finally {
            application = null;
        }
    }

    private boolean isStoppedBeforeApplicationRuns() {
        if (application.wasRunning()) {
            return false;
        }
        long latest = System.nanoTime() + LONGEST_START.toNanos();
        while (!application.hasBegun() && System.nanoTime() - latest < 0) {
            if (isStoppedWithin(POLL)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStoppedBeforeItsSettingsAreMade() {
        return !application.wasRunning() && !isJmxInUse() && isStoppedWithin(GRACE);
    }

    /** With remote JMX on the command line the JVM itself has made the MBean server, before main. */
    private static boolean isJmxInUse() {
        return System.getProperty("com.sun.management.jmxremote") != null
                || System.getProperty("com.sun.management.jmxremote.port") != null;
    }

    private boolean isStoppedWhileKeysAreLookedAt(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        while (keys.isNeeded()) {
            long left = end - System.nanoTime();
            boolean last = left <= KeyWatch.EVERY.toNanos();
            if (isStoppedWithin(last ? Duration.ofNanos(left) : KeyWatch.EVERY)) {
                return true;
            }
            lookAtKeys();
            if (last) {
                return false;
            }
        }
        return isStoppedWithin(Duration.ofNanos(end - System.nanoTime()));
    }

    private void lookAtKeys() {
        try {
            keys.look();
        } catch (Throwable e) {
            log.error("JMX may not show the breakers of every key, though each is there: " + e);
        }
    }

    private boolean isStoppedWithin(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            boolean looksOften = agent.hasExpressions();
            if (looksOften) {
                compileExpressions();
            }
            try {
                if (stopped.await(looksOften ? Math.min(left, POLL.toNanos()) : left, TimeUnit.NANOSECONDS)) {
                    return true;
                }
                if (end - System.nanoTime() <= 0) {
                    return false;
                }
            } catch (InterruptedException e) {
                // nobody of ours interrupts this thread: go on
            }
        }
    }

    private void warmUpExpressions() {
        try {
            agent.warmUpExpressions();
        } catch (Throwable e) {
            log.warn("the warm-up of expressions failed; the agent goes on all the same (please report it): " + e);
        }
    }

    /** Soon after their methods were woven: a call that comes first has to wait while it does that itself. */
    private void compileExpressions() {
        try {
            agent.compileExpressions();
        } catch (Throwable e) {
            if (!expressionsFailed) {
                log.error("expressions are compiled when their methods are called: " + e);
            }
            expressionsFailed = true;
        }
    }
}
