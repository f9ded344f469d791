package dev.tripcoil.cli;

import dev.tripcoil.client.JvmException;
import dev.tripcoil.client.LocalJvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code detach}: has the agent leave a JVM. */
@Command(
        name = "detach",
        description =
                "Has the agent leave a JVM of this machine: its classes are again as they were, and the MBeans and"
                        + " threads are gone. Calls under way end untouched.",
        customSynopsis = "tripcoil detach [OPTIONS] PID",
        footer = "  tripcoil detach 1234")
final class DetachCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "PID", description = "The JVM's process id; 'tripcoil ps' shows it.")
    long pid;

    @Override
    public Integer call() throws JvmException, Failure {
        out().println(new LocalJvm(pid).detach(AgentJar.find()));
        return WORKED;
    }
}
