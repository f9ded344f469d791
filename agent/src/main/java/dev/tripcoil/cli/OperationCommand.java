package dev.tripcoil.cli;

import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.Connection;
import dev.tripcoil.client.GuardedJvm.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that has breakers do something, and says what state each went from and to. */
abstract class OperationCommand extends NamesCommand {

    @Parameters(arity = "0..*", paramLabel = "[PID] BREAKER", description = NamesCommand.ARGUMENTS)
    List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-a", "--all"},
            description = "All breakers of the JVM.")
    boolean all;

    private final Operation operation;

    OperationCommand(Operation operation) {
        this.operation = operation;
    }

    @Override
    final List<String> arguments() {
        return arguments;
    }

    @Override
    final boolean all() {
        return all;
    }

    @Override
    final int run(Connection connection) throws IOException, Failure {
        List<BreakerStatus> chosen = chosen(connection.jvm().breakers());
        if (chosen.isEmpty()) {
            throw new Failure("there are no breakers: 'tripcoil status' says why");
        }
        List<Object> data = new ArrayList<>();
        boolean gone = false;
        for (BreakerStatus before : chosen) {
            BreakerStatus after = operate(connection, before);
            if (after == null) {
                say(BreakerPattern.label(before) + " has just left the rules");
                gone = true;
            } else if (json) {
                data.add(JsonView.change(before, after));
            } else {
                out().println(text(before, after));
            }
        }
        if (json) {
            out().println(Json.document(data));
        }
        return gone ? DID_NOT_WORK : WORKED;
    }

    /** Null if there is no such breaker any more. */
    private BreakerStatus operate(Connection connection, BreakerStatus breaker) throws IOException {
        try {
            connection.jvm().invoke(breaker.bean(), operation);
        } catch (IOException e) {
            if (connection.jvm().breaker(breaker.bean()) == null) {
                return null;
            }
            throw e;
        }
        return connection.jvm().breaker(breaker.bean());
    }

    private String text(BreakerStatus before, BreakerStatus after) {
        String to = terminal().paint(Style.of(after.state()), after.state());
        return BreakerPattern.label(before) + ": "
                + (before.state().equals(after.state())
                        ? to + ", as before"
                        : terminal().paint(Style.of(before.state()), before.state()) + " "
                                + terminal().arrow() + " " + to);
    }
}
