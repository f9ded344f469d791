package dev.tripcoil.guard;

/**
 * What a call was given, as it was when the call began: what its result is kept under.
 *
 * <p>Hash codes and equality are the application's code: nobody may hold a lock who asks for them.
 */
final class Arguments {

    final long hash;

    /** The receiver first, if there is one; then the arguments, as {@link Snapshots} copies them. */
    private final Object[] values;

    /** Of the first argument. */
    private final int first;

    private Arguments(long hash, Object[] values, int first) {
        this.hash = hash;
        this.values = values;
        this.first = first;
    }

    /**
     * @param given as the woven method gives it; stays as it is
     * @return null where one of them can't be compared with what is given later
     */
    static Arguments of(Object[] given, boolean isStatic) {
        Object[] values = given;
        int first = isStatic ? 0 : 1;
        long hash = isStatic ? 0 : System.identityHashCode(given[0]);
        Snapshots snapshots = null;
        for (int i = first; i < given.length; i++) {
            Object value = given[i];
            int own;
            if (value == null) {
                own = 0;
            } else if (value instanceof String
                    || value instanceof Integer
                    || value instanceof Long
                    || value instanceof Boolean
                    || value instanceof Enum) {
                own = value.hashCode();
            } else {
                if (snapshots == null) {
                    snapshots = new Snapshots();
                }
                Object copy = snapshots.copy(value, 0);
                if (snapshots.gaveUp()) {
                    return null;
                }
                if (copy != value) {
                    values = values == given ? given.clone() : values;
                    values[i] = copy;
                }
                own = Snapshots.hash(copy);
            }
            hash = (hash ^ hash >>> 29) * 0x9E3779B97F4A7C15L + own;
        }
        return new Arguments(hash, values, first);
    }

    /** Null for a static method. */
    Object receiver() {
        return first == 0 ? null : values[0];
    }

    /** To be kept: without the receiver. */
    Object[] withoutReceiver() {
        if (first == 0) {
            return values;
        }
        Object[] kept = values.clone();
        kept[0] = null;
        return kept;
    }

    /** Whether these are equal to what was kept earlier. The receiver is not looked at. */
    boolean equal(Object[] kept) {
        if (kept.length != values.length) {
            return false;
        }
        for (int i = first; i < kept.length; i++) {
            if (!Snapshots.equal(values[i], kept[i])) {
                return false;
            }
        }
        return true;
    }
}
