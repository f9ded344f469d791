package dev.tripcoil.breaker;

/** What a thread does whose calls the hook begins and ends by itself where all is well, step by step as the hook does it. */
final class QuickThread {

    private final Breaker breaker;
    private final long number;
    private final Caller caller;

    // Of the call under way.
    private long[][] pair;
    private Cell cell;
    private Permit permit;

    QuickThread(Breaker breaker, long number) {
        this.breaker = breaker;
        this.number = number;
        caller = new Caller(number, true);
    }

    /** False if the call is refused. */
    boolean enter() {
        pair = quick();
        if (pair != null) {
            pair[0][Cell.USE] = Cell.IN_CALL;
            return true;
        }
        cell = breaker.cells().of(caller, Thread.currentThread(), 2); // null where there is no room
        permit = breaker.enter();
        if (permit.letsThrough()) {
            use(Cell.IN_CALL);
        }
        return permit.letsThrough();
    }

    private long[][] quick() {
        long[][][] pairs = breaker.cells().pairs();
        long[][] own = pairs[(int) number & pairs.length - 1];
        return own != null
                        && own[0][Cell.THREAD] == number
                        && own[0][Cell.USE] == Cell.FREE
                        && own[0][Cell.SEEN] == own[1][0]
                ? own
                : null;
    }

    private void use(long now) {
        if (cell != null) {
            cell.use(now);
        }
    }

    boolean isQuick() {
        return pair != null;
    }

    void succeed() {
        if (pair == null) {
            use(Cell.FREE);
            breaker.succeeded(permit);
            return;
        }
        pair[0][Cell.USE] = Cell.FREE;
        if (pair[0][Cell.SEEN] == pair[1][0]) {
            pair[0][Cell.GOOD]++;
        } else {
            caller.cellOf(pair).succeeded();
        }
    }

    Outcome fail(Throwable error) {
        if (pair == null) {
            use(Cell.FREE);
            return breaker.threw(permit, error);
        }
        pair[0][Cell.USE] = Cell.FREE;
        return breaker.threw(caller.cellOf(pair).permit(), error);
    }
}
