package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The calls in flight of a breaker that limits them, or says from when on a call is slow. Thread-safe, without locks. */
final class Flights {

    private static final VarHandle NEXT_SLOW;

    static {
        try {
            NEXT_SLOW = MethodHandles.lookup().findVarHandle(Flights.class, "nextSlow", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int limit;
    private final long slowAfter;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Call> calls;

    /** No call in flight becomes slow before this moment, in nanoseconds of the ticker. */
    private volatile long nextSlow;

    /**
     * @param limit 0 for none
     * @param slowAfter from when on a call is slow, in nanoseconds; 0 where none is
     */
    Flights(int limit, long slowAfter, long now) {
        this.limit = limit;
        this.slowAfter = slowAfter;
        calls = slowAfter > 0 ? ConcurrentHashMap.newKeySet() : null;
        nextSlow = now + slowAfter;
    }

    /** Null for the definition that needs none. */
    static Flights of(Definition definition, long now) {
        var slowerThan = definition.tripOn().slowerThan();
        if (definition.maxConcurrent() == 0 && slowerThan == null) {
            return null;
        }
        return new Flights(definition.maxConcurrent(), slowerThan == null ? 0 : slowerThan.toNanos(), now);
    }

    /** Takes a place; false where there is none left. */
    boolean begin(boolean limited) {
        if (!limited || limit == 0) {
            count.incrementAndGet();
            return true;
        }
        int seen = count.get();
        while (seen < limit) {
            int witness = count.compareAndExchange(seen, seen + 1);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    /** The call that took a place has not begun after all. */
    void cancel() {
        count.decrementAndGet();
    }

    void add(Call call) {
        if (calls != null) {
            calls.add(call);
            lookBy(call.started() + slowAfter); // where its thread was held up since it read the clock
        }
    }

    void end(Call call) {
        if (calls != null) {
            calls.remove(call);
        }
        count.decrementAndGet();
    }

    boolean timesCalls() {
        return calls != null;
    }

    boolean isSlow(Call call, long now) {
        return calls != null && now - call.started() >= slowAfter;
    }

    /** Whether a call may have become slow that {@link #noticeHanging} has not told of yet. */
    boolean mayHang(long now) {
        return calls != null && now - nextSlow >= 0;
    }

    /**
     * Tells of the calls in flight that have become slow and that nobody has noticed yet, each once, in one pass.
     *
     * <p>The next moment to look is set to the latest first, and from there only moves back: by this, or by a call that
     * this comes too early to see.
     */
    void noticeHanging(long now, Consumer<Call> first) {
        nextSlow = now + slowAfter;
        long next = now; // where it does not get to the end
        try {
            long earliest = now + slowAfter;
            for (Call call : calls) {
                if (now - call.started() < slowAfter) {
                    long becomes = call.started() + slowAfter;
                    earliest = becomes - earliest < 0 ? becomes : earliest;
                } else if (call.notice()) {
                    first.accept(call);
                }
            }
            next = earliest;
        } finally {
            lookBy(next);
        }
    }

    private void lookBy(long moment) {
        long seen = nextSlow;
        while (moment - seen < 0) {
            long witness = (long) NEXT_SLOW.compareAndExchange(this, seen, moment);
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }

    int inFlight() {
        return count.get();
    }

    /** -1 where calls are not timed. */
    int slowInFlight(long now) {
        if (calls == null) {
            return -1;
        }
        int slow = 0;
        for (Call call : calls) {
            if (now - call.started() >= slowAfter) {
                slow++;
            }
        }
        return slow;
    }

    /** In milliseconds; 0 if there is none, -1 where calls are not timed. */
    long oldestMillis(long now) {
        if (calls == null) {
            return -1;
        }
        long oldest = 0;
        for (Call call : calls) {
            oldest = Math.max(oldest, now - call.started());
        }
        return oldest / 1_000_000;
    }
}
