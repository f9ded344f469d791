package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code disable}. */
@Command(
        name = "disable",
        header = "Has breakers let every call through until told otherwise.",
        description = {
            "Nothing counts towards opening. They stay so until reset or another operation.",
            "",
            NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil disable [OPTIONS] [PID | HOST:PORT] (BREAKER... | --all)",
        footer = {"  tripcoil disable 1234 stock"})
final class DisableCommand extends OperationCommand {

    DisableCommand() {
        super(Operation.DISABLE);
    }
}
