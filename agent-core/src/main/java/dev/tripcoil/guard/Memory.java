package dev.tripcoil.guard;

/** Keeps what successful calls of one method returned, for those that are refused later. Thread-safe. */
interface Memory {

    /** What the call is known by, told before its body runs, which may change the arguments; null if it can't be known again. */
    Object key(Object given) throws Throwable;

    /**
     * The call has succeeded. Runs code of the application's.
     *
     * @param key of {@link #key}
     */
    void keep(Site site, Object key, Object result) throws Throwable;
}
