package dev.tripcoil.breaker;

/**
 * The text of a value that a breaker is split by. Two values share a breaker just if their texts are equal, so one that is cut is never
 * that of another value: what is left of it is longer than any that isn't cut, and ends with a hash of the whole.
 */
final class KeyText {

    /** How many characters a key has at most, without the hash of what was cut. */
    static final int LONGEST = 200;

    private KeyText() {}

    /** What the value's own {@code toString} throws goes to the caller. */
    static String of(Object value) {
        String text = String.valueOf(value);
        if (text == null) {
            return "null"; // that of an object whose toString says so
        }
        return text.length() <= LONGEST ? text : cut(text);
    }

    private static String cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        StringBuilder cut = new StringBuilder(LONGEST + 40).append(text, 0, end).append("\u2026 #");
        hex(hash(text, 0x9E3779B97F4A7C15L), cut);
        hex(hash(text, 0xC2B2AE3D27D4EB4FL), cut);
        return cut.toString();
    }

    /**
     * Not the JDK's digests: who provides those is the application's to say. Each character is mixed in by the finalizer of Murmur3,
     * which leaves no bit where it was; two of these with different seeds make 128 bits, the same in every process.
     */
    private static long hash(String text, long seed) {
        long hash = seed ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mixed(hash + seed * (text.charAt(i) + 1));
        }
        return hash;
    }

    private static long mixed(long bits) {
        long x = bits;
        x = (x ^ x >>> 33) * 0xFF51AFD7ED558CCDL;
        x = (x ^ x >>> 33) * 0xC4CEB9FE1A85EC53L;
        return x ^ x >>> 33;
    }

    private static void hex(long bits, StringBuilder to) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            to.append(Character.forDigit((int) (bits >>> shift) & 15, 16));
        }
    }
}
