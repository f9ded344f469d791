package dev.tripcoil.cli;

/** Why a command didn't work: one line, which says what to do next. Ends it with exit code 1. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }
}
