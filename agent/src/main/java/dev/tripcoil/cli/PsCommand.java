package dev.tripcoil.cli;

import dev.tripcoil.cli.Table.Cell;
import dev.tripcoil.client.FoundJvm;
import dev.tripcoil.client.JvmException;
import dev.tripcoil.client.LocalJvms;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ps}: the JVMs of this machine. */
@Command(
        name = "ps",
        header = "Lists the JVMs of this machine, and which are guarded.",
        description =
                "A JVM that was started without any agent, and that nobody has attached to, is told from outside: it does not"
                        + " notice. Others are asked. One that can't be asked is shown with the reason.",
        footer = {"  tripcoil ps", "  tripcoil ps --json | jq '.[] | select(.guarded) | .pid'"})
final class PsCommand extends Subcommand {

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    public Integer call() throws JvmException {
        List<FoundJvm> all = LocalJvms.find();
        if (json) {
            List<Object> data = new ArrayList<>();
            for (FoundJvm jvm : all) {
                data.add(JsonView.of(jvm));
            }
            out().println(Json.document(data));
        } else if (all.isEmpty()) {
            say("no JVM is running on this machine, but for this command's own");
        } else {
            print(table(terminal(), all).lines(terminal().size()[1]));
        }
        return WORKED;
    }

    static Table table(Terminal terminal, List<FoundJvm> all) {
        Table table = new Table(terminal)
                .right("PID")
                .left("USER")
                .dispensable(1)
                .left("TRIPCOIL")
                .elastic("RULES")
                .elastic("JVM");
        for (FoundJvm jvm : all) {
            table.row(
                    jvm.pid(),
                    jvm.user(),
                    guarded(jvm),
                    jvm.agent() == null ? null : jvm.agent().rules(),
                    jvm.command().isEmpty() ? null : jvm.command());
        }
        return table;
    }

    private static Cell guarded(FoundJvm jvm) {
        if (jvm.unknownBecause() != null) {
            return new Cell(jvm.unknownBecause(), Style.YELLOW);
        }
        return jvm.isGuarded() ? new Cell(jvm.agent().version(), Style.GREEN) : new Cell("no", Style.PLAIN);
    }
}
