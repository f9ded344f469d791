package dev.tripcoil.breaker;

import java.util.concurrent.atomic.LongAdder;

/** What has been counted since the breaker was made, through all its states. Thread-safe; exact once calls have ended. */
final class Totals {
    private final LongAdder successful = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder slow = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder rejected = new LongAdder();

    /** Of a key's breaker, where successful calls are counted; else null. */
    private final KeyUse use;

    private final Cells cells;

    Totals(KeyUse use, Cells cells) {
        this.use = use;
        this.cells = cells;
    }

    void succeeded() {
        if (use == null) {
            successful.increment();
        } else {
            use.succeeded();
        }
    }

    long successful() {
        return use == null ? successful.sum() + cells.good() : use.successful();
    }

    /** Calls that were let through and have ended; one that ends meanwhile may be among them. */
    long ended() {
        return successful() + failed.sum() + ignored.sum();
    }
}
