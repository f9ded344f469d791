package dev.tripcoil.agent;

import dev.tripcoil.breaker.Caller;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.Sites;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One breaker's calls of {@code on-transition}, in order. Its thread is there only as long as there is something to call:
 * nothing of the agent waits in an application whose breakers are at rest. Thread-safe.
 */
final class TransitionHook implements Runnable {

    /** Transitions that may wait for a method that hangs; then the oldest go, so that the last word is the current one. */
    static final int MOST_WAITING = 1_000;

    private static final long SLOW_NANOS = 10_000_000_000L;

    /** A transition, and the method to call with it. */
    record Told(String method, String breaker, String from, String to, String why) {}

    private final String breaker;
    private final Log log;
    private final Guard guard;
    private final Sites sites;

    private final Deque<Told> waiting = new ArrayDeque<>();
    private Thread thread;
    private Told called;
    private long calledAt;
    private long dropped;
    private volatile String late;

    /** The method that the rules in force name; null for none. */
    private volatile String method;

    /** What is wrong with a method; it may be one of the rules before, as of transitions that have waited. */
    private volatile Missing missing;

    private record Missing(String method, String problem) {}

    TransitionHook(String breaker, String method, Log log, Guard guard, Sites sites) {
        this.breaker = breaker;
        this.method = method;
        this.log = log;
        this.guard = guard;
        this.sites = sites;
    }

    /** On a thread of the agent's that must not wait. */
    void tell(Told told) {
        String problem = null;
        synchronized (this) {
            waiting.add(told);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove();
                if (dropped++ == 0) {
                    problem = said(called, "does not return; of what waits for it the oldest is dropped from now on");
                }
            } else if (called != null && late == null && System.nanoTime() - calledAt > SLOW_NANOS) {
                problem = said(called, "does not return; what comes after waits");
            }
            if (problem != null) {
                late = problem;
            }
            if (thread == null) {
                thread = Boot.start("tripcoil-hook-" + breaker, this);
            }
        }
        if (problem != null) {
            log.warn(problem);
        }
    }

    @Override
    public void run() {
        for (Told next = next(); next != null; next = next()) {
            try {
                call(next);
            } catch (Throwable e) {
                // whatever the application's code is up to, the next transition is told all the same
            }
            Thread.interrupted();
        }
    }

    private Told next() {
        String lost = null;
        Told next;
        synchronized (this) {
            if (dropped > 0 && waiting.size() < MOST_WAITING) {
                lost = said(
                        called,
                        "has returned; " + Boot.count((int) Math.min(dropped, Integer.MAX_VALUE), "transition")
                                + " had been dropped");
                dropped = 0;
            }
            late = null;
            next = waiting.poll();
            called = next;
            calledAt = System.nanoTime();
            if (next == null) {
                thread = null;
            }
        }
        if (lost != null) {
            warn(lost);
        }
        return next;
    }

    private void call(Told told) {
        try {
            HookMethod.find(told.method(), sites.loadersOf(breaker))
                    .call(told.breaker(), told.from(), told.to(), told.why());
            missing = null;
        } catch (HookMethod.MissingException e) {
            String problem = said(told, e.getMessage());
            Missing before = missing;
            if (before == null || !before.problem().equals(problem)) {
                missing = new Missing(told.method(), problem);
                warn(problem);
            }
        } catch (Throwable e) {
            missing = null;
            warn(said(told, "threw " + HookMethod.describe(e)));
        }
    }

    private String said(Told told, String what) {
        return breaker + ": on-transition " + told.method() + " " + what;
    }

    /** What the log does is the agent's work, unlike what the method does. */
    private void warn(String line) {
        Caller work = guard.beginOwnWork();
        try {
            log.warn(line);
        } finally {
            guard.endOwnWork(work);
        }
    }

    /** From now on the rules name this method; null for none. */
    void use(String method) {
        this.method = method;
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Missing shown = missing;
        if (shown != null && shown.method().equals(method)) {
            problems.add(shown.problem());
        }
        String hanging = late;
        if (hanging != null) {
            problems.add(hanging);
        }
        return problems;
    }

    /** Has the thread end: by itself until then, by an interrupt after that. */
    void end(long nanoTime) {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        join(running, nanoTime);
        synchronized (this) {
            waiting.clear();
        }
        if (running.isAlive()) {
            running.interrupt();
            join(running, System.nanoTime() + 1_000_000_000);
        }
        if (running.isAlive()) {
            log.warn(breaker + ": on-transition does not return; what of the agent is in memory stays until it does");
        }
    }

    private static void join(Thread thread, long nanoTime) {
        try {
            thread.join(Math.max(1, (nanoTime - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
