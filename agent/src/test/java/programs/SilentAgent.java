package programs;

/** An agent that does nothing: what the JVM says under it, it says under any. */
public final class SilentAgent {

    private SilentAgent() {}

    public static void premain(String arguments) {}
}
