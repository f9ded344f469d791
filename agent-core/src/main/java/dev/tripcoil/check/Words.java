package dev.tripcoil.check;

import java.util.Collection;
import java.util.Locale;

/** How messages put things. */
final class Words {

    private static final int FEW = 3;

    private Words() {}

    /** {@code 1 class}, {@code 1,204 classes}. */
    static String count(int count, String one, String several) {
        return number(count) + " " + (count == 1 ? one : several);
    }

    static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The first of them, and how many more. */
    static String few(Collection<String> names) {
        StringBuilder text = new StringBuilder();
        int named = 0;
        for (String name : names) {
            if (named == FEW && names.size() > FEW + 1) {
                return text.append(" and ")
                        .append(number(names.size() - FEW))
                        .append(" more")
                        .toString();
            }
            text.append(named == 0 ? "" : ", ").append(name);
            named++;
        }
        return text.toString();
    }
}
