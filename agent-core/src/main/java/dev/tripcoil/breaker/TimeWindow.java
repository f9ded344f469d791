package dev.tripcoil.breaker;

/**
 * The calls that ended within a span of time, to a resolution of a tenth of it or one second, whichever is finer: in slices,
 * of which the current one and those before it that fill the span count.
 */
final class TimeWindow extends OutcomeWindow {

    private static final long FINEST = 1_000_000_000L;

    private final long slice;
    private final int[] calls;
    private final int[] failed;
    private final int[] slow;
    private long origin;
    private long current;
    private long allCalls;
    private long allFailed;
    private long allSlow;

    /**
     * @param span at least 1 s, in nanoseconds
     * @param now in nanoseconds of the ticker
     */
    TimeWindow(long span, long now) {
        slice = Math.min(span / 10, FINEST);
        int slices = (int) ((span + slice - 1) / slice);
        calls = new int[slices];
        failed = new int[slices];
        slow = new int[slices];
        origin = now;
    }

    @Override
    void add(boolean callFailed, boolean callSlow, long now) {
        advance(now);
        int place = (int) (current % calls.length);
        calls[place]++;
        allCalls++;
        if (callFailed) {
            failed[place]++;
            allFailed++;
        }
        if (callSlow) {
            slow[place]++;
            allSlow++;
        }
    }

    @Override
    void addSuccesses(long count, long at) {
        long number = (at - origin) / slice;
        if (number > current) {
            advanceTo(number);
        }
        if (number <= current - calls.length) {
            return; // they have left the window already
        }
        calls[(int) (number % calls.length)] += (int) count;
        allCalls += count;
    }

    @Override
    boolean isOfCalls() {
        return false;
    }

    @Override
    long slice() {
        return current;
    }

    @Override
    long timeOf(long number) {
        return origin + number * slice;
    }

    @Override
    boolean isOver(long now) {
        return (now - origin) / slice > current;
    }

    @Override
    void advance(long now) {
        advanceTo((now - origin) / slice);
    }

    /** Empties the slices that have left the window since the last call. */
    private void advanceTo(long to) {
        long from = Math.max(current, to - calls.length);
        for (long i = from + 1; i <= to; i++) {
            int place = (int) (i % calls.length);
            allCalls -= calls[place];
            allFailed -= failed[place];
            allSlow -= slow[place];
            calls[place] = 0;
            failed[place] = 0;
            slow[place] = 0;
        }
        current = Math.max(current, to);
    }

    @Override
    void clear(long now) {
        advanceTo(current + calls.length);
        origin = now;
        current = 0;
    }

    @Override
    long calls() {
        return allCalls;
    }

    @Override
    long failed() {
        return allFailed;
    }

    @Override
    long slow() {
        return allSlow;
    }

    @Override
    Sums sums(long now) {
        long written = current;
        long oldest = Math.max((now - origin) / slice, written) - calls.length + 1;
        long someCalls = 0;
        long someFailed = 0;
        long someSlow = 0;
        for (long i = Math.max(oldest, Math.max(0, written - calls.length + 1)); i <= written; i++) {
            int place = (int) (i % calls.length);
            someCalls += calls[place];
            someFailed += failed[place];
            someSlow += slow[place];
        }
        return new Sums(someCalls, someFailed, someSlow);
    }
}
