package dev.tripcoil.stress;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.SplitBreaker;

/** A breaker that is split by key, with room for one, and the key that it has. */
class Keys {

    static final String KEY = "key";

    private static final Throwable FAILURE = new Error("failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    final SplitBreaker split = new SplitBreaker(Shop.ONE_FAILURE, 1, new Clock(), changed -> {});
    final Breaker own = split.of(KEY);

    static void fail(Permit permit) {
        permit.breaker().threw(permit, FAILURE);
    }

    /** Another key comes, for which there is no room beside the first. */
    final void otherKey() {
        split.of("other");
    }

    /** Whether the key has this breaker still. */
    final boolean has(Breaker breaker) {
        return split.breakers().contains(breaker);
    }
}
