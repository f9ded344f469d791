package dev.tripcoil.jconsole;

import dev.tripcoil.client.BreakerRow;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.TransitionStatus;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;

/** Why breakers are in the state that they are in. It takes the whole of a breaker to know, so it is asked once for each stay. */
final class Reasons {

    private record Reason(Date since, String text) {}

    private final Map<ObjectName, Reason> known = new HashMap<>();

    void learn(BreakerStatus breaker) {
        String why = null;
        List<TransitionStatus> transitions = breaker.recentTransitions();
        for (int i = transitions.size() - 1; i >= 0 && why == null; i--) {
            TransitionStatus each = transitions.get(i);
            if (each.to().equals(breaker.state()) && !each.from().equals(each.to())) {
                why = each.why();
            }
        }
        known.put(breaker.bean(), new Reason(breaker.stateSince(), why));
    }

    /** Null where it is not known. */
    String of(BreakerRow breaker) {
        Reason reason = known.get(breaker.bean());
        return reason != null && reason.since.equals(breaker.stateSince()) ? reason.text : null;
    }

    /** Whether it is worth asking: of those that are closed, nobody wants to know. */
    boolean isMissing(BreakerRow breaker) {
        Reason reason = known.get(breaker.bean());
        return StateLook.of(breaker.state()) != StateLook.CLOSED
                && (reason == null || !reason.since.equals(breaker.stateSince()));
    }

    void retain(Set<ObjectName> breakers) {
        known.keySet().retainAll(breakers);
    }

    void clear() {
        known.clear();
    }
}
