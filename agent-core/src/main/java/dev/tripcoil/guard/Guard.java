package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Failures;
import dev.tripcoil.breaker.Outcome;
import dev.tripcoil.breaker.Permit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The five things that a woven method asks of the agent. Thread-safe. Nothing leaves here into the application but the
 * refusal that it is owed: a fault of our own lets the call through, and is reported.
 */
public final class Guard {

    private final Sites sites;
    private final Reports reports;
    private final ActiveCalls active = new ActiveCalls();
    private final Refusals refusals = new Refusals();
    private final LongAdder internalErrors = new LongAdder();

    public Guard(Sites sites, Reports reports) {
        this.sites = sites;
        this.reports = reports;
    }

    /**
     * At the beginning of a guarded method.
     *
     * @return what goes back to {@link #exit} or {@link #fail}: a permit; null if the call counts nowhere; or an answer
     *     ({@link #refused}) that the method returns instead of running
     * @throws Throwable the refusal, of whatever type the rules name
     */
    public Object enter(int number) throws Throwable {
        Throwable refusal;
        try {
            Site site = sites.at(number);
            if (site == null) {
                return null;
            }
            Breaker breaker = site.breaker();
            if (!active.begin(breaker)) {
                return null; // part of the outer call
            }
            Permit permit;
            try {
                permit = breaker.enter();
            } catch (Throwable fault) {
                active.end(breaker);
                throw fault;
            }
            if (permit.letsThrough()) {
                return permit;
            }
            active.end(breaker);
            Object answer = site.answering().answer(site, permit);
            if (answer instanceof Answered) {
                return answer;
            }
            refusal = (Throwable) answer;
            refusals.remember(refusal, active);
        } catch (Throwable fault) {
            internalError(fault);
            return null;
        }
        throw refusal;
    }

    /** Whether {@link #enter} gave an answer that the method returns instead of running. */
    public boolean refused(Object entered) {
        return entered instanceof Answered;
    }

    /** The answer, of the method's return type, boxed; null for void. */
    public Object answer(Object entered) {
        return ((Answered) entered).value();
    }

    /** Before a guarded method returns. */
    public void exit(Object entered) {
        try {
            Permit permit = (Permit) entered;
            Breaker breaker = permit.breaker();
            if (active.end(breaker)) {
                breaker.succeeded(permit);
            }
        } catch (Throwable fault) {
            internalError(fault);
        }
    }

    /** Before an exception leaves a guarded method. */
    public void fail(Throwable error, Object entered) {
        try {
            Permit permit = (Permit) entered;
            Breaker breaker = permit.breaker();
            // Looked up first: the end of the outermost call forgets this thread's refusal.
            boolean refused = refusals.knows(Failures.unwrap(error), active);
            if (!active.end(breaker)) {
                return;
            }
            if (refused) {
                breaker.ignored(permit);
            } else if (breaker.threw(permit, error) != Outcome.IGNORED) {
                return;
            }
            reports.ignored(breaker, error);
        } catch (Throwable fault) {
            internalError(fault);
        }
    }

    /** Faults of the agent's own code, each of which let its call through. */
    public long internalErrors() {
        return internalErrors.sum();
    }

    private void internalError(Throwable fault) {
        try {
            internalErrors.increment();
            reports.internalError(fault);
        } catch (Throwable unreportable) {
            // The stack or the heap is exhausted: the application is about to see that for itself.
        }
    }
}
