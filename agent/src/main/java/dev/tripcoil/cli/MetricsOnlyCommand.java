package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code metrics-only}. */
@Command(
        name = "metrics-only",
        description = {
            "Has breakers count as usual but never open, until reset or another operation: the log says when one would have opened.",
            "",
            NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil metrics-only [OPTIONS] [PID | HOST:PORT] (BREAKER... | --all)",
        footer = {"  tripcoil metrics-only 1234 stock prices"})
final class MetricsOnlyCommand extends OperationCommand {

    MetricsOnlyCommand() {
        super(Operation.METRICS_ONLY);
    }
}
