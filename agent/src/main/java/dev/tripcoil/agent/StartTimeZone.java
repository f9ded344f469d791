package dev.tripcoil.agent;

import java.util.TimeZone;

/**
 * The time zone that the agent's log is written in: the one that the JVM finds at its start. Whoever asks for the default
 * first decides it for the whole JVM, and so this takes the question back: an application may yet set
 * {@code user.timezone} in its {@code main}.
 */
final class StartTimeZone {

    private static final String PROPERTY = "user.timezone";

    private StartTimeZone() {}

    /** The default, left undecided if it was. For the main thread before main only: it is not safe from others. */
    static TimeZone find() {
        String before = System.getProperty(PROPERTY);
        TimeZone zone = TimeZone.getDefault(); // decides, and where the property is empty fills it in
        boolean given = before != null && !before.isEmpty();
        boolean decidedNow = given ? before.equals(zone.getID()) : zone.getID().equals(System.getProperty(PROPERTY));
        if (decidedNow) { // and not by another agent's TimeZone.setDefault
            TimeZone.setDefault(null);
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
        return zone;
    }
}
