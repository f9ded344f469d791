package dev.tripcoil.breaker;

/**
 * The failures in a row and the net failures, in one word, so that an outcome is counted for both in one step. Without
 * locks; a success that changes nothing writes nothing.
 */
final class Counts extends Tally {

    private static final long TRIPPED = 1L << 63;

    private final int consecutiveLimit;
    private final int netLimit;
    private final boolean trips;

    // The pass: bit 63: nothing moves any more; bits 32 to 62: failures in a row; bits 0 to 31: net failures. Cells
    // have seen 0.

    Counts(Definition.TripOn tripOn, boolean trips) {
        consecutiveLimit = tripOn.consecutiveFailures();
        netLimit = tripOn.netFailures();
        this.trips = trips;
    }

    @Override
    boolean success() {
        long seen = pass();
        while (seen > 0) {
            int net = net(seen);
            long witness = exchangePass(seen, (long) (net == 0 ? 0 : net - 1));
            if (witness == seen) {
                return false;
            }
            seen = witness;
        }
        return seen < 0;
    }

    /** A slow call that is no failure is a success here. */
    @Override
    boolean add(boolean failed, boolean slow) {
        return failed ? failure() : success();
    }

    private boolean failure() {
        long seen = pass();
        while (seen >= 0) {
            int consecutive = consecutiveLimit == 0 ? 0 : Math.min(consecutive(seen) + 1, Integer.MAX_VALUE - 1);
            int net = netLimit == 0 ? 0 : Math.min(net(seen) + 1, netLimit);
            boolean holds = holds(consecutive, net);
            long next = (long) consecutive << 32 | net | (holds && trips ? TRIPPED : 0);
            long witness = exchangePass(seen, next);
            if (witness == seen) {
                return holds && (trips || !holds(consecutive(seen), net(seen)));
            }
            seen = witness;
        }
        return true;
    }

    @Override
    boolean clear() {
        long seen = pass();
        while (seen >= 0) {
            long witness = exchangePass(seen, 0L);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    @Override
    void end() {
        long seen = pass();
        while (seen >= 0) {
            seen = exchangePass(seen, seen | TRIPPED);
        }
    }

    @Override
    boolean tripped() {
        return pass() < 0;
    }

    @Override
    Shown shown() {
        long seen = pass();
        return Shown.failures(consecutiveLimit != 0 ? consecutive(seen) : net(seen));
    }

    @Override
    String reason() {
        long seen = pass();
        int consecutive = consecutive(seen);
        return consecutiveLimit != 0 && consecutive >= consecutiveLimit ? inARow(consecutive) : inTheNet(net(seen));
    }

    static String inARow(int failures) {
        return failures == 1 ? "1 failure" : failures + " failures in a row";
    }

    static String inTheNet(int failures) {
        return failures == 1 ? "1 net failure" : failures + " net failures";
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
