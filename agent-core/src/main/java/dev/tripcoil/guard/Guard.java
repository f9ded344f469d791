package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Failures;
import dev.tripcoil.breaker.Outcome;
import dev.tripcoil.breaker.Permit;

/**
 * The seven things that a woven method asks of the agent. Thread-safe. Nothing leaves here into the application but the
 * refusal that it is owed: a fault of our own lets the call through, and is reported.
 */
public final class Guard {

    private final Sites sites;
    private final Reports reports;
    private final ActiveCalls active = new ActiveCalls();
    private final Refusals refusals = new Refusals();
    private final Faults faults;
    private volatile Rejections rejections;

    public Guard(Sites sites, Reports reports) {
        this.sites = sites;
        this.reports = reports;
        faults = sites.faults();
    }

    /** Who is told of refused calls from now on; null for nobody. */
    public void tell(Rejections listener) {
        rejections = listener;
    }

    /**
     * At the beginning of a guarded method.
     *
     * @return what goes back to {@link #exit} or {@link #fail}: the call's place; null if the call counts nowhere; or an answer
     *     ({@link #refused}) that the method returns instead of running
     * @throws Throwable the refusal, of whatever type the rules name
     */
    public Object enter(int number) throws Throwable {
        Throwable refusal;
        Object[] place = null;
        try {
            Site site = sites.at(number);
            if (site == null) {
                return null;
            }
            Breaker breaker = site.breaker();
            place = active.begin(breaker);
            if (place == null) {
                return null; // part of the outer call
            }
            Permit permit = breaker.enter();
            if (permit.letsThrough()) {
                Paused.tellWhoWaits(place, breaker.name());
                place[ActiveCalls.PERMIT] = permit;
                return place;
            }
            // While the place is still taken: what makes the answer may call a method that this breaker guards, the
            // exception's constructor for one.
            Object answer = site.answering().answer(site, new Occasion(breaker, permit, null, null));
            tellOfRefusal(permit, site);
            place[ActiveCalls.BREAKER] = null;
            if (answer instanceof Answered) {
                return answer;
            }
            refusal = (Throwable) answer;
            refusals.remember(refusal, active);
        } catch (Throwable fault) {
            if (place != null) {
                place[ActiveCalls.BREAKER] = null;
            }
            try {
                internalError(fault);
            } catch (Throwable unreportable) {
                // The stack or the heap is exhausted: the application is about to see that for itself.
            }
            return null;
        }
        throw refusal;
    }

    /** A fault in this is reported, and refuses the call all the same. */
    private void tellOfRefusal(Permit refusing, Site site) {
        Rejections told = rejections;
        if (told == null) {
            return;
        }
        try {
            told.refused(refusing, site.frame());
        } catch (Throwable fault) {
            tryToReport(fault);
        }
    }

    /** Whether {@link #enter} gave an answer that the method returns instead of running. */
    public boolean refused(Object entered) {
        return entered instanceof Answered;
    }

    /** The answer, of the method's return type, boxed; null for void. */
    public Object answer(Object entered) {
        return ((Answered) entered).value();
    }

    /** Before a guarded method returns; on the thread that entered it. */
    public void exit(Object entered) {
        Object[] place = (Object[]) entered;
        Object held = place[ActiveCalls.PERMIT];
        // Here and not in a method of its own, as there may be no stack left for one. Inner calls whose end never came
        // go with this one.
        for (Object[] p = place; p != null && p[ActiveCalls.BREAKER] != null; p = (Object[]) p[ActiveCalls.NEXT]) {
            p[ActiveCalls.BREAKER] = null;
            p[ActiveCalls.PERMIT] = null;
            p[ActiveCalls.REFUSAL] = null;
        }
        try {
            Permit permit = Rest.of(held);
            if (permit == null) {
                return; // it has ended before
            }
            if (held instanceof Rest) {
                permit.breaker().pause(permit); // for good
            } else {
                permit.breaker().succeeded(permit);
            }
        } catch (Throwable fault) {
            try {
                internalError(fault);
            } catch (Throwable unreportable) {
                // as in enter
            }
        }
    }

