package dev.tripcoil.guard;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Does something for the rules' sake with the agent's permissions, though the application on whose thread it happens has
 * fewer. JDKs up to 23 have security managers; those to come may have nothing of what this names, and so it is named only
 * where there is one.
 */
final class Unconfined {

    private Unconfined() {}

    @SuppressWarnings("removal")
    static <T> T call(PrivilegedExceptionAction<T> action) throws Exception {
        if (!isConfined()) {
            return action.run();
        }
        try {
            return AccessController.doPrivileged(action);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }

    @SuppressWarnings("removal")
    static boolean isConfined() {
        try {
            return System.getSecurityManager() != null;
        } catch (NoSuchMethodError e) {
            return false;
        }
    }
}
