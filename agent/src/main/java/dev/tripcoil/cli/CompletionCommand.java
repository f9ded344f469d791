package dev.tripcoil.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code completion}: the script by which a shell completes what you type. */
@Command(
        name = "completion",
        header = "Prints a script for bash and zsh that completes commands.",
        description = {
            "It completes the commands and options of 'tripcoil', which is to be a function:",
            "",
            "  tripcoil() { java -jar /path/to/tripcoil.jar \"$@\"; }"
        },
        customSynopsis = "tripcoil completion [OPTIONS]",
        footerHeading = "%nExample, in ~/.bashrc or, after 'autoload -U compinit && compinit', in ~/.zshrc:%n",
        footer = "  source <(tripcoil completion)")
final class CompletionCommand extends Subcommand {

    @Override
    public Integer call() {
        out().print(AutoComplete.bash("tripcoil", spec.root().commandLine()));
        out().println();
        return WORKED;
    }
}
