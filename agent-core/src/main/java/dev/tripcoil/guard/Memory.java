package dev.tripcoil.guard;

/** Keeps what successful calls of one method returned, for those that are refused later. Thread-safe. */
interface Memory {

    /** What the call is known by, told before its body runs: that may change the arguments. */
    Object key(Object given) throws Throwable;

    /**
     * The call has succeeded.
     *
     * @param key of {@link #key}
     */
    void keep(Object key, Object result) throws Throwable;
}
