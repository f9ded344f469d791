package dev.tripcoil.apply;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names, counted once each. An application that makes classes without end must not fill the heap with them: past so many
 * they are counted, but not kept, and then one that comes again counts again. Not thread-safe.
 */
final class Tallied {

    static final int MOST_KEPT = 10_000;

    private final Set<String> kept = new LinkedHashSet<>();
    private int more;

    void add(String name) {
        if (kept.size() < MOST_KEPT) {
            kept.add(name);
        } else if (!kept.contains(name)) {
            more++;
        }
    }

    int count() {
        return kept.size() + more;
    }

    /** In the order in which they were first added. */
    List<String> names() {
        List<String> names = new ArrayList<>(kept);
        if (more > 0) {
            names.add("... and " + more + " more");
        }
        return names;
    }
}
