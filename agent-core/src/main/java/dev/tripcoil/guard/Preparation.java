package dev.tripcoil.guard;

/** Makes the expressions of a method ready to be evaluated, at its first call at the latest. Thread-safe. */
public interface Preparation {

    /** Whether they are ready. Asked at each call. */
    default boolean isReady() {
        return false;
    }

    /**
     * Does what is still to be done, if that is possible now; as work of the agent's own, with its permissions. Bounded in time.
     *
     * @return whether they are ready; while they aren't, calls go unguarded
     */
    boolean prepare();

    /** Nothing to prepare. */
    final class Nothing implements Preparation {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean prepare() {
            return true;
        }
    }
}
