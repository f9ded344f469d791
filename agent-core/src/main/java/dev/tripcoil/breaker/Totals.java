package dev.tripcoil.breaker;

import java.util.concurrent.atomic.LongAdder;

/** What has been counted since the breaker was made, through all its states. Thread-safe; exact once calls have ended. */
final class Totals {
    final LongAdder successful = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder slow = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder rejected = new LongAdder();

    /** Calls that were let through and have ended; one that ends meanwhile may be among them. */
    long ended() {
        return successful.sum() + failed.sum() + ignored.sum();
    }
}
