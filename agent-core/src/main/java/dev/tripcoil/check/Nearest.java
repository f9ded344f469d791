package dev.tripcoil.check;

import dev.tripcoil.rules.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Finds the classes that somebody may have meant who wrote a name that none has. */
final class Nearest {

    private static final int MOST = 3;

    /** A beginning that is shorter says nothing. */
    private static final int SHORTEST_BEGINNING = 4;

    private static final int NOWHERE = Integer.MAX_VALUE;

    private Nearest() {}

    private record Near(int distance, String name) implements Comparable<Near> {
        @Override
        public int compareTo(Near other) {
            return distance != other.distance ? Integer.compare(distance, other.distance) : name.compareTo(other.name);
        }
    }

    /** The nearest first; none if none is near. */
    static List<String> to(String wanted, Collection<String> names) {
        TreeSet<Near> nearest = new TreeSet<>();
        Name name = new Name(wanted);
        for (String candidate : names) {
            int distance = name.distance(candidate);
            if (distance != NOWHERE) {
                nearest.add(new Near(distance, candidate));
                if (nearest.size() > MOST) {
                    nearest.pollLast();
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (Near each : nearest) {
            found.add(each.name());
        }
        return found;
    }

    /** A name that is looked for, by its parts; nested classes by dots, as in source. */
    private static final class Name {
        private final String whole;
        private final String folder;
        private final String simple;

        Name(String name) {
            whole = bare(name);
            simple = simple(whole);
            folder = whole.substring(0, whole.length() - simple.length());
        }

        private static String bare(String name) {
            return name.replace('$', '.').toLowerCase(Locale.ROOT);
        }

        private static String simple(String bare) {
            return bare.substring(bare.lastIndexOf('.') + 1);
        }

        /** By what people get wrong: dollar signs and case, packages, a letter or two, an ending such as Impl or Kt. */
        int distance(String candidate) {
            String other = bare(candidate);
            if (other.equals(whole)) {
                return 0;
            }
            String otherSimple = simple(other);
            if (otherSimple.equals(simple)) {
                return folder.isEmpty() ? 10 : 10 + commonless(other);
            }
            if (other.length() - otherSimple.length() == folder.length() && other.startsWith(folder)) {
                if (isNear(simple, otherSimple)) {
                    return 20 + Suggestions.distanceBetween(simple, otherSimple);
                }
                int shorter = Math.min(simple.length(), otherSimple.length());
                boolean begins = otherSimple.startsWith(simple) || simple.startsWith(otherSimple);
                return begins && shorter >= SHORTEST_BEGINNING ? 30 : NOWHERE;
            }
            return isNear(whole, other) ? 40 + Suggestions.distanceBetween(whole, other) : NOWHERE;
        }

        /** How many of its packages the two do not have in common at the beginning, up to 9. */
        private int commonless(String other) {
            String[] own = whole.split("\\.");
            String[] others = other.split("\\.");
            int common = 0;
            while (common < Math.min(own.length, others.length) && own[common].equals(others[common])) {
                common++;
            }
            return Math.min(9, Math.max(own.length, others.length) - common);
        }

        private static boolean isNear(String one, String other) {
            return Suggestions.nearest(one, List.of(other)) != null;
        }
    }
}
