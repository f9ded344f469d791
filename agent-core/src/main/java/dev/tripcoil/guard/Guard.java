package dev.tripcoil.guard;

import dev.tripcoil.async.FollowedCall;
import dev.tripcoil.async.Privileged;
import dev.tripcoil.async.Wrappers;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Caller;
import dev.tripcoil.breaker.Cell;
import dev.tripcoil.breaker.Failures;
import dev.tripcoil.breaker.Outcome;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.SplitBreaker;
import java.security.PrivilegedExceptionAction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The things that a woven method asks of the agent. Thread-safe. Nothing leaves here into the application but the
 * refusal that it is owed: a fault of our own lets the call through, and is reported.
 */
public final class Guard {

    private final Sites sites;
    private final Reports reports;
    private final ActiveCalls active = new ActiveCalls();
    private final Refusals refusals = new Refusals();
    private final Faults faults;
    private volatile Rejections rejections;
    /** Null where there is nothing to follow calls with. */
    private volatile Wrappers wrappers;

    public Guard(Sites sites, Reports reports) {
        this.sites = sites;
        this.reports = reports;
        faults = sites.faults();
    }

    /**
     * From now on the hook begins and ends calls by itself where all is well.
     *
     * @param thread the number by which the hook tells threads
     * @param field writes the hook's field that leads to what it needs
     */
    public void quicken(ToLongFunction<Thread> thread, Consumer<long[][][][]> field) {
        active.number(thread);
        sites.publish(field);
    }

    /** From now on the hook asks for each call. */
    public void slow() {
        sites.publish(null);
    }

    /** Who is told of refused calls from now on; null for nobody. */
    public void tell(Rejections listener) {
        rejections = listener;
    }

    /**
     * From now on calls that go on after their method has returned are followed.
     *
     * @param beside as {@link Wrappers} needs it
     */
    public void follow(Class<?> beside) {
        wrappers = new Wrappers(beside, new AsAgent());
    }

    private static final class AsAgent implements Privileged {
        @Override
        public <T> T call(PrivilegedExceptionAction<T> action) throws Exception {
            return Unconfined.call(action);
        }
    }

    /**
     * At the beginning of a guarded method.
     *
     * @return what goes back to {@link #exit} or {@link #fail}: the call's place; null if the call counts nowhere; or an answer
     *     ({@link #refused}) that the method returns instead of running
     * @throws Throwable the refusal, of whatever type the rules name
     */
    public Object enter(int number) throws Throwable {
        Site site = sites.at(number);
        return site == null ? null : enter(site, null);
    }

    /**
     * At the beginning of a guarded method that hands over its receiver or arguments.
     *
     * @return what takes these and returns or throws as {@link #enter} does; null where nothing is guarded
     */
    public Function<Object, Object> entrance(int number) {
        Site site = sites.at(number);
        if (site == null) {
            return null;
        }
        Function<Object, Object> entrance = site.entrance;
        if (entrance == null) {
            entrance = new Entrance(this, site);
            site.entrance = entrance;
        }
        return entrance;
    }

    private record Entrance(Guard guard, Site site) implements Function<Object, Object> {
        @Override
        public Object apply(Object given) {
            try {
                return guard.enter(site, given);
            } catch (Throwable refusal) {
                throw Guard.<RuntimeException>asIs(refusal);
            }
        }
    }

    /** Throws a checked exception where none is declared: the guarded method's caller gets just what the rules say. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> T asIs(Throwable refusal) throws T {
        throw (T) refusal;
    }

    private Object enter(Site site, Object given) throws Throwable {
        if (site.kind() == null) {
            return begin(site, given);
        }
        Object[] place = ActiveCalls.apart(); // no call yet, but to be seen again when the method returns
        place[ActiveCalls.SITE] = site;
        place[ActiveCalls.GIVEN] = given;
        return place;
    }

    /**
     * Somebody has subscribed to what a guarded method returned.
     *
     * @return null if the call counts nowhere
     */
    FollowedCall subscribe(int number, Object given) {
        Site site = sites.at(number);
        if (site == null) {
            return null;
        }
        Object entered;
        try {
            entered = begin(site, given);
        } catch (Throwable refusal) {
            return new RefusedCall(refusal);
        }
        if (entered == null) {
            return null;
        }
        if (entered instanceof Answered) {
            return new RefusedCall(entered);
        }
        Object[] place = (Object[]) entered;
        return new LetThroughCall(ongoing(place, permitOf(place)), place);
    }

