package dev.tripcoil.breaker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls in flight of a breaker that limits them, or says from when on a call is slow. Thread-safe, without locks. */
final class Flights {

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

    /** Whether a call may have become slow that {@link #hanging} has not given yet. */
    boolean mayHang(long now) {
        return calls != null && now - nextSlow >= 0;
    }

    /** A call in flight that has become slow and that nobody has noticed yet; null if there is none. */
    Call hanging(long now) {
        long next = now + slowAfter;
        for (Call call : calls) {
            if (now - call.started() >= slowAfter) {
                if (call.notice()) {
                    return call;
                }
            } else if (call.started() + slowAfter - next < 0) {
                next = call.started() + slowAfter;
            }
        }
        nextSlow = next;
        return null;
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
