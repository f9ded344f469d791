package dev.tripcoil.breaker;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * A thread that makes guarded calls. The thread holds nothing of it but a weak reference, so that the agent can go; it is there for as long
 * as the thread is in such a call, or has a {@link Cell}. For its thread alone.
 */
public final class Caller {

    private final boolean hasCells;

    /** The thread's number. */
    final long thread;

    /** Weak: with a breaker go its cells. */
    private final List<WeakReference<Cell>> cells = new ArrayList<>();

    private boolean works;

    /** The place of its outermost call that has none in a cell. Of whoever keeps the thread's calls. */
    public Object[] first;

    /** The last refusal that was thrown on it; null if there was none. */
    public WeakReference<Throwable> refusal;

    /**
     * @param thread the thread's number, as whoever begins calls on the hot path knows it
     * @param hasCells whether it is worth having a {@link Cell} in each breaker that it calls. A virtual thread is not: there may be
     *     millions, for a call each
     */
    public Caller(long thread, boolean hasCells) {
        this.thread = thread;
        this.hasCells = hasCells;
    }

    boolean hasCells() {
        return hasCells;
    }

    void add(Cell cell) {
        for (int i = cells.size() - 1; i >= 0; i--) {
            if (cells.get(i).refersTo(null)) {
                cells.remove(i);
            }
        }
        cells.add(new WeakReference<>(cell));
    }

    /** The cell of a call that the hot path has begun; null if its breaker is gone. */
    public Cell cellOf(long[][] pair) {
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i).get();
            if (cell != null && cell.isOf(pair)) {
                return cell;
            }
        }
        return null;
    }

    /** Whether the thread is at work for the agent: no call within counts for any breaker. */
    public boolean works() {
        return works;
    }

    public void works(boolean now) {
        works = now;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i).get();
            if (cell != null) {
                cell.pause(now);
            }
        }
    }
}
