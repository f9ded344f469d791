package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code reset}. */
@Command(
        name = "reset",
        header = "Closes breakers and clears their counts.",
        description = {
            "Whatever state they are in, those set by hand included. The totals stay.",
            "",
            NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil reset [OPTIONS] [PID | HOST:PORT] (BREAKER... | --all)",
        footer = {"  tripcoil reset 1234 stock", "  tripcoil reset --all"})
final class ResetCommand extends OperationCommand {

    ResetCommand() {
        super(Operation.RESET);
    }
}
