package dev.tripcoil.guard;

import dev.tripcoil.breaker.Cell;
import dev.tripcoil.breaker.Cells;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The hot path at the beginning of a guarded method, by the site's number: where all is well, nothing but the thread's own {@link Cell} is
 * written. All else goes to {@link Guard}. Thread-safe.
 *
 * <p>What takes time there is one thing that leads to the next, so there are few between the hook and the cell: of a site whose calls take nothing
 * but to be let through and counted, its breaker's table of cells stands here, as it was at some time.
 */
final class Entering implements IntFunction<Object> {

    private final Guard guard;

    /** By number. Written under the lock of {@link Sites}. */
    private volatile Cell[][] tables = new Cell[64][];

    Entering(Guard guard) {
        this.guard = guard;
    }

    @Override
    public Object apply(int number) {
        Cell[] table = tables[number];
        if (table != null) {
            Cell cell = Cells.of(table, Thread.currentThread());
            if (cell != null && cell.begin()) {
                return cell.place();
            }
        }
        try {
            return guard.enterByHand(number);
        } catch (Throwable refusal) {
            throw Guard.<RuntimeException>asIs(refusal);
        }
    }

    /** There will be a site of that number. */
    void makeRoom(int number) {
        if (number >= tables.length) {
            tables = Arrays.copyOf(tables, tables.length * 2);
        }
    }

    boolean knows(int number, Cell[] table) {
        return tables[number] == table;
    }

    /** @param table null where calls take more, or the site is not open */
    void know(int number, Cell[] table) {
        Cell[][] all = tables;
        all[number] = table;
        tables = all; // a volatile write, after which every thread sees it
    }
}
