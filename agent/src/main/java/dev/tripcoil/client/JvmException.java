package dev.tripcoil.client;

/** Why a JVM can't be reached. The message is one line for somebody at a command line, and says what to do next. */
public final class JvmException extends Exception {
    private static final long serialVersionUID = 1;

    public JvmException(String message) {
        super(message);
    }

    JvmException(String message, Throwable cause) {
        super(message, cause);
    }
}
