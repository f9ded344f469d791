package dev.tripcoil.client;

/**
 * By what the agent marks its JVM.
 *
 * @param version of the agent; null if none is there
 * @param rules its rules file, as it was given; null if none was
 */
public record AgentMark(String version, String rules) {

    public boolean isThere() {
        return version != null;
    }
}
