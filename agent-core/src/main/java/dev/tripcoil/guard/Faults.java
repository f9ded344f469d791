package dev.tripcoil.guard;

import java.util.concurrent.atomic.LongAdder;

/** What went wrong where it must harm nobody: in the agent's own code, and in the application's that it calls. Thread-safe. */
final class Faults {

    private final Reports reports;
    private final LongAdder count = new LongAdder();

    Faults(Reports reports) {
        this.reports = reports;
    }

    /** Counts it and tells of it; throws nothing. */
    void report(Throwable fault) {
        try {
            count.increment();
            reports.internalError(fault);
        } catch (Throwable unreportable) {
            // The stack or the heap is exhausted: the application is about to see that for itself.
        }
    }

    /** Of a method that goes unguarded, which is no fault. */
    void unusable(String problem) {
        reports.unusable(problem);
    }

    /** Counts one that is told of elsewhere. */
    void increment() {
        count.increment();
    }

    long count() {
        return count.sum();
    }
}
