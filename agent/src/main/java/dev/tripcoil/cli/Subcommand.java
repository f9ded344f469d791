package dev.tripcoil.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands have: help, and writers for data and messages. */
@Command(
        synopsisHeading = "%nUsage:%n  ",
        abbreviateSynopsis = true,
        descriptionHeading = "%n",
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExample:%n",
        sortOptions = false)
abstract class Subcommand implements Callable<Integer> {

    static final int WORKED = 0;
    static final int DID_NOT_WORK = 1;

    @ParentCommand
    TripcoilCommand tripcoil;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 100,
            description = "This text.")
    boolean help;

    final Terminal terminal() {
        return tripcoil.terminal;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void print(List<String> lines) {
        for (String line : lines) {
            out().println(line);
        }
    }

    /** Says something that is not data. */
    final void say(String message) {
        spec.commandLine().getErr().println(message);
    }

    final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
