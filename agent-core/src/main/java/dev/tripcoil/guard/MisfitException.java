package dev.tripcoil.guard;

/** An answer that a method can't give; the message says why, and what would do. */
public final class MisfitException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message why, and what would do */
    public MisfitException(String message) {
        super(message);
    }
}
