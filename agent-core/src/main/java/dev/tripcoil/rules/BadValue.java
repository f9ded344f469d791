package dev.tripcoil.rules;

/** A scalar that isn't what its key wants. The message says what it wants; the position is its catcher's to add. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1;

    BadValue(String message) {
        super(message, null, false, false);
    }
}
