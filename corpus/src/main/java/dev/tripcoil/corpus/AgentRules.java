package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rules by which the agent guards all that it can of some classes, with one breaker that never opens. */
final class AgentRules {

    private static final String BREAKER = """
            breakers:
              all:
                trip-on: {consecutive-failures: 1000000}
            rules:
            """;

    private AgentRules() {}

    /**
     * @param classes names or patterns
     * @return the file, which the agent takes
     */
    static Path write(Path file, Jdk jdk, List<String> classes) throws IOException, InterruptedException {
        Files.writeString(file, text(classes, "'<init>', "));
        if (!isTaken(file, jdk)) {
            System.out.println("the agent takes no rule for constructors: they are left out of the rules");
            Files.writeString(file, text(classes, ""));
            if (!isTaken(file, jdk)) {
                throw new IllegalStateException("the agent does not take " + file);
            }
        }
        return file;
    }

    /** Two rules, because what every object has is guarded only where it is named. */
    private static String text(List<String> classes, String constructor) {
        var text = new StringBuilder(BREAKER);
        for (var methods :
                List.of("", "    method: [" + constructor + "equals, hashCode, toString, clone, finalize]\n")) {
            text.append("  - class:\n");
            for (var name : classes) {
                text.append("      - '").append(name).append("'\n");
            }
            text.append(methods).append("    breaker: all\n");
        }
        return text.toString();
    }

    private static boolean isTaken(Path rules, Jdk jdk) throws IOException, InterruptedException {
        return new ChildJvm(jdk, rules.resolveSibling("probe"), option(rules) + ",on-error=exit", "-version").run(2)
                == 0;
    }

    /** The JVM's option that starts the agent. */
    static String option(Path rules) {
        return "-javaagent:" + Places.agent() + "=rules=" + rules + ",log-level=error";
    }
}
