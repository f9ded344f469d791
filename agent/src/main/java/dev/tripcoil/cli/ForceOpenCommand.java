package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code force-open}. */
@Command(
        name = "force-open",
        description = {"Has breakers refuse every call, until reset or another operation.", "", NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil force-open [OPTIONS] [PID | HOST:PORT] (BREAKER... | --all)",
        footer = {"  tripcoil force-open 1234 'stock*'"})
final class ForceOpenCommand extends OperationCommand {

    ForceOpenCommand() {
        super(Operation.FORCE_OPEN);
    }
}
