package dev.tripcoil.breaker;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The cells of one breaker, by the numbers of their threads. Thread-safe; who has a cell takes no lock to find it.
 *
 * <p>Pools number their threads one after the other, so a table of twice their number has a place for each. Where there is none still, a
 * thread does without: its calls are counted all the same, more slowly.
 */
public final class Cells {

    /** A power of two, as each length of a table. */
    private static final int LONGEST = 1 << 12;

    /** Places from that of a thread's number on where its cell may be. */
    private static final int NEAR = 4;

    private static final Cell[] NONE = new Cell[1];

    private final Breaker breaker;
    private final ReentrantLock lock;

    /** Null where no thread has a cell. Written under the lock. */
    private volatile Cell[] table = NONE;

    /** Of threads that are gone. Under the lock. */
    private long good;

    private long refused;

    /** @param lock the breaker's */
    Cells(Breaker breaker, ReentrantLock lock) {
        this.breaker = breaker;
        this.lock = lock;
    }

    /** On the hot path: the cell of the current thread; null where that has none, or not where it is found at once. */
    public Cell of(Thread current) {
        Cell[] all = table;
        Cell cell = all[(int) current.getId() & all.length - 1];
        return cell != null && cell.caller.refersTo(current) ? cell : null;
    }

    /**
     * The cell of the current thread, which is made if there is none. It counts in the breaker's present tally, unless the thread is in a call.
     *
     * @param placeSize as {@link Cell}'s
     * @return null if the thread has to do without
     */
    public Cell of(Caller caller, Thread current, int placeSize) {
        if (!caller.hasCells()) {
            return null;
        }
        Cell cell = find(table, caller, current.getId());
        if (cell == null) {
            cell = add(caller, current.getId(), placeSize);
        }
        if (cell != null && cell.use() != Cell.IN_CALL) {
            countInPresent(cell);
        }
        return cell;
    }

    private static Cell find(Cell[] all, Caller caller, long thread) {
        for (int i = 0; i < NEAR; i++) {
            Cell cell = all[(int) thread + i & all.length - 1];
            if (cell != null && cell.caller == caller) {
                return cell;
            }
        }
        return null;
    }

    private void countInPresent(Cell cell) {
        if (breaker.current().number == cell.tally()) {
            return;
        }
        lock.lock();
        try {
            State now = breaker.current();
            if (now.number != State.NO_NUMBER) {
                takeFrom(cell);
                cell.countIn(now.tally);
            }
        } finally {
            lock.unlock();
        }
    }

    private Cell add(Caller caller, long thread, int placeSize) {
        Cell added = new Cell(caller, breaker, thread, placeSize);
        lock.lock();
        try {
            forgetThreadsThatAreGone();
            Cell[] all = table;
            for (Cell cell : all) {
                if (cell != null && cell.caller == caller) {
                    return cell; // of a thread whose class gives another number each time
                }
            }
            Cell[] longer = all;
            boolean fits = all != NONE && put(all, added);
            while (!fits && longer.length < LONGEST) {
                longer = new Cell[Math.max(4, longer.length * 2)];
                fits = putAll(all, longer) && put(longer, added);
            }
            if (!fits) {
                return null;
            }
            table = longer; // a volatile write, after which other threads see what is in it
            return added;
        } finally {
            lock.unlock();
        }
    }

    private static boolean putAll(Cell[] cells, Cell[] longer) {
        for (Cell cell : cells) {
            if (cell != null && !put(longer, cell)) {
                return false;
            }
        }
        return true;
    }

    private static boolean put(Cell[] all, Cell cell) {
        for (int i = 0; i < NEAR; i++) {
            int place = (int) cell.thread + i & all.length - 1;
            if (all[place] == null) {
                all[place] = cell;
                return true;
            }
        }
        return false;
    }

    private void forgetThreadsThatAreGone() {
        Cell[] all = table;
        for (int i = 0; i < all.length; i++) {
            Cell cell = all[i];
            if (cell != null && cell.caller.refersTo(null)) {
                takeFrom(cell);
                good += cell.good();
                refused += cell.refusals();
                all[i] = null;
            }
        }
    }

    /** The present tally takes what the cell has for it. */
    private void takeFrom(Cell cell) {
        Tally present = breaker.current().tally;
        if (present != null) {
            present.take(cell);
        }
    }

    /** Under the lock: gives the tally what cells have for it. */
    void giveAll(Tally tally) {
        for (Cell cell : table) {
            if (cell != null) {
                tally.take(cell);
            }
        }
    }

    /** The thread has seen the breaker change while its call was under way: tells the tally what it has, and that it knows. */
    boolean catchUp(Cell cell, Tally present) {
        lock.lock();
        try {
            return present.number == cell.tally() && present.catchUp(cell);
        } finally {
            lock.unlock();
        }
    }

    /** Calls that ended well and that have been counted in cells alone. */
    long good() {
        lock.lock();
        try {
            long sum = good;
            for (Cell cell : table) {
                sum += cell == null ? 0 : cell.good();
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    /** Calls that were refused, and counted in cells. */
    long refused() {
        lock.lock();
        try {
            long sum = refused;
            for (Cell cell : table) {
                sum += cell == null ? 0 : cell.refusals();
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }
}
