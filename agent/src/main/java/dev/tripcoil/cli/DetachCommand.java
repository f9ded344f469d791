package dev.tripcoil.cli;

import dev.tripcoil.client.JvmException;
import dev.tripcoil.client.LocalJvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code detach}: has the agent leave a JVM. */
@Command(
        name = "detach",
        header = "Has the agent leave a JVM.",
        description =
                "Its classes are again as they were; MBeans and threads are gone. Calls under way end untouched. It can be"
                        + " attached again.",
        customSynopsis = "tripcoil detach [OPTIONS] PID",
        footer = "  tripcoil detach 1234")
final class DetachCommand extends Subcommand {

    @Parameters(
            index = "0",
            paramLabel = "PID",
            converter = ProcessId.class,
            description = "The JVM's process id; 'tripcoil ps' shows it.")
    long pid;

    @Override
    public Integer call() throws JvmException, Failure {
        out().println(new LocalJvm(pid).detach(AgentJar.find()));
        return WORKED;
    }
}
