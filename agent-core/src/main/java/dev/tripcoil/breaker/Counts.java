package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The failures in a row and the net failures of one stay in CLOSED or METRICS_ONLY, in one word, so that an outcome is
 * counted for both in one step. Thread-safe, without locks.
 *
 * <p>Once a criterion holds the word stays as it is: whichever thread looks, the breaker has tripped, and a success that
 * ends in the meantime can't undo it. A success that changes nothing writes nothing.
 */
final class Counts {

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(Counts.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long TRIPPED = 1L << 63;

    private final int consecutiveLimit;
    private final int netLimit;
    private final boolean trips;

    /** Bit 63: a criterion holds; bits 32 to 62: failures in a row; bits 0 to 31: net failures. */
    private volatile long word;

    /**
     * @param trips whether the word freezes when a criterion holds; METRICS_ONLY goes on counting
     */
    Counts(Definition.TripOn tripOn, boolean trips) {
        consecutiveLimit = tripOn.consecutiveFailures();
        netLimit = tripOn.netFailures();
        this.trips = trips;
    }

    /** Whether a criterion holds, as one did before. */
    boolean success() {
        long seen = word;
        while (seen > 0) {
            int net = net(seen);
            long witness = (long) WORD.compareAndExchange(this, seen, (long) (net == 0 ? 0 : net - 1));
            if (witness == seen) {
                return false;
            }
            seen = witness;
        }
        return seen < 0;
    }

    /** Whether a criterion holds now. */
    boolean failure() {
        long seen = word;
        while (seen >= 0) {
            int consecutive = consecutiveLimit == 0 ? 0 : Math.min(consecutive(seen) + 1, Integer.MAX_VALUE - 1);
            int net = netLimit == 0 ? 0 : Math.min(net(seen) + 1, netLimit);
            boolean holds = holds(consecutive, net);
            long next = (long) consecutive << 32 | net | (holds && trips ? TRIPPED : 0);
            long witness = (long) WORD.compareAndExchange(this, seen, next);
            if (witness == seen) {
                return holds;
            }
            seen = witness;
        }
        return true;
    }

    /** Sets everything back to 0, and returns true; false where a criterion already holds. */
    boolean clear() {
        long seen = word;
        while (seen >= 0) {
            long witness = (long) WORD.compareAndExchange(this, seen, 0L);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    boolean tripped() {
        return word < 0;
    }

    /** In a row if that is a criterion, else net. */
    int shown() {
        long seen = word;
        return consecutiveLimit != 0 ? consecutive(seen) : net(seen);
    }

    /** Why it tripped, in words. */
    String reason() {
        long seen = word;
        int consecutive = consecutive(seen);
        if (consecutiveLimit != 0 && consecutive >= consecutiveLimit) {
            return consecutive == 1 ? "1 failure" : consecutive + " failures in a row";
        }
        return net(seen) == 1 ? "1 net failure" : net(seen) + " net failures";
    }

    private boolean holds(int consecutive, int net) {
        return consecutiveLimit != 0 && consecutive >= consecutiveLimit || netLimit != 0 && net >= netLimit;
    }

    private static int consecutive(long word) {
        return (int) (word >>> 32) & Integer.MAX_VALUE;
    }

    private static int net(long word) {
        return (int) word;
    }
}
