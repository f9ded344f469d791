package dev.tripcoil.guard;

/** How the outcome is known of a method that returns before its work is done. Thread-safe. */
interface Following {

    /**
     * The method has returned, and its call goes on.
     *
     * @param result what it returned
     * @param call is to be told how the call ends, once
     * @return what the caller gets
     */
    Object follow(Object result, Ongoing call);
}
