package dev.tripcoil.agent;

import dev.tripcoil.breaker.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Small work that comes round, each piece of it when it is due, one after the other on the thread that {@link #run runs} them. Chores are
 * given, and moved up, from any thread.
 */
final class Chores implements Runnable {

    /** A piece of work. What it throws is its own to catch; whatever it lets out ends it, and no other. */
    interface Chore {
        /** After how long it is due again; null for not of itself. */
        Duration look();
    }

    private static final class Due {
        private final Chore chore;
        private boolean isDue;
        private long at;

        Due(Chore chore) {
            this.chore = chore;
        }

        /** Never later than it is due already. */
        void by(long moment) {
            at = isDue && at - moment < 0 ? at : moment;
            isDue = true;
        }
    }

    private static final long MILLISECOND = 1_000_000;

    private final Ticker ticker;
    private final List<Due> all = new ArrayList<>();
    private boolean stopped;

    Chores(Ticker ticker) {
        this.ticker = ticker;
    }

    /** From now on it is looked after, the first time after so long; null for when it is moved up. */
    synchronized void add(Chore chore, Duration after) {
        Due due = new Due(chore);
        if (after != null) {
            due.by(ticker.nanos() + after.toNanos());
        }
        all.add(due);
        notifyAll();
    }

    /**
     * Has it done no later than at a moment.
     *
     * @param moment of the ticker's nanoseconds; in the past for at once
     */
    synchronized void moveUp(Chore chore, long moment) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).chore == chore) {
                all.get(i).by(moment);
                notifyAll();
            }
        }
    }

    /** None is begun any more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Until it is stopped. */
    @Override
    public void run() {
        for (Due next = next(); next != null; next = next()) {
            Duration again = null;
            try {
                again = next.chore.look();
            } catch (Throwable e) {
                // its own to tell; it comes no more, unless it is moved up
            }
            if (again != null) {
                moveUp(next.chore, ticker.nanos() + again.toNanos());
            }
        }
    }

    /** Waits for what is due first, which is not due any more then, unless it is moved up meanwhile; null when stopped. */
    private synchronized Due next() {
        while (!stopped) {
            Due first = null;
            for (int i = 0; i < all.size(); i++) {
                Due each = all.get(i);
                if (each.isDue && (first == null || each.at - first.at < 0)) {
                    first = each;
                }
            }
            long left = first == null ? 0 : first.at - ticker.nanos();
            if (first != null && left <= 0) {
                first.isDue = false;
                return first;
            }
            try {
                wait(first == null ? 0 : (left + MILLISECOND - 1) / MILLISECOND);
            } catch (InterruptedException e) {
                // nobody of ours interrupts this thread: go on
            }
        }
        return null;
    }
}
