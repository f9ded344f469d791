package dev.tripcoil.jconsole;

import dev.tripcoil.client.TransitionStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.ObjectName;

/**
 * The transitions of breakers, put together from what the JVM tells as they come and from its list of the last ones, which has
 * those from before and those that got lost on the way. For one thread.
 */
final class Transitions {

    static final int MOST = 200;

    private final Map<ObjectName, List<TransitionStatus>> known = new HashMap<>();

    void heard(ObjectName breaker, TransitionStatus transition) {
        read(breaker, List.of(transition));
    }

    void read(ObjectName breaker, List<TransitionStatus> transitions) {
        known.merge(breaker, List.copyOf(transitions), Transitions::merge);
    }

    /** Oldest first. */
    List<TransitionStatus> of(ObjectName breaker) {
        return known.getOrDefault(breaker, List.of());
    }

    void forgetAll() {
        known.clear();
    }

    /**
     * Those of both, by number. Where one number stands for two different transitions, or the newer list begins again from the
     * start, the breaker has been made anew, and what was known is of another life.
     */
    static List<TransitionStatus> merge(List<TransitionStatus> before, List<TransitionStatus> now) {
        TreeMap<Long, TransitionStatus> all = new TreeMap<>();
        for (TransitionStatus each : before) {
            all.put(each.number(), each);
        }
        for (TransitionStatus each : now) {
            TransitionStatus same = all.get(each.number());
            if (same != null && !same.at().equals(each.at())) {
                all.clear();
                break;
            }
        }
        for (TransitionStatus each : now) {
            all.put(each.number(), each);
        }
        while (all.size() > MOST) {
            all.pollFirstEntry();
        }
        return new ArrayList<>(all.values());
    }
}
