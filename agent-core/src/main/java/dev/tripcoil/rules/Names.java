package dev.tripcoil.rules;

import java.util.List;

/**
 * Names of types, of which some may be missing.
 *
 * @param known those that are certain
 * @param complete whether there are no others; false while a type on the way to them can't be found
 */
public record Names(List<String> known, boolean complete) {

    /** None at all, for certain. */
    public static final Names NONE = new Names(List.of(), true);

    public Names {
        known = List.copyOf(known);
    }

    /** Whether one of the patterns matches one of the names. */
    Match anyOf(List<NamePattern> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            NamePattern pattern = patterns.get(i);
            for (int j = 0; j < known.size(); j++) {
                if (pattern.matches(known.get(j))) {
                    return Match.YES;
                }
            }
        }
        return complete ? Match.NO : Match.UNKNOWN;
    }
}
