package dev.tripcoil.breaker;

/** Shares of calls, in percent. */
final class Rates {

    private Rates() {}

    /**
     * Whether so many of all are at or above a share. By division, which rounds as the share in the rules file did:
     * {@code 64.4 * 250} is more than 16100.
     *
     * @param all not 0
     */
    static boolean reached(long some, long all, double percent) {
        return some * 100.0 / all >= percent;
    }

    /** {@code 12 of 20 calls failed (60% ≥ 50%)}. */
    static String text(long some, long all, String what, double percent) {
        return some + " of " + all + " " + what + " (" + percent(some * 100.0 / all) + "% " + '\u2265' + " "
                + percent(percent) + "%)";
    }

    /** {@code 60% < 75%}: in the same way where the share is not reached. */
    static String below(long some, long all, String what, double percent) {
        return some + " of " + all + " " + what + " (" + percent(some * 100.0 / all) + "% < " + percent(percent) + "%)";
    }

    /** With one decimal where it needs one. */
    private static String percent(double share) {
        long tenths = Math.round(share * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
