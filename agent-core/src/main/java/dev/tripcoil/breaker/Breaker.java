package dev.tripcoil.breaker;

import dev.tripcoil.text.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * A circuit breaker. Thread-safe; no lock is held while code other than our own runs, and none that pins a virtual thread.
 *
 * <p>A call asks {@link #enter} for a {@link Permit}, runs if it {@link Permit#letsThrough lets it through}, and then
 * reports its end with {@link #succeeded}, {@link #threw} or {@link #ignored}, once, from any thread. There is no timer:
 * whoever looks at the breaker makes the transitions that time has made due.
 *
 * <p>The states, and the transitions between them, are listed at {@link State}.
 */
public final class Breaker {

    /** How many transitions {@link #recentTransitions} goes back. */
    static final int RECENT = 20;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Breaker.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;

    /** Null where the rules don't split it. */
    private final SplitBreaker split;

    /** Null where it is not one of a key. */
    private final KeyUse use;

    private final Ticker ticker;
    private final Consumer<Breaker> changed;
    private final DoubleSupplier random;
    /** Held for a moment by whoever looks at or changes what is counted, and is not on the hot path. */
    private final ShortLock lock = new ShortLock();

    private final Cells cells;
    private final Totals totals;

    /** Of calls whose stay has ended. */
    private final Past past = new Past(this);

    /** The state, and with it the definition in force. */
    private volatile State state;

    volatile LastFailure lastFailure;

    /** The last transition that was announced; touched only by {@link #announce}. */
    private Transition announced;

    /** The last ones that were announced, oldest first; written only by {@link #announce}. */
    private volatile List<Transition> told = List.of();

    /**
     * @param changed told after each transition, by the thread that made it, so that somebody calls {@link #announce}
     *     soon; must neither throw nor block
     */
    public Breaker(Definition definition, Ticker ticker, Consumer<Breaker> changed) {
        this(definition, ticker, changed, Waits.RANDOM);
    }

    /**
     * As above.
     *
     * @param random draws evenly from 0 to less than 1, for the jitter of {@code open-for}; thread-safe
     */
    public Breaker(Definition definition, Ticker ticker, Consumer<Breaker> changed, DoubleSupplier random) {
        this(definition, ticker, changed, random, null, null);
    }

    /**
     * One that belongs to a split breaker.
     *
     * @param use null for the unsplit one
     */
    Breaker(Definition definition, Ticker ticker, Consumer<Breaker> changed, SplitBreaker split, KeyUse use) {
        this(definition, ticker, changed, Waits.RANDOM, split, use);
    }

    private Breaker(
            Definition definition,
            Ticker ticker,
            Consumer<Breaker> changed,
            DoubleSupplier random,
            SplitBreaker split,
            KeyUse use) {
        // A String of its own for each: by which one it is they are told apart where the breaker itself may not be
        // kept.
        name = use == null ? definition.name() : new String(definition.name());
        this.split = split;
        this.use = use;
        cells = new Cells(this, lock);
        totals = new Totals(use, cells);
        this.ticker = ticker;
        this.changed = changed;
        this.random = random;
        long now = ticker.nanos();
        Terms terms = Terms.of(this, definition, random, null, now);
        StateName start = StateName.valueOf(definition.startAs().name());
        announced = Transition.start(start, now, epochMillis(now));
        state = stateAfter(terms, announced, now);
    }

    public String name() {
        return name;
    }

    /** The text of the value that it is for, where the rules split it by one; null for the unsplit breaker. */
    public String key() {
        return use == null ? null : use.key();
    }

    /** Where the rules split it, all of the same name; null where they don't. */
    public SplitBreaker split() {
        return split;
    }

    /** As people name it: {@code stock}, or {@code stock[api.example.org]}. */
    public String label() {
        return Labels.of(name, key());
    }

    /** Null where it is not one of a key. */
    KeyUse use() {
        return use;
    }

    /** The one in force. */
    public Definition definition() {
        return state.terms.definition();
    }

    /**
     * Takes another definition, of the same name. State and totals stay; so do the date and the wait of an opening, and the trials
     * under way, to their deadlines. What has been counted is forgotten, unless nothing has changed by which it counts and decides;
     * a call under way counts by the new definition when it ends. It is no transition.
     */
    public void redefine(Definition next) {
        if (!next.name().equals(name)) {
            throw new IllegalArgumentException(next.name() + " is not " + name);
        }
        while (true) {
            State current = look();
            Definition before = current.terms.definition();
            if (next.equals(before)) {
                return;
            }
            Terms terms = Terms.of(this, next, random, current.terms, ticker.nanos());
            State successor = current.under(terms, !next.decidesAs(before));
            if (successor != null && replace(current, successor)) {
                current.continuedIn(successor);
                return;
            }
        }
    }

    /** Lets a call through or refuses it; a refused one is counted, and owes no outcome. */
    public Permit enter() {
        State healthy = state;
        if (healthy.isPlain()) {
            return healthy; // no clock is read
        }
        if (use != null) {
            return use.begin() ? enterBegun() : split.enterAgain(use.key());
        }
        return enterWatched();
    }

    private Permit enterWatched() {
        Permit permit = ask();
        if (!permit.letsThrough()) {
            totals.rejected.increment();
        }
        return permit;
    }

    /** Of a key: the call is known to have begun, which is taken back if it is refused. */
    Permit enterBegun() {
        State healthy = state;
        if (healthy instanceof Closed && healthy.watch == null) {
            return healthy;
        }
        boolean begun = false;
        try {
            Permit permit = enterWatched();
            begun = permit.letsThrough();
            return permit;
        } finally {
            if (!begun) {
                use.cancel();
            }
        }
    }

    /** A permit that has been counted nowhere, refusing or not. */
    private Permit ask() {
        while (true) {
            State current = look();
            Permit permit = current.watch == null ? current.enter() : current.watch.enter(current);
            if (permit != null) {
                return permit;
            }
        }
    }

    /**
     * The call comes to where its end can't be seen: it gives back what it holds, a trial's place and its own among those in
     * flight, and counts nowhere if no more is heard of it.
     *
     * @return what to {@link #resume} with; null where the call has counted already, being slow
     */
    public Permit pause(Permit permit) {
        if (use != null) {
            use.cancel();
        }
        if (permit instanceof Call call) {
            return call.watch().pause(call) ? call.period() : null;
        }
        permit.ignored();
        return permit;
    }

    /**
     * The call goes on. It is not refused: where there is no place for it now, it counts nowhere.
     *
     * @param paused what {@link #pause} gave
     * @return the permit for the rest of the call, or null
     */
    public Permit resume(Permit paused) {
        if (use != null) {
            return use.begin() ? resumeBegun(paused) : null;
        }
        return resumed(paused);
    }

    private Permit resumed(Permit paused) {
        if (state.watch == null && paused instanceof State) {
            return paused; // it held nothing
        }
        Permit permit = ask();
        return permit.letsThrough() ? permit : null;
    }

    private Permit resumeBegun(Permit paused) {
        Permit permit = null;
        try {
            permit = resumed(paused);
            return permit;
        } finally {
            if (permit == null) {
                use.cancel();
            }
        }
    }

    /** What to tell a caller about its refusal. */
    public Refused explain(Permit refusing) {
        if (refusing instanceof Crowded crowded) {
            return new Refused(
                    crowded.state().name(),
                    -1,
                    0,
                    crowded.state().terms.definition().maxConcurrent());
        }
        StateName name = ((State) refusing).name();
        Long until = ((State) refusing).until();
        if (until == null) {
            return new Refused(name, -1, 0, 0);
        }
        return new Refused(name, Math.max(0, until - ticker.nanos()), epochMillis(until), 0);
    }

    /** What a call would be told that came now, let through or not; takes no trial. */
    public Refused outlook() {
        State current = look();
        boolean refuses = current instanceof Open || current instanceof ForcedOpen;
        return refuses ? explain(current) : new Refused(current.name(), 0, ticker.epochMillis(), 0);
    }

    /** The call ended well. */
    public void succeeded(Permit permit) {
        if (permit instanceof Call call) {
            call.watch().ended(call, Outcome.SUCCESS, null);
            return;
        }
        totals.succeeded();
        permit.succeeded();
    }

    /** The call ended in a way that is neither success nor failure: no count changes, a trial's place comes free. */
    public void ignored(Permit permit) {
        if (permit instanceof Call call) {
            call.watch().ended(call, Outcome.IGNORED, null);
            return;
        }
        totals.ignored.increment();
        permit.ignored();
    }

    /** The call ended with an exception or error; returns what the definition in force makes of it. */
    public Outcome threw(Permit permit, Throwable error) {
        Outcome outcome = judge(error);
        ended(permit, outcome, error);
        return outcome;
    }

    /** What the definition in force makes of a call that ends with the error; counts nothing. */
    public Outcome judge(Throwable error) {
        return state.terms.failures().judge(Failures.unwrap(error));
    }

    /** What an exception counts as that is none of the failures, by the definition in force. */
    public Outcome others() {
        return state.terms.failures().others();
    }

    /** The call ended with an exception or error that counts as that. */
    public void ended(Permit permit, Outcome outcome, Throwable error) {
        switch (outcome) {
            case SUCCESS -> succeeded(permit);
            case IGNORED -> ignored(permit);
            case FAILURE -> failed(permit, Failures.unwrap(error));
        }
    }

    /**
     * The call returned what counts as a failure.
     *
     * @param why for people: what is wrong with the result
     */
    public void failed(Permit permit, String why) {
        failed(permit, (Object) why);
    }

    private void failed(Permit permit, Object what) {
        if (permit instanceof Call call) {
            call.watch().ended(call, Outcome.FAILURE, what);
        } else {
            failed(permit, what, false);
        }
    }

    /**
     * A failure, in the totals and in its period.
     *
     * @param permit null where the call has counted already, but for the totals
     * @param what the exception, or a text
     */
    void failed(Permit permit, Object what, boolean slow) {
        beginFailure();
        try {
            lastFailure = LastFailure.of(what, ticker.epochMillis());
        } finally {
            endFailure(permit, slow); // even if there was no memory left for the text
        }
    }

    /** A failure that took too long and ended well, likewise. */
    void failedBySlowness(Permit permit, long took) {
        beginFailure();
        try {
            lastFailure = LastFailure.slow(took, false, ticker.epochMillis());
        } finally {
            endFailure(permit, true);
        }
    }

    /** It is in the totals before it is in its period, and may open the breaker: a key's must not go in between. */
    private void beginFailure() {
        if (use != null) {
            use.hold();
        }
        totals.failed.increment();
    }

    private void endFailure(Permit permit, boolean slow) {
        try {
            if (permit != null) {
                permit.add(true, slow);
            }
        } finally {
            if (use != null) {
                use.cancel();
            }
        }
    }

    /** Opens it now, as if it had failed; an open one waits again from now, without a transition. */
    public void trip() {
        while (true) {
            State current = look();
            long now = ticker.nanos();
            State next = current instanceof Open open
                    ? open.waitingFrom(now)
                    : opening(current, now, Tally.Shown.NOTHING, 0, "tripped by hand");
            if (replace(current, next)) {
                return;
            }
        }
    }

    /** Closes it and clears its counts; the totals stay. */
    public void reset() {
        while (true) {
            State current = look();
            if (current instanceof Closed closed ? closed.clear() : byHand(current, StateName.CLOSED, "reset")) {
                return;
            }
        }
    }

    /** Refuses every call, until another operation. */
    public void forceOpen() {
        enterByHand(StateName.FORCED_OPEN, "forced open");
    }

    /** Lets every call through and counts it nowhere but in the totals, until another operation. */
    public void disable() {
        enterByHand(StateName.DISABLED, "disabled");
    }

    /** Counts as in CLOSED and never opens, until another operation. */
    public void metricsOnly() {
        enterByHand(StateName.METRICS_ONLY, "set to metrics only");
    }

    private void enterByHand(StateName target, String what) {
        while (true) {
            State current = look();
            if (current.name() == target || byHand(current, target, what)) {
                return;
            }
        }
    }

    private boolean byHand(State current, StateName target, String what) {
        long now = ticker.nanos();
        Transition next = current.arrival.followedBy(target, now, epochMillis(now), what + " by hand");
        return replace(current, stateAfter(current.terms, next, now));
    }

    /** The state as it is now; makes the transition if one is due. Never takes a trial. */
    public Status status() {
        State current = look();
        Transition arrival = current.arrival;
        Tally.Shown shown = current.shown();
        return new Status(
                arrival.to(),
                arrival.sinceMillis(),
                arrival.openedMillis(),
                current instanceof Open open ? open.halfOpenMillis() : 0,
                shown.failures(),
                shown.failureRate(),
                shown.slowRate(),
                current.successCount(),
                arrival.timesOpened());
    }

    public long successfulCalls() {
        return totals.successful();
    }

    public long failedCalls() {
        return totals.failed.sum();
    }

    public long ignoredCalls() {
        return totals.ignored.sum();
    }

    public long slowCalls() {
        look();
        return totals.slow.sum();
    }

    /** Those that a definition has needed to know when they began; -1 where the one in force does not. */
    public int callsInFlight() {
        Watch watch = state.watch;
        return watch == null ? -1 : watch.inFlight();
    }

    /** Of the calls in flight, those that are slow already; -1 where the definition does not say what is slow. */
    public int slowCallsInFlight() {
        Watch watch = state.watch;
        return watch == null ? -1 : watch.slowInFlight();
    }

    /** How long the oldest call in flight has been under way; 0 if none is, -1 as above. */
    public long oldestCallInFlightMillis() {
        Watch watch = state.watch;
        return watch == null ? -1 : watch.oldestMillis();
    }

    public long rejectedCalls() {
        return totals.rejected.sum();
    }

    /** The last counted failure, or null if there was none. */
    public LastFailure lastFailure() {
        return lastFailure;
    }

    /**
     * Tells of each transition that has not been told of, oldest first. Only one thread may be in here at a time, and it
     * must be none that is in a guarded call. What the listener throws goes to the caller; that transition counts as told.
     */
    public void announce(Consumer<Transition> listener) {
        Deque<Transition> untold = new ArrayDeque<>();
        for (Transition t = state.arrival; t != announced; t = t.previous()) {
            untold.push(t);
        }
        for (Transition next : untold) {
            List<Transition> withNext = lastOf(told, next);
            announced = next;
            told = withNext; // before the link is cut, so that who finds it cut finds here what was before
            next.forgetPrevious();
            listener.accept(next);
        }
    }

    private static List<Transition> lastOf(List<Transition> earlier, Transition next) {
        List<Transition> all =
                new ArrayList<>(earlier.subList(Math.max(0, earlier.size() - RECENT + 1), earlier.size()));
        all.add(next);
        return List.copyOf(all);
    }

    /** The last {@value #RECENT} transitions and notices at most, oldest first, whether they have been announced or not. */
    public List<Transition> recentTransitions() {
        Deque<Transition> recent = new ArrayDeque<>();
        Transition next = look().arrival;
        while (next != null && next.number() > 0 && recent.size() < RECENT) {
            recent.push(next);
            next = next.previous();
        }
        List<Transition> earlier = told;
        for (int i = earlier.size() - 1; i >= 0 && recent.size() < RECENT; i--) {
            Transition each = earlier.get(i);
            if (!recent.isEmpty() && each.number() > recent.getLast().number()) {
                return earlier; // there have been more while this looked
            }
            if (recent.isEmpty() || each.number() < recent.getFirst().number()) {
                recent.push(each);
            }
        }
        return List.copyOf(recent);
    }

    State look() {
        Watch watch = state.watch;
        if (watch != null) {
            watch.noticeHanging();
        }
        while (true) {
            State current = state;
            State next = current.due();
            if (next == null) {
                return current;
            }
            replace(current, next);
        }
    }

    /**
     * An OPEN state that begins at {@code at}, and waits from then.
     *
     * @param cause the counts that opened it
     * @param failedTrials openings since it was last closed that followed a failed trial, this one among them
     */
    State opening(State from, long at, Tally.Shown cause, int failedTrials, String why) {
        long wait = from.terms.waits().draw(failedTrials);
        Transition next = from.arrival.opening(at, epochMillis(at), wait, why);
        return new Open(this, from.terms, next, cause, failedTrials, at, wait);
    }

    /**
     * What METRICS_ONLY keeps from happening: announced like a transition, in its order.
     *
     * @return where the outcome counts instead, as the breaker has been redefined meanwhile; else null
     */
    MetricsOnly wouldHaveOpened(MetricsOnly stay) {
        while (true) {
            State current = state;
            if (!(current instanceof MetricsOnly newest) || !newest.isSameStayAs(stay)) {
                return null;
            }
            if (!newest.countsAs(stay)) {
                return newest;
            }
            long now = ticker.nanos();
            if (replace(newest, newest.announcing(newest.arrival.notice(now, epochMillis(now), newest.reason())))) {
                return null;
            }
        }
    }

    /**
     * @param from when the stay began that it counts in, in nanoseconds; may have been noticed later
     */
    Tally newTally(Terms terms, boolean trips, long from) {
        return Tally.of(terms.definition().tripOn(), trips, this, from);
    }

    private State stateAfter(Terms terms, Transition arrival, long now) {
        return switch (arrival.to()) {
            case CLOSED -> new Closed(this, terms, arrival);
            case OPEN ->
                new Open(
                        this,
                        terms,
                        arrival,
                        Tally.Shown.NOTHING,
                        0,
                        now,
                        terms.waits().draw(0));
            case HALF_OPEN -> throw new IllegalArgumentException("HALF_OPEN follows OPEN only");
            case FORCED_OPEN -> new ForcedOpen(this, terms, arrival);
            case DISABLED -> new Disabled(this, terms, arrival);
            case METRICS_ONLY -> new MetricsOnly(this, terms, arrival);
        };
    }

    /** Only the winner tells, and it holds nothing. */
    private boolean replace(State current, State next) {
        if (!STATE.compareAndSet(this, current, next)) {
            return false;
        }
        if (current.tally != null && current.tally != next.tally) {
            current.tally
                    .end(); // what ends from now on counts elsewhere, or nowhere, and the hot path lets none through
        }
        if (current.isPlain() && !next.isPlain()) {
            cells.withdraw();
        }
        if (next.arrival != current.arrival) {
            changed.accept(this);
        }
        return true;
    }

    /** The cells of its threads. None has one where the rules split it. */
    public Cells cells() {
        return cells;
    }

    ShortLock lock() {
        return lock;
    }

    Ticker ticker() {
        return ticker;
    }

    /** Time has passed: for whoever has promised it by {@link Ticker#ticks}. Costs next to nothing where nothing depends on it. */
    public void tick() {
        Tally tally = state.tally;
        if (tally != null) {
            tally.tick();
        }
    }

    /** The permit of a call that its thread's cell let through: that of its stay, as far as that goes on. */
    Permit permitOf(Cell cell) {
        State current = state;
        return current.isSameStayAs(cell.state()) ? current : past;
    }

    /** The call that the cell let through ended well, and {@link Cell#succeeded} could not count it. */
    void succeeded(Cell cell) {
        Tally tally = state.tally;
        if (tally == null || !cells.catchUp(cell, tally) || !cell.count()) {
            succeeded(permitOf(cell));
        }
    }

    /** As it is, though another may be due. */
    State current() {
        return state;
    }

    /** Whether it is closed, and nothing has made it open since. */
    boolean isAtRest() {
        State current = state;
        return current instanceof Closed && current.due() == null;
    }

    /** Null where the definition in force does not need to know the calls in flight. */
    Watch watch() {
        return state.watch;
    }

    Totals totals() {
        return totals;
    }

    long epochMillis() {
        return ticker.epochMillis();
    }

    long nanos() {
        return ticker.nanos();
    }

    /** The date of a moment of the ticker. */
    long epochMillis(long nanos) {
        return ticker.epochMillis() + (nanos - ticker.nanos()) / 1_000_000;
    }

    String lastFailureText() {
        LastFailure last = lastFailure;
        return last == null ? "" : ", last: " + last.text();
    }

    @Override
    public String toString() {
        return label() + " " + state.name();
    }
}
