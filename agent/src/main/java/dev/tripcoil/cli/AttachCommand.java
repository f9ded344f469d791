package dev.tripcoil.cli;

import dev.tripcoil.client.JvmException;
import dev.tripcoil.client.LocalJvm;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.RulesFile;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code attach}: guards a JVM that was started without the agent. */
@Command(
        name = "attach",
        header = "Guards a JVM that runs without the agent.",
        description = {
            "The JVM is on this machine, and yours. The rules file is read first: if anything is wrong with it, its problems are"
                    + " shown and nothing is attached.",
            "",
            "From JDK 21 on, that JVM itself warns on its standard error that an agent was loaded: start it with"
                    + " -XX:+EnableDynamicAgentLoading, or with -javaagent, if you don't want that."
        },
        customSynopsis = "tripcoil attach [OPTIONS] PID RULES",
        footer = "  tripcoil attach 1234 rules.yaml")
final class AttachCommand extends Subcommand {

    @Parameters(
            index = "0",
            paramLabel = "PID",
            converter = ProcessId.class,
            description = "The JVM's process id; 'tripcoil ps' shows it.")
    long pid;

    @Parameters(
            index = "1",
            paramLabel = "RULES",
            description = "The rules file. The agent goes on looking at it, so it must stay where it is.")
    Path rules;

    @Override
    public Integer call() throws JvmException, Failure {
        List<String> warnings;
        try {
            warnings = RulesFile.read(rules).warnings();
        } catch (RulesException e) {
            e.problems().forEach(this::say);
            say("nothing was attached; try again once the file is good");
            return DID_NOT_WORK;
        }
        for (String warning : warnings) {
            say("warning: " + warning);
        }
        File agent = AgentJar.find();
        out().println(new LocalJvm(pid)
                .attach(agent, rules.toAbsolutePath().normalize().toString()));
        return WORKED;
    }
}
