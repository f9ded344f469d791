package dev.tripcoil.jconsole;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.GuardedJvm;
import dev.tripcoil.jconsole.Round.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Asks one JVM over one connection, on a thread of its own. Whatever the JVM takes to answer, nobody waits but this thread; and
 * however often it is told to refresh meanwhile, it does so once. The methods may be called on any thread.
 */
final class Poller {

    /** For what is asked of single breakers, in one refresh: the rest comes with the next. */
    private static final long BUDGET_NANOS = 400_000_000L;

    /** What costs the JVM some time is asked that often. */
    private static final long DEAR_NANOS = 30_000_000_000L;

    /** So that a thousand transitions at one time bring about one refresh. */
    private static final long SOON_MILLIS = 150;

    private final MBeanServerConnection server;
    private final Watcher watcher;
    private final Ears ears;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean wantedSoon = new AtomicBoolean();
    private volatile ObjectName focus;
    private volatile boolean dearWanted;
    private volatile long askingSince;

    // From here on, of the thread.
    private GuardedJvm jvm;
    private String name;
    private AgentStatus dear;
    private long dearAt;
    private final Map<ObjectName, Asked> asked = new HashMap<>();
    private final Reasons reasons = new Reasons();

    Poller(MBeanServerConnection server, Watcher watcher) {
        this.server = server;
        this.watcher = watcher;
        ears = new Ears(server, watcher::heard, this::refreshSoon);
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "tripcoil-poller");
            made.setDaemon(true);
            return made;
        });
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // it is closed
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Looks at the JVM as soon as it can. */
    void refresh() {
        if (wanted.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    /** Looks a little later. */
    void refreshSoon() {
        if (wantedSoon.compareAndSet(false, true)) {
            thread.schedule(
                    () -> {
                        wantedSoon.set(false);
                        refresh();
                    },
                    SOON_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** The breaker of which all is wanted; null for none. */
    void focus(ObjectName breaker) {
        focus = breaker;
        refresh();
    }

    /** What an operator wants done. */
    interface Task {
        void run(GuardedJvm jvm) throws IOException;
    }

    /**
     * Does it after what is under way, and looks at what came of it.
     *
     * @param done is told what went wrong, or null, on the poller's thread
     */
    void perform(Task task, Consumer<String> done) {
        thread.execute(() -> {
            String problem = null;
            askingSince = System.nanoTime();
            try {
                if (jvm == null) {
                    problem = "there is no agent in the JVM";
                } else {
                    task.run(jvm);
                }
            } catch (IOException | RuntimeException e) {
                problem = reason(e);
            }
            dearWanted = true;
            done.accept(problem);
            look();
        });
    }

    /** Ends it; what it is waiting for is dropped. */
    void close() {
        thread.shutdownNow();
    }

    /** For how long the JVM has not answered what it was asked. */
    long waitingMillis() {
        long since = askingSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1_000_000;
    }

    private void look() {
        wanted.set(false);
        askingSince = System.nanoTime();
        try {
            Snapshot seen = snapshot();
            if (!thread.isShutdown()) {
                watcher.saw(seen);
            }
        } catch (IOException | JMException | RuntimeException e) {
            jvm = null;
            if (!thread.isShutdown()) {
                watcher.failed(reason(e));
            }
        } finally {
            askingSince = 0;
        }
    }

    private Snapshot snapshot() throws IOException, JMException {
        if (name == null) {
            name = (String) server.getAttribute(objectName("java.lang:type=Runtime"), "Name");
        }
        ears.listenForMBeans();
        if (jvm == null) {
            jvm = GuardedJvm.find(server);
        }
        if (jvm != null) {
            try {
                return guarded();
            } catch (IOException e) {
                jvm = GuardedJvm.find(server); // another, or none, since the last look; or it is the connection
                if (jvm != null) {
                    return guarded();
                }
            }
        }
        forget();
        long asking = System.nanoTime();
        return new Snapshot(JvmClock.of(GuardedJvm.now(server), asking), name, null, List.of(), null);
    }

    private void forget() {
        asked.clear();
        reasons.clear();
        dear = null;
    }

    private Snapshot guarded() throws IOException {
        long asking = System.nanoTime();
        List<BreakerRow> table = jvm.table();
        long read = System.nanoTime();
        AgentStatus agent = agent();
        // The agent's own look at the clock came a moment after the table was read.
        JvmClock clock = JvmClock.of(agent.now(), System.nanoTime());
        clock = new JvmClock(clock.at(asking + (read - asking) / 2), asking + (read - asking) / 2);
        BreakerStatus all = focus == null ? null : jvm.breaker(focus);
        if (all != null) {
            reasons.learn(all);
        }
        askSome(table);
        List<ObjectName> beans = new ArrayList<>();
        List<Snapshot.Line> lines = new ArrayList<>();
        for (BreakerRow row : table) {
            Asked last = asked.get(row.bean());
            beans.add(row.bean());
            lines.add(new Snapshot.Line(row, last == null ? null : last.status(), reasons.of(row)));
        }
        ears.listenTo(beans, focus, System.nanoTime() + BUDGET_NANOS);
        return new Snapshot(clock, name, agent, lines, all);
    }

    private AgentStatus agent() throws IOException {
        if (dear == null || dearWanted || System.nanoTime() - dearAt >= DEAR_NANOS) {
            dearWanted = false;
            dear = jvm.agent();
            dearAt = System.nanoTime();
            return dear;
        }
        AgentStatus now = jvm.agentAtAGlance();
        return now.with(dear.unmatchedRules(), dear.skippedMethods());
    }

    private void askSome(List<BreakerRow> table) throws IOException {
        Set<ObjectName> there = new HashSet<>();
        for (BreakerRow row : table) {
            there.add(row.bean());
        }
        asked.keySet().retainAll(there);
        reasons.retain(there);
        long begun = System.nanoTime();
        for (BreakerRow row : Round.of(table, asked, begun)) {
            boolean whole = reasons.isMissing(row);
            BreakerStatus status = whole ? jvm.breaker(row.bean()) : jvm.breakerAtAGlance(row.bean());
            if (status != null) {
                asked.put(row.bean(), new Asked(row, status, System.nanoTime()));
                if (whole) {
                    reasons.learn(status);
                }
            }
            if (System.nanoTime() - begun >= BUDGET_NANOS) {
                return;
            }
        }
    }

    private static String reason(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return deepest instanceof IOException && message != null
                ? message
                : deepest.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    static ObjectName objectName(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