    private Object begin(Site site, Object given) throws Throwable {
        Throwable refusal;
        Object[] place = null;
        try {
            Judging judging = site.judging();
            Breaker breaker = site.breaker();
            if (judging != Judging.NONE) {
                Preparation preparation = judging.preparation();
                if (!preparation.isReady() && !isReadied(preparation)) {
                    return null;
                }
                if (judging.key() != null) {
                    breaker = split(site, given);
                }
            }
            place = active.begin(breaker);
            if (place != null || !active.isAtOwnWork()) {
                sites.mayBeQuick(site); // the next one like it
            }
            if (place == null) {
                return null; // part of the outer call, or of work that may be within transform
            }
            Permit permit = breaker.enter();
            if (judging.key() != null) {
                breaker = permit.breaker(); // another one where its key's had gone meanwhile
                place[ActiveCalls.BREAKER] = breaker;
            }
            if (permit.letsThrough()) {
                Paused.tellWhoWaits(place, breaker.name());
                place[ActiveCalls.PERMIT] = permit;
                if (site.judgesEnds()) {
                    remember(place, site, given);
                }
                return place;
            }
            // While the place is still taken: what makes the answer may call a method that this breaker guards, the
            // exception's constructor for one.
            Object answer = site.answering().answer(site, new Occasion(breaker, permit, given, null));
            tellOfRefusal(permit, site);
            ActiveCalls.free(place);
            if (answer instanceof Answered answered) {
                if (answered.refusal() != null) {
                    refusals.remember(answered.refusal(), active);
                }
                return answer;
            }
            refusal = (Throwable) answer;
            refusals.remember(refusal, active);
        } catch (Throwable fault) {
            if (place != null) {
                ((long[]) place[ActiveCalls.WORDS])[0] =
                        Cell.FREE; // without a call: there may be no stack left for one
                place[ActiveCalls.PERMIT] = null;
            }
            tryToReport(fault);
            return null;
        }
        throw refusal;
    }

    /** As work of our own: what an expression's making calls is not guarded. */
    private boolean isReadied(Preparation preparation) throws Exception {
        Caller work = active.beginOwnWork();
        if (work == null) {
            return false; // the call is part of such work
        }
        try {
            return Unconfined.call(new Preparing(preparation));
        } finally {
            endOwnWork(work);
        }
    }

    private record Preparing(Preparation preparation) implements PrivilegedExceptionAction<Boolean> {
        @Override
        public Boolean run() {
            return preparation.prepare();
        }
    }

    /** The breaker of the call's key; the unsplit one where that can't be told. */
    private Breaker split(Site site, Object given) {
        SplitBreaker split = site.breaker().split();
        if (split == null) {
            return site.breaker();
        }
        Object key = evaluate(site.judging().key(), site, given, null, this);
        if (key == this) {
            return split.unsplit();
        }
        try {
            return split.of(key);
        } catch (Throwable fault) {
            tellOfExpression(site.judging().key(), site, fault); // its toString
            return split.unsplit();
        }
    }

    private void tellOfExpression(Evaluation expression, Site site, Throwable fault) {
        faults.increment();
        reports.expressionFailed(site.breaker(), expression.text(), site.frame(), fault);
    }

