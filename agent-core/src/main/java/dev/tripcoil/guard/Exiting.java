package dev.tripcoil.guard;

import dev.tripcoil.breaker.Cell;
import java.util.function.Consumer;

/** The hot path at the end of a guarded method that returns. All that is not well goes to {@link Guard}. Thread-safe. */
final class Exiting implements Consumer<Object> {

    private final Guard guard;

    Exiting(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void accept(Object entered) {
        Object[] place = (Object[]) entered;
        Cell cell = (Cell) place[ActiveCalls.CELL];
        if (cell == null || place[ActiveCalls.PERMIT] != null || !cell.succeeded()) {
            guard.exitByHand(place);
        }
    }
}
