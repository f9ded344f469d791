package dev.tripcoil.cli;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.Connection;
import dev.tripcoil.client.GuardedJvm;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: the breakers of a JVM in a table, once or again and again. */
@Command(
        name = "status",
        header = "Shows a JVM's breakers in a table, once or again and again.",
        description = {
            "State and how long it has been in it; failures that count towards opening; failed and slow calls of the window in"
                    + " percent; calls rejected and let through since start; when an open breaker tries again; the last"
                    + " failure, where there is room. Below, what is wrong with the rules file.",
            "",
            "With --watch it goes on until you press Ctrl-C (exit code 130), or the JVM ends (exit code 0)."
        },
        customSynopsis = "tripcoil status [OPTIONS] [PID | HOST:PORT]",
        footer = {"  tripcoil status --watch 1234", "  tripcoil status db1:9010 --json | jq .breakers[].state"})
final class StatusCommand extends ConnectedCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description = "The JVM: process id, HOST:PORT or service:jmx: URL. The only guarded one, if left out.")
    String jvm;

    @Option(
            names = {"-w", "--watch"},
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "2",
            preprocessor = AttachedValue.class,
            description =
                    "Look again every so many seconds, 2 if not said. On a terminal the table is drawn anew in its"
                            + " place; elsewhere one follows another, with --json on a line each.")
    Double seconds;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also show warnings, and what is not guarded and why.")
    boolean verbose;

    @Override
    String target() {
        if (jvm != null && !Target.isOne(jvm)) {
            throw wrongUsage("'" + jvm + "' names no JVM; give a process id, HOST:PORT or a service:jmx: URL."
                    + " One breaker is shown by: tripcoil show " + jvm);
        }
        if (seconds != null && !(seconds >= 0.1 && seconds <= 86_400)) {
            throw wrongUsage("--watch takes from 0.1 to 86400 seconds");
        }
        return jvm;
    }

    @Override
    int run(Connection connection) throws IOException, Failure {
        if (seconds == null) {
            look(connection, terminal().size()[1]);
            return WORKED;
        }
        return new Watch(this, connection, Math.round(seconds * 1000)).run();
    }

    private void look(Connection connection, int width) throws IOException {
        AgentStatus agent = connection.jvm().agent();
        List<BreakerStatus> breakers = connection.jvm().breakers();
        if (json) {
            out().println(Json.document(JsonView.of(connection.name(), agent, breakers)));
        } else {
            print(view().lines(connection.name(), agent, breakers, new int[] {Integer.MAX_VALUE, width}));
        }
    }

    StatusView view() {
        return new StatusView(terminal(), verbose);
    }

    /** On one line. */
    static String data(Connection connection) throws IOException {
        GuardedJvm jvm = connection.jvm();
        return Json.line(JsonView.of(connection.name(), jvm.agent(), jvm.breakers()));
    }
}
