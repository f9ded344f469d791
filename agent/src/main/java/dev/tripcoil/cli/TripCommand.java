package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code trip}. */
@Command(
        name = "trip",
        description = {
            "Opens breakers now, as if they had failed: each recovers by itself after its open-for. One that is open waits again from now.",
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
