package com.acme.speed;

import java.io.IOException;

/**
 * What agents guard in the benchmarks of calls: methods that do next to nothing, and write nothing that threads share. They are alike
 * but for what the rules, advice and aspects say of their names.
 */
public final class Shelf {

    /** The one exception of all failed calls: to make one would cost more than all else. */
    private static final IllegalStateException FAILURE = new IllegalStateException("no tea");

    /** Nobody guards it; nor the other two, which are there to be called in turn. */
    public int plain(int article) {
        return article + 1;
    }

    public int plainToo(int article) {
        return article + 1;
    }

    public int plainAsWell(int article) {
        return article + 1;
    }

    /** Opens after some failures in a row. */
    public int consecutive(int article) {
        return article + 1;
    }

    /** Opens by the failures among the last hundred calls. */
    public int rate(int article) {
        return article + 1;
    }

    /** Opens by the failures of the last minute. */
    public int timed(int article) {
        return article + 1;
    }

    /** Opens by the slow calls among the last hundred. */
    public int slow(int article) {
        return article + 1;
    }

    /** Nobody guards it. */
    public int plainFailing(boolean fails) {
        if (fails) {
            throw FAILURE;
        }
        return 1;
    }

    /** As {@link #rate}. */
    public int failing(boolean fails) {
        if (fails) {
            throw FAILURE;
        }
        return 1;
    }

    /** As {@link #timed}. */
    public int timedFailing(boolean fails) {
        if (fails) {
            throw FAILURE;
        }
        return 1;
    }

    /** Nobody guards it. */
    public int plainKey(String host) {
        return 1;
    }

    /** Has a breaker for each host. */
    public int perKey(String host) {
        return 1;
    }

    /** Open, and refuses by an exception of the guard's own. */
    public int refused(int article) {
        return article + 1;
    }

    /** Open, and refuses by an exception of the guard's own that has no stack trace, where that is a matter of choice. */
    public int refusedTraceless(int article) {
        return article + 1;
    }

    /** Open, and refuses by an exception of the JDK's. */
    public int thrown(int article) throws IOException {
        return article + 1;
    }

    /** Open, and answers with a number. */
    public int answered(int article) {
        return article + 1;
    }

    /** Opened by hand, and answers with a number. */
    public int answeredForced(int article) {
        return article + 1;
    }
}
