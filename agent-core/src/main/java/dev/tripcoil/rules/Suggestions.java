package dev.tripcoil.rules;

import java.util.Collection;
import java.util.Locale;

/** Finds the word that somebody probably meant. */
public final class Suggestions {

    private Suggestions() {}

    /** The candidate nearest to the word, or null if none is near; of equally near ones the first. */
    public static String nearest(String word, Collection<String> candidates) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        String bare = bare(word);
        for (String candidate : candidates) {
            String other = bare(candidate);
            // One slip in a short word, two in most, three in a long one.
            int limit = 1 + Math.min(other.length() / 5, 2);
            if (Math.abs(bare.length() - other.length()) <= limit) {
                int distance = distance(bare, other);
                if (distance <= limit && distance < least && distance < other.length()) {
                    nearest = candidate;
                    least = distance;
                }
            }
        }
        return nearest;
    }

    // Case, and what joins words, is no difference: openFor and OPEN_FOR are open-for.
    private static String bare(String word) {
        return word.length() > 100
                ? word
                : word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** How far two words are from each other, whatever their case: 0 for what is the same. */
    public static int distanceBetween(String word, String other) {
        return distance(bare(word), bare(other));
    }

    /** The insertions, deletions, replacements and swaps of neighbours from one to the other. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