    private void remember(Object[] place, Site site, Object given) {
        place[ActiveCalls.SITE] = site;
        place[ActiveCalls.GIVEN] = given;
        Memory memory = site.memory();
        if (memory != null) {
            try {
                place[ActiveCalls.KEY] = memory.key(given);
            } catch (Throwable fault) {
                tryToReport(fault);
            }
        }
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

    /**
     * Before a guarded method returns; on the thread that entered it. Whoever calls this has freed the place.
     *
     * @param entered as {@link #enter} returned it, or the pair that the hook's hot path has begun the call with, and could not end it
     */
    public void exit(Object entered) {
        try {
            if (entered instanceof long[][]) {
                Cell cell = active.cellOf((long[][]) entered);
                if (cell != null) {
                    cell.succeeded();
                }
                return;
            }
            Object[] place = (Object[]) entered;
            Object held = place[ActiveCalls.PERMIT];
            Permit permit = Rest.of(held);
            ActiveCalls.free(place);
            if (permit == null) {
                return; // it has ended before
            }
            if (held instanceof Rest) {
                permit.breaker().pause(permit); // for good
            } else {
                permit.breaker().succeeded(permit);
            }
        } catch (Throwable fault) {
            tryToReport(fault);
        }
    }

    /** Of a call in a place; null if it has ended before. */
    private static Permit permitOf(Object[] place) {
        return Rest.of(place[ActiveCalls.PERMIT]);
    }

    /**
     * At the beginning of a guarded function of Kotlin that may suspend.
     *
     * @param continuation what it was given to go on with
     * @return what it gets in its place
     */
    public Object follow(Object continuation, Object entered) {
        Object[] place = (Object[]) entered;
        try {
            LetThroughCall call = new LetThroughCall(ongoing(place, permitOf(place)), place);
            Object followed = wrappers.continuation(continuation, call);
            place[ActiveCalls.CALL] = call;
            return followed;
        } catch (Throwable fault) {
            tryToReport(fault);
            return continuation;
        }
    }

    /** What the caller gets in the place of a publisher. */
    private Object wrapped(Object publisher, Object[] place) {
        Site site = (Site) place[ActiveCalls.SITE];
        try {
            return wrappers.wrap(site.kind(), publisher, new Subscriptions(this, site, place[ActiveCalls.GIVEN]));
        } catch (Throwable fault) {
            tryToReport(fault);
            return publisher;
        }
    }

    /**
     * Before a guarded method returns whose result matters; on the thread that entered it.
     *
     * @param result what it is about to return, boxed; null for void
     * @return what it returns
     * @throws Throwable what the caller gets in the place of a result that is a failure
     */
    public Object settle(Object result, Object entered) throws Throwable {
        Object[] place = (Object[]) entered;
        Site site = (Site) place[ActiveCalls.SITE];
        if (site != null && site.kind() != null) {
            return wrapped(result, place);
        }
        Object answer = null;
        try {
            Permit permit = permitOf(place);
            if (permit == null) {
                return result; // it has ended before
            }
            LetThroughCall followed = (LetThroughCall) place[ActiveCalls.CALL];
            if (site != null && site.suspends() && Wrappers.isSuspended(result)) {
                if (followed == null) {
                    permit.breaker().ignored(permit); // for want of what would have told
                }
                return result;
            }
            Ongoing call = ongoing(place, permit);
            Following following = call.site().following();
            if (following != null) {
                return following.follow(result, call);
            }
            answer = followed == null ? call.returned(result) : followed.returned(result);
        } catch (Throwable fault) {
            tryToReport(fault);
        } finally {
            ((long[]) place[ActiveCalls.WORDS])[0] =
                    Cell.FREE; // first, and without a call: there may be no stack left for one
            ActiveCalls.free(place);
        }
        if (answer instanceof Throwable) {
            place[ActiveCalls.PERMIT] =
                    Boolean.FALSE; // none, as the call has ended; the woven method catches this, and asks again
            throw (Throwable) answer;
        }
        return answer == null ? result : ((Answered) answer).value();
    }

    /** Before an exception leaves a guarded method; on the thread that entered it. The woven method has freed the place. */
    public void fail(Throwable error, Object entered) {
        try {
            Permit permit;
            if (entered instanceof long[][]) {
                Cell cell = active.cellOf((long[][]) entered);
                permit = cell == null ? null : cell.permit();
            } else {
                Object[] place = (Object[]) entered;
                if (place[ActiveCalls.SITE] != null) {
                    recover(error, place);
                    return;
                }
                permit = permitOf(place);
                ActiveCalls.free(place);
            }
            if (permit != null) {
                Outcome outcome =
                        isRefusal(error) ? Outcome.IGNORED : permit.breaker().judge(error);
                ended(permit, outcome, error);
            }
        } catch (Throwable fault) {
            tryToReport(fault);
        }
    }

    /**
     * As {@link #fail}, where a failed call may be answered.
     *
     * @return what the method throws, or its answer ({@link #answer})
     */
    public Object recover(Throwable error, Object entered) {
        Object[] place = (Object[]) entered;
        try {
            Permit permit = permitOf(place);
            if (permit == null) {
                return error; // it has ended before
            }
            boolean refused = isRefusal(error);
            ((long[]) place[ActiveCalls.WORDS])[0] =
                    Cell.IN_CALL; // the woven method has freed it: what comes is within the call
            LetThroughCall followed = (LetThroughCall) place[ActiveCalls.CALL];
            Object answer =
                    followed == null ? ongoing(place, permit).threw(error, refused) : followed.threw(error, refused);
            return answer == null ? error : answer;
        } catch (Throwable fault) {
            tryToReport(fault);
            return error;
        } finally {
            ((long[]) place[ActiveCalls.WORDS])[0] =
                    Cell.FREE; // first, and without a call: there may be no stack left for one
            ActiveCalls.free(place);
        }
    }

    /** On the thread where it was thrown: to be asked before the outermost call ends, which forgets it. */
    boolean isRefusal(Throwable error) {
        return refusals.knows(Failures.unwrap(error), active);
    }

    /** The call has ended with the exception, and counts as that. */
    void ended(Permit permit, Outcome outcome, Throwable error) {
        permit.breaker().ended(permit, outcome, error);
        if (outcome == Outcome.IGNORED) {
            reports.ignored(permit.breaker(), error);
        }
    }

    private Ongoing ongoing(Object[] place, Permit permit) {
        return new Ongoing(
                this, permit, (Site) place[ActiveCalls.SITE], place[ActiveCalls.GIVEN], place[ActiveCalls.KEY]);
    }

    /**
     * The value of an expression, evaluated as work of our own: what it calls is not guarded.
     *
     * @param otherwise what it is taken for if it can't be evaluated, which is reported
     */
    Object evaluate(Evaluation expression, Site site, Object given, Object outcome, Object otherwise) {
        Caller work = active.beginOwnWork();
        try {
            return expression.of(given, outcome);
        } catch (Throwable fault) {
            tellOfExpression(expression, site, fault);
            return otherwise;
        } finally {
            endOwnWork(work);
        }
    }

    /**
     * The thread begins to work for the agent: until {@link #endOwnWork}, what it calls is not guarded, as it would be
     * refused when the agent needs it, and counted as if the application had called it.
     *
     * @return what goes to {@link #endOwnWork}; null if the thread is at such work already
     */
    public Caller beginOwnWork() {
        return active.beginOwnWork();
    }

    /** The end of what {@link #beginOwnWork} began. */
    public void endOwnWork(Caller work) {
        if (work != null) {
            work.works(false);
        }
    }

    /**
     * Before a guarded constructor calls another one on its object: nothing may catch what that throws. On the thread that
     * entered it; its place has been freed.
     *
     * @return what goes to {@link #resume}; null if the rest of the call counts nowhere
     */
    public Object pause(Object entered) {
        try {
            Object[] place;
            Permit permit;
            if (entered instanceof long[][]) {
                Cell cell = active.cellOf((long[][]) entered);
                if (cell == null) {
                    return null;
                }
                place = cell.place();
                permit = cell.permit();
            } else {
                place = (Object[]) entered;
                permit = permitOf(place);
            }
            Site site = (Site) place[ActiveCalls.SITE];
            Object given = place[ActiveCalls.GIVEN];
            ActiveCalls.free(place);
            Permit kept = permit == null ? null : permit.breaker().pause(permit);
            return kept == null ? null : Paused.in(place, kept, site, given);
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
            place[ActiveCalls.SITE] = paused.site();
            place[ActiveCalls.GIVEN] = paused.given();
            place[ActiveCalls.BREAKER] = breaker;
            ((long[]) place[ActiveCalls.WORDS])[0] = Cell.IN_CALL;
            return place;
        } catch (Throwable fault) {
            tryToReport(fault);
            return null;
        }
    }

    void tryToReport(Throwable fault) {
        faults.report(fault);
    }

    /** Faults of the agent's own code, each of which let its call through. */
    public long internalErrors() {
        return faults.count();
    }
}
