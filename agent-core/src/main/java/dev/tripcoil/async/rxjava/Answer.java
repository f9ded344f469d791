package dev.tripcoil.async.rxjava;

/**
 * What the rules answer in the place of a failed call, on its way to the operator next to it, which goes on with it: RxJava's
 * own, which knows how many elements are still asked for. Nobody else sees it.
 */
final class Answer extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Object value;

    Answer(Object value) {
        super(null, null, false, false);
        this.value = value;
    }

    /** As {@link Answers} takes it: any other error is what the source ends with. */
    static Object verdict(Throwable error) {
        return error instanceof Answer ? new Object[] {((Answer) error).value} : error;
    }
}
