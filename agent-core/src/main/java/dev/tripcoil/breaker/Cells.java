package dev.tripcoil.breaker;

import java.util.Arrays;

/**
 * The cells of one breaker, by the numbers of their threads. Thread-safe; who has a cell takes no lock to find it.
 *
 * <p>Pools number their threads one after the other, so a table of twice their number has a place for each. Where there is none still, a
 * thread does without: its calls are counted all the same, more slowly.
 */
public final class Cells {

    /** A power of two, as each length of a table. */
    private static final int LONGEST = 1 << 12;

    /** A table that has so many places for each cell, or more, is long enough: threads whose numbers lead to one place do with another. */
    private static final int SPARSE = 16;

    /** In a table that is long enough: places from that of a thread's number on where its cell may be. In others there is the one. */
    private static final int NEAR = 16;

    private static final Cell[] NONE = new Cell[1];

    private final Breaker breaker;
    private final ShortLock lock;

    /** Null where no thread has a cell. The array is written under the lock. */
    private volatile Cell[] table = NONE;

    /** Of the cells that stand in their first place. Written under the lock. */
    private volatile long[][][] pairs = new long[1][][];

    /** Of threads that are gone. Under the lock. */
    private long good;

    /** @param lock the breaker's */
    Cells(Breaker breaker, ShortLock lock) {
        this.breaker = breaker;
        this.lock = lock;
    }

    /**
     * By the numbers of threads, the {@linkplain Cell pairs} that the hot path begins calls with, null where there is none: a power of two of
     * them. Who has one of before finds most of those that there are, and no wrong one.
     */
    public long[][][] pairs() {
        return pairs;
    }

    /**
     * The cell of the current thread, which is made if there is none, and has seen the breaker as it is, unless the thread is in a call.
     *
     * @param placeSize as {@link Cell}'s
     * @return null if the thread has to do without
     */
    public Cell of(Caller caller, Thread current, int placeSize) {
        if (!caller.hasCells()) {
            return null;
        }
        Cell cell = find(table, caller);
        if (cell == null) {
            cell = add(caller, current, placeSize);
        }
        if (cell == null || cell.use() == Cell.IN_CALL) {
            return cell;
        }
        if (cell.state() != breaker.current()) {
            look(cell);
        } else if (cell.tally() != null && cell.tally().hasGoneOn(cell)) {
            catchUp(cell, cell.tally());
        }
        return cell;
    }

    private static Cell find(Cell[] all, Caller caller) {
        for (int i = 0; i < NEAR; i++) {
            Cell cell = all[(int) caller.thread + i & all.length - 1];
            if (cell != null && cell.caller == caller) {
                return cell;
            }
        }
        return null;
    }

    private void look(Cell cell) {
        if (!breaker.current().isPlain()) {
            return;
        }
        lock.lock();
        try {
            State now = breaker.current();
            if (now.isPlain()) {
                takeFrom(cell);
                cell.see(now);
                offer(cell);
            }
        } finally {
            lock.unlock();
        }
    }

    private Cell add(Caller caller, Thread current, int placeSize) {
        Cell added = new Cell(current, caller, breaker, placeSize);
        lock.lock();
        try {
            int cells = forgetThreadsThatAreGone() + 1;
            Cell[] all = table;
            Cell[] longer = all;
            boolean fits = all != NONE && put(all, added, cells);
            while (!fits && longer.length < LONGEST) {
                longer = new Cell[Math.max(4, longer.length * 2)];
                fits = putAll(all, longer, cells) && put(longer, added, cells);
            }
            if (!fits) {
                return null;
            }
            if (longer != all) {
                withdraw();
                pairs = new long[longer.length][][];
            }
            table = longer; // a volatile write, after which other threads see what is in it
            for (Cell cell : longer) {
                if (cell != null) {
                    offer(cell);
                }
            }
            caller.add(added);
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** From the hot path: each thread that calls next has to look, and may find that a call takes more now. */
    void withdraw() {
        lock.lock();
        try {
            long[][][] all = pairs;
            Arrays.fill(all, null);
            pairs = all;
        } finally {
            lock.unlock();
        }
    }

    /** To the hot path, which finds it only where its thread's number leads to at once. */
    private void offer(Cell cell) {
        int home = (int) cell.caller.thread & table.length - 1;
        if (table[home] == cell) {
            pairs[home] = cell.pair();
        }
    }

    private static boolean putAll(Cell[] all, Cell[] longer, int cells) {
        for (Cell cell : all) {
            if (cell != null && !put(longer, cell, cells)) {
                return false;
            }
        }
        return true;
    }

    /** @param cells how many there will be */
    private static boolean put(Cell[] all, Cell cell, int cells) {
        boolean isLongEnough = all.length >= Math.min(LONGEST, SPARSE * cells);
        for (int i = 0; i < (isLongEnough ? NEAR : 1); i++) {
            int place = (int) cell.caller.thread + i & all.length - 1;
            if (all[place] == null) {
                all[place] = cell;
                return true;
            }
        }
        return false;
    }

    /** Returns how many cells are left. */
    private int forgetThreadsThatAreGone() {
        Cell[] all = table;
        int left = 0;
        for (int i = 0; i < all.length; i++) {
            Cell cell = all[i];
            if (cell != null && cell.isGone()) {
                takeFrom(cell);
                good += cell.good();
                all[i] = null;
                pairs[i] = null;
            } else if (cell != null) {
                left++;
            }
        }
        return left;
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
            return present == cell.tally() && present.catchUp(cell);
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
}
