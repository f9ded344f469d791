package dev.tripcoil.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What other processes see of the agent by attaching to the JVM: {@code tripcoil}, its version, and {@code tripcoil.rules} for as
 * long as it is there, and {@code tripcoil.answer}, what came of the last order, which begins with {@code ok} if it was carried
 * out. They are among the JVM's agent properties, where its management agent leaves its address; the application sees none of
 * them.
 */
final class AgentProperties {

    private static final String VERSION = "tripcoil";
    private static final String RULES = "tripcoil.rules";
    private static final String ANSWER = "tripcoil.answer";

    private final Instrumentation instrumentation;
    private final Log log;

    AgentProperties(Instrumentation instrumentation, Log log) {
        this.instrumentation = instrumentation;
        this.log = log;
    }

    /**
     * @param rulesFile null if there is none
     */
    void announce(String version, String rulesFile) {
        Properties properties = properties();
        if (rulesFile != null) {
            properties.setProperty(RULES, rulesFile);
        }
        properties.setProperty(VERSION, version);
    }

    /** In one line. */
    void answer(String text) {
        properties().setProperty(ANSWER, text);
    }

    /** The agent is there no more. */
    void remove() {
        Properties properties = properties();
        properties.remove(VERSION);
        properties.remove(RULES);
    }

    /** The JVM's; where it does not give them, some that nobody sees. */
    private Properties properties() {
        try {
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of("jdk.internal.vm", Set.of(getClass().getModule())),
                    Map.of(),
                    Set.of(),
                    Map.of());
            return (Properties) Class.forName("jdk.internal.vm.VMSupport")
                    .getMethod("getAgentProperties")
                    .invoke(null);
        } catch (Exception | LinkageError e) {
            log.debug("this JVM shows other processes nothing of the agent: " + e);
            return new Properties();
        }
    }
}
