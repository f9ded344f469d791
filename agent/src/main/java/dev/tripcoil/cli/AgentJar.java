package dev.tripcoil.cli;

import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;

/** The jar that we run from, which is the agent, too. */
final class AgentJar {

    private AgentJar() {}

    static File find() throws Failure {
        CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
        try {
            File file = source == null ? null : new File(source.getLocation().toURI());
            if (file != null && file.isFile()) {
                return file.getAbsoluteFile();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // not from a file
        }
        throw new Failure(
                "the agent is in tripcoil.jar, and this command was not started from it: java -jar tripcoil.jar");
    }
}
