package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A circuit breaker. Thread-safe; holds no lock, ever.
 *
 * <p>A call asks {@link #enter} for a {@link Permit}, runs if it {@link Permit#letsThrough lets it through}, and then
 * reports its end with {@link #succeeded}, {@link #threw} or {@link #ignored}, once, from any thread. There is no timer:
 * whoever looks at the breaker makes the transitions that time has made due.
 *
 * <p>The states, and the transitions between them, are listed at {@link State}.
 */
public final class Breaker {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Breaker.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Definition definition;
    private final Failures failures;
    private final Ticker ticker;
    private final Consumer<Breaker> changed;
    private final Totals totals = new Totals();

    private volatile State state;
    private volatile LastFailure lastFailure;

    /** The last transition that was announced; touched only by {@link #announce}. */
    private Transition announced;

    /**
     * @param changed told after each transition, by the thread that made it, so that somebody calls {@link #announce}
     *     soon; must neither throw nor block
     */
    public Breaker(Definition definition, Ticker ticker, Consumer<Breaker> changed) {
        this.definition = definition;
        this.ticker = ticker;
        this.changed = changed;
        failures = new Failures(definition.failures());
        long now = ticker.nanos();
        StateName start = StateName.valueOf(definition.startAs().name());
        announced = Transition.start(start, now, epochMillis(now));
        state = stateAfter(announced, now);
    }

    public String name() {
        return definition.name();
    }

    public Definition definition() {
        return definition;
    }

    /** Lets a call through or refuses it; a refused one is counted, and owes no outcome. */
    public Permit enter() {
        State current = state;
        if (current instanceof Closed) {
            return current; // the healthy case: no clock is read
        }
        return enterLooking();
    }

    private Permit enterLooking() {
        while (true) {
            Permit permit = look().enter();
            if (permit != null) {
                if (!permit.letsThrough()) {
                    totals.rejected.increment();
                }
                return permit;
            }
        }
    }

    /** What to tell a caller about its refusal. */
    public Refused explain(Permit refusing) {
        StateName name = ((State) refusing).name();
        Long until = ((State) refusing).until();
        if (until == null) {
            return new Refused(name, -1, 0);
        }
        return new Refused(name, Math.max(0, until - ticker.nanos()), epochMillis(until));
    }

    /** The call ended well. */
    public void succeeded(Permit permit) {
        totals.successful.increment();
        permit.succeeded();
    }

    /** The call ended in a way that is neither success nor failure: no count changes, a trial's place comes free. */
    public void ignored(Permit permit) {
        totals.ignored.increment();
        permit.ignored();
    }

    /** The call ended with an exception or error; returns what the definition makes of it. */
    public Outcome threw(Permit permit, Throwable error) {
        Throwable judged = Failures.unwrap(error);
        Outcome outcome = failures.judge(judged);
        switch (outcome) {
            case SUCCESS -> succeeded(permit);
            case IGNORED -> ignored(permit);
            case FAILURE -> {
                totals.failed.increment();
                try {
                    lastFailure = LastFailure.of(judged, ticker.epochMillis());
                } finally {
                    permit.failed(); // even if there was no memory left for the text
                }
            }
        }
        return outcome;
    }

    /** Opens it now, as if it had failed; an open one waits again from now, without a transition. */
    public void trip() {
        while (true) {
            State current = look();
            long now = ticker.nanos();
            State next =
                    current instanceof Open open ? open.waitingFrom(now) : opening(current, now, 0, "tripped by hand");
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
        return replace(current, stateAfter(next, now));
    }

    /** The state as it is now; makes the transition if one is due. Never takes a trial. */
    public Status status() {
        State current = look();
        Transition arrival = current.arrival;
        return new Status(
                arrival.to(),
                arrival.epochMillis(),
                arrival.openedMillis(),
                current instanceof Open open ? open.halfOpenMillis() : 0,
                current.failureCount(),
                current.successCount(),
                arrival.timesOpened());
    }

    public long successfulCalls() {
        return totals.successful.sum();
    }

    public long failedCalls() {
        return totals.failed.sum();
    }

    public long ignoredCalls() {
        return totals.ignored.sum();
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
            announced = next;
            next.forgetPrevious();
            listener.accept(next);
        }
    }

    State look() {
        while (true) {
            State current = state;
            State next = current.due();
            if (next == null) {
                return current;
            }
            replace(current, next);
        }
    }

    /** An OPEN state that begins at {@code at}, and waits from then. */
    State opening(State from, long at, int failureCount, String why) {
        Transition next = from.arrival.followedBy(StateName.OPEN, at, epochMillis(at), why);
        return new Open(this, next, failureCount, at + definition.openFor().toNanos());
    }

    private State stateAfter(Transition arrival, long now) {
        return switch (arrival.to()) {
            case CLOSED -> new Closed(this, arrival);
            case OPEN -> new Open(this, arrival, 0, now + definition.openFor().toNanos());
            case HALF_OPEN -> new HalfOpen(this, arrival);
            case FORCED_OPEN -> new ForcedOpen(this, arrival);
            case DISABLED -> new Disabled(this, arrival);
            case METRICS_ONLY -> new MetricsOnly(this, arrival);
        };
    }

    /** Only the winner tells, and it holds nothing. */
    private boolean replace(State current, State next) {
        if (!STATE.compareAndSet(this, current, next)) {
            return false;
        }
        if (next.arrival != current.arrival) {
            changed.accept(this);
        }
        return true;
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
        return name() + " " + state.name();
    }
}
