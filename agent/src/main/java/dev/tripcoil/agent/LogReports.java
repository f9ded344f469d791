package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.guard.Reports;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Says in the log what guarded calls report. Thread-safe. */
final class LogReports implements Reports {

    /** SkippedMethods has them all. */
    private static final int MOST_UNUSABLE = 1_000;

    private static final long MINUTE = 60_000_000_000L;

    private final Log log;
    private final Set<String> failedExpressions = ConcurrentHashMap.newKeySet();
    private final AtomicLong nextInternalError = new AtomicLong(System.nanoTime());
    /** Each is said once: an application may load the same class in loaders without end. */
    private final Set<String> unusable = ConcurrentHashMap.newKeySet();

    private final Set<String> unanswerable = ConcurrentHashMap.newKeySet();

    LogReports(Log log) {
        this.log = log;
    }

    /** Once a minute at most. */
    @Override
    public void internalError(Throwable fault) {
        long due = nextInternalError.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextInternalError.compareAndSet(due, now + MINUTE)) {
            StackTraceElement[] trace = fault.getStackTrace();
            log.error("a fault in the agent itself let a call through (please report it): " + fault
                    + (trace.length > 0 ? " at " + trace[0] : ""));
        }
    }

    @Override
    public void ignored(Breaker breaker, Throwable error) {
        if (log.debugs()) {
            log.debug(breaker.label() + ": ignored " + error.getClass().getName());
        }
    }

    @Override
    public void unanswerable(Breaker breaker, String problem) {
        String text =
                breaker.name() + ": when-open: " + problem + "; callers get dev.tripcoil.CircuitOpenException instead";
        if (unanswerable.add(text)) {
            log.warn(text);
        }
    }

    /** The rules have changed: what they could not answer may be different now. */
    void forget() {
        unanswerable.clear();
        unusable.clear();
    }

    /** What {@link #unanswerable} was told, for JMX. */
    List<String> problems() {
        return List.copyOf(unanswerable);
    }

    /** Once for each expression and method. */
    @Override
    public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {
        if (failedExpressions.add(breaker.name() + ' ' + expression + ' ' + method)) {
            log.warn(breaker.name() + ": `" + expression + "` failed for a call of " + method + ": " + fault
                    + "; see docs/rules.md for what such a call counts as. Further ones are counted in InternalErrors");
        }
    }

    @Override
    public void unusable(String problem) {
        if (unusable.size() < MOST_UNUSABLE && unusable.add(problem)) {
            log.warn(problem);
        }
    }
}
