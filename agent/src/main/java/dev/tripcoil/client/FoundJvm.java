package dev.tripcoil.client;

/**
 * A JVM of this machine.
 *
 * @param user null if that can't be told
 * @param command main class or jar, with its arguments; empty if that can't be told
 * @param agent null where the JVM could not be asked
 * @param unknownBecause why it could not; null where it could
 */
public record FoundJvm(long pid, String user, String command, AgentMark agent, String unknownBecause) {

    static FoundJvm unknown(long pid, String user, String command, String because) {
        return new FoundJvm(pid, user, command, null, because);
    }

    public boolean isGuarded() {
        return agent != null && agent.isThere();
    }
}