    /** Before an exception leaves a guarded method; on the thread that entered it. */
    public void fail(Throwable error, Object entered) {
        Object[] place = (Object[]) entered;
        Object held = place[ActiveCalls.PERMIT];
        try {
            Permit permit;
            boolean refused;
            try {
                permit = Rest.of(held);
                // Looked up first: the end of the outermost call forgets this thread's refusal.
                refused = permit != null && refusals.knows(Failures.unwrap(error), active);
            } finally {
                Object[] p = place; // as in exit, but that the woven method has freed the first one already
                do {
                    p[ActiveCalls.BREAKER] = null;
                    p[ActiveCalls.PERMIT] = null;
                    p[ActiveCalls.REFUSAL] = null;
                    p = (Object[]) p[ActiveCalls.NEXT];
                } while (p != null && p[ActiveCalls.BREAKER] != null);
            }
            if (permit == null) {
                return;
            }
            Breaker breaker = permit.breaker();
            if (refused) {
                breaker.ignored(permit);
            } else if (breaker.threw(permit, error) != Outcome.IGNORED) {
                return;
            }
            reports.ignored(breaker, error);
        } catch (Throwable fault) {
            try {
                internalError(fault);
            } catch (Throwable unreportable) {
                // as in enter
            }
        }
    }

    /**
     * The thread begins to work for the agent: until {@link #endOwnWork}, what it calls is not guarded, as it would be
     * refused when the agent needs it, and counted as if the application had called it.
     *
     * @return what goes to {@link #endOwnWork}; null if the thread is at such work already
     */
    public Object[] beginOwnWork() {
        return active.beginOwnWork();
    }

    /** The end of what {@link #beginOwnWork} began. */
    public void endOwnWork(Object[] work) {
        if (work != null) {
            work[ActiveCalls.BREAKER] = null;
        }
    }

    /**
     * Before a guarded constructor calls another one on its object: nothing may catch what that throws. On the thread that
     * entered it; its place has been freed.
     *
     * @return what goes to {@link #resume}; null if the rest of the call counts nowhere
     */
    public Object pause(Object entered) {
        Object[] place = (Object[]) entered;
        Permit permit = Rest.of(place[ActiveCalls.PERMIT]);
        free(place);
        if (permit == null) {
            return null;
        }
        try {
            Permit kept = permit.breaker().pause(permit);
            return kept == null ? null : Paused.in(place, kept);
        } catch (Throwable fault) {
            tryToReport(fault);
            return null;
        }
    }

    /**
     * After that constructor has returned.
     *
     * @return for the rest of the constructor, what {@link #enter} returned for the beginning
     */
    public Object resume(Object entered) {
        Paused paused = (Paused) entered;
        Object[] place = paused.place();
        try {
            Breaker breaker = paused.permit().breaker();
            boolean counted = paused.hasCounted();
            Permit permit = breaker.resume(paused.permit());
            if (permit == null) {
                return null;
            }
            place[ActiveCalls.PERMIT] = counted ? new Rest(permit) : permit;
            place[ActiveCalls.BREAKER] = breaker;
            return place;
        } catch (Throwable fault) {
            tryToReport(fault);
            return null;
        }
    }

    private static void free(Object[] place) {
        Object[] p = place;
        do {
            p[ActiveCalls.BREAKER] = null;
            p[ActiveCalls.PERMIT] = null;
            p[ActiveCalls.REFUSAL] = null;
            p = (Object[]) p[ActiveCalls.NEXT];
        } while (p != null && p[ActiveCalls.BREAKER] != null);
    }

    private void tryToReport(Throwable fault) {
        try {
            internalError(fault);
        } catch (Throwable unreportable) {
            // as in enter
        }
    }

    /** Faults of the agent's own code, each of which let its call through. */
    public long internalErrors() {
        return faults.count();
    }

    private void internalError(Throwable fault) {
        faults.report(fault);
    }
}
