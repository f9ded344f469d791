package dev.tripcoil.breaker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls in flight of a breaker, from when its definition first needed to know them: they outlive that definition. Thread-safe,
 * without locks.
 */
final class Flights {

    private final AtomicInteger count = new AtomicInteger();
    private final Set<Call> timed = ConcurrentHashMap.newKeySet();

    /**
     * Takes a place; false where there is none left.
     *
     * @param limit 0 for none
     */
    boolean begin(int limit) {
        if (limit == 0) {
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

    /** The call that took a place is one whose beginning is known. */
    void add(Call call) {
        timed.add(call);
    }

    void end(Call call) {
        if (call.isTimed()) {
            timed.remove(call);
        }
        count.decrementAndGet();
    }

    int inFlight() {
        return count.get();
    }

    /** Those in flight whose beginning is known. */
    Iterable<Call> timed() {
        return timed;
    }
}
