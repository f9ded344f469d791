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
 * @param trouble those that refuse calls, by name; empty if none does
 * @param rest the number of the others
 */
record Headline(String trouble, String rest) {

    private static final int MOST_NAMES = 4;
    private static final String GAP = "   \u00b7   ";

    static Headline of(List<Breaker> breakers) {
        if (breakers.isEmpty()) {
            return new Headline("", "No breakers: the rules in force define none");
        }
        Map<StateLook, List<String>> byState = new EnumMap<>(StateLook.class);
        for (Breaker breaker : breakers) {
            byState.computeIfAbsent(breaker.look(), look -> new ArrayList<>()).add(breaker.title());
        }
        if (byState.keySet().equals(Set.of(StateLook.CLOSED))) {
            return new Headline(
                    "",
                    breakers.size() == 1
                            ? "The breaker is closed"
                            : "All " + Texts.count((long) breakers.size()) + " breakers are closed");
        }
        List<String> trouble = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (Map.Entry<StateLook, List<String>> state : byState.entrySet()) {
            List<String> names = state.getValue();
            names.sort(Comparator.naturalOrder());
            String part =
                    Texts.count((long) names.size()) + " " + state.getKey().name();
            if (state.getKey().isTrouble()) {
                String some = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
                trouble.add(part + ": " + some + (names.size() > MOST_NAMES ? ", \u2026" : ""));
            } else {
                rest.add(part);
            }
        }
        return new Headline(String.join(GAP, trouble), String.join(GAP, rest));
    }
}
