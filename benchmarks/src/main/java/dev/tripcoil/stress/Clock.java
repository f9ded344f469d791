package dev.tripcoil.stress;

import dev.tripcoil.breaker.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves by hand. Orders nothing between threads, so that it hides no missing order in the breaker. */
final class Clock implements Ticker {

    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return now.getOpaque();
    }

    @Override
    public long epochMillis() {
        return 0;
    }

    void set(long nanos) {
        now.setOpaque(nanos);
    }
}
