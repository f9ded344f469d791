package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code reset}. */
@Command(
        name = "reset",
        description = {
            "Closes breakers and clears their counts, whatever state they are in. The totals stay.",
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
