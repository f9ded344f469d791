package dev.tripcoil.cli;

import dev.tripcoil.client.GuardedJvm.Operation;
import picocli.CommandLine.Command;

/** {@code metrics-only}. */
@Command(
        name = "metrics-only",
        header = "Has breakers count but never open until told otherwise.",
        description = {
            "They count as usual, and the log says when one would have opened. They stay so until reset or another operation.",
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
