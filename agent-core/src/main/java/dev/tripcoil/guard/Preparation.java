package dev.tripcoil.guard;

/** Makes the expressions of a method ready to be evaluated, at its first call at the latest. Thread-safe. */
interface Preparation {

    /** Whether they are ready; does what is still to be done, if that is possible now. While they aren't, calls go unguarded. */
    boolean isDone(Site site);

    /** Nothing to prepare. */
    final class Nothing implements Preparation {
        @Override
        public boolean isDone(Site site) {
            return true;
        }
    }
}
