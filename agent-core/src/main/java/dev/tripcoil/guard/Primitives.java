package dev.tripcoil.guard;

/** Boxed values of one primitive type as those of a wider one. */
final class Primitives {

    private Primitives() {}

    /**
     * As an assignment would widen it.
     *
     * @param box of a type that can be assigned to the other, or null
     * @param to the descriptor of a primitive type
     * @return null for null
     */
    static Object widen(Object box, char to) {
        if (box == null) {
            return null;
        }
        Object value = box instanceof Character && to != 'C' ? Integer.valueOf((Character) box) : box;
        switch (to) {
            case 'S':
                return ((Number) value).shortValue();
            case 'I':
                return ((Number) value).intValue();
            case 'J':
                return ((Number) value).longValue();
            case 'F':
                return ((Number) value).floatValue();
            case 'D':
                return ((Number) value).doubleValue();
            default:
                return value; // nothing widens to boolean, byte or char
        }
    }
}
