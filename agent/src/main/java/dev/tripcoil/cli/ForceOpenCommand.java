package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code force-open}. */
@Command(
        name = "force-open",
        header = "Has breakers refuse every call until told otherwise.",
        description = {
            "They stay so until reset or another operation: time does not change it.",
            "",
            NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil force-open [OPTIONS] [PID | HOST:PORT] (BREAKER... | --all)",
        footer = {"  tripcoil force-open 1234 'stock*'"})
final class ForceOpenCommand extends OperationCommand {

    ForceOpenCommand() {
        super(Operation.FORCE_OPEN);
    }
}
