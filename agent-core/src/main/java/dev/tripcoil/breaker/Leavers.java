package dev.tripcoil.breaker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The keys' breakers that are next to go. To look at all of them for each would take too long where keys come and go without end, so
 * those for a sixteenth of them are found at a time; one that has been used since is passed over. For one thread at a time.
 */
final class Leavers {

    /** The least recently used first. */
    private final Deque<Leaver> next = new ArrayDeque<>();

    private record Leaver(Breaker breaker, long used) implements Comparable<Leaver> {
        @Override
        public int compareTo(Leaver other) {
            return Long.compare(used, other.used);
        }
    }

    /** One that has been taken out of use; null if none can be. */
    Breaker next(Collection<Breaker> breakers) {
        Breaker left = nextKnown();
        if (left != null) {
            return left;
        }
        look(breakers);
        left = nextKnown();
        for (int tooMany = next.size() - breakers.size() / 16; tooMany > 0; tooMany--) {
            next.removeLast();
        }
        return left;
    }

    private Breaker nextKnown() {
        for (Leaver first = next.poll(); first != null; first = next.poll()) {
            KeyUse use = first.breaker.use();
            if (use.used() == first.used && !use.isGone() && use.leave(first.breaker)) {
                return first.breaker;
            }
        }
        return null;
    }

    private void look(Collection<Breaker> breakers) {
        List<Leaver> all = new ArrayList<>();
        for (Breaker breaker : breakers) {
            KeyUse use = breaker.use();
            if (breaker.isAtRest() && use.isIdle(breaker.totals())) {
                all.add(new Leaver(breaker, use.used()));
            }
        }
        Collections.sort(all);
        next.addAll(all);
    }
}
