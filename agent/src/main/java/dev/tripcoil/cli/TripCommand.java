package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code trip}. */
@Command(
        name = "trip",
        header = "Opens breakers as failures would.",
        description = {
            "Each recovers by itself after its open-for. One that is open already waits again from now.",
            "",
            NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil trip [OPTIONS] [PID | HOST:PORT] (BREAKER... | --all)",
        footer = {"  tripcoil trip 1234 stock"})
final class TripCommand extends OperationCommand {

    TripCommand() {
        super(Operation.TRIP);
    }
}
