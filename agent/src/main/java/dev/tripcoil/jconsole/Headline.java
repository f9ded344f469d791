package dev.tripcoil.jconsole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of all breakers in one line, for somebody who has just been woken up.
 *
 * @param trouble whether calls are being refused
 */
record Headline(String text, boolean trouble) {

    private static final int MOST_NAMES = 4;

    static Headline of(List<Breaker> breakers) {
        if (breakers.isEmpty()) {
            return new Headline("No breakers: the rules in force define none", false);
        }
        Map<StateLook, List<String>> byState = new EnumMap<>(StateLook.class);
        for (Breaker breaker : breakers) {
            byState.computeIfAbsent(breaker.look(), look -> new ArrayList<>()).add(breaker.title());
        }
        if (byState.keySet().equals(Set.of(StateLook.CLOSED))) {
            return new Headline(
                    breakers.size() == 1
                            ? "The breaker is closed"
                            : "All " + Texts.count((long) breakers.size()) + " breakers are closed",
                    false);
        }
        List<String> parts = new ArrayList<>();
        boolean trouble = false;
        for (Map.Entry<StateLook, List<String>> state : byState.entrySet()) {
            List<String> names = state.getValue();
            names.sort(Comparator.naturalOrder());
            String part =
                    Texts.count((long) names.size()) + " " + state.getKey().name();
            if (state.getKey().isTrouble()) {
                trouble = true;
                part += ": " + String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                        + (names.size() > MOST_NAMES ? ", \u2026" : "");
            }
            parts.add(part);
        }
        return new Headline(String.join("   \u00b7   ", parts), trouble);
    }
}
